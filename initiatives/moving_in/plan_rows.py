"""The initiatives that a paper's rows make, in the paper's own words."""

from dataclasses import dataclass
from typing import NamedTuple


class ListCell(NamedTuple):
    """What stands in a column of another body's priorities: their numbers, as they are written."""

    framework: int  # the key of whose priorities they are
    heading: str
    written: str


@dataclass(frozen=True)
class PlanRow:
    """One initiative as its paper writes it: cells joined, nothing read or translated yet."""

    rows: tuple[str, ...]  # the ids of the rows it was made from; the first stands for it
    place: str  # "Table 1, rows 7 to 8"
    priority: str = ""  # the section or the cell that names its key priority
    section: str = ""  # the title over its rows, whatever its own cells say
    target: str = ""
    title: str = ""
    outcome: str = ""
    timing: str = ""
    fund_source: str = ""
    lead: str = ""
    status: str = ""
    status_reason: str = ""
    internal_note: str = ""
    lists: tuple[ListCell, ...] = ()  # one for each framework that its columns name
    cells: tuple[tuple[str, str], ...] = ()  # heading and text of every cell, exactly as it stood
