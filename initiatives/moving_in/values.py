"""The distinct names, words and timings of a paper: what a person goes through once for all rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.names import NameCell, fund_cells, lead_cells
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.timings import TimingCell, timing_cells
from initiatives.moving_in.words import StatusWord, status_words


@dataclass(frozen=True)
class Values:
    """Each distinct value once, in the order of the paper, with what it is read as."""

    leads: tuple[NameCell, ...]
    fund_sources: tuple[NameCell, ...]
    statuses: tuple[StatusWord, ...]
    timings: tuple[TimingCell, ...]

    def __bool__(self) -> bool:
        return bool(self.leads or self.fund_sources or self.statuses or self.timings)


def values_of(rows: Sequence[PlanRow], decisions: Decisions) -> Values:
    """The values of the rows; in as many statements for ten thousand rows as for ten."""
    return Values(
        lead_cells(rows, decisions),
        fund_cells(rows, decisions),
        status_words(rows, decisions),
        timing_cells(rows, decisions.start_year),
    )
