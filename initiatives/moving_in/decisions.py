"""What a person decided about a plan that is moved in, step by step."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Self, TypeAlias

_FRAMEWORK = "framework."


class Part(StrEnum):
    """What a column holds."""

    PRIORITY = "priority"  # the key priority: its number, its title or both
    TARGET = "target"
    TITLE = "title"
    OUTCOME = "outcome"  # several columns may hold outcomes: progress by quarter
    TIMING = "timing"
    FUND_SOURCE = "fund_source"
    LEAD = "lead"
    STATUS = "status"
    STATUS_REASON = "status_reason"
    INTERNAL_NOTE = "internal_note"
    EXTRA = "extra"  # kept with the initiative as it stood, and shown to officers


class FrameworkList(str):
    """A column that holds the numbers of another body's priorities: "framework.3" by its key."""

    @classmethod
    def of(cls, framework: int) -> Self:
        """The column that names priorities of the framework with that key."""
        return cls(f"{_FRAMEWORK}{framework}")

    @property
    def framework(self) -> int:
        return int(self.removeprefix(_FRAMEWORK))


Holds: TypeAlias = Part | FrameworkList


class Shape(StrEnum):
    """What a row of a table is."""

    NEW = "new"  # an initiative, with a target or key priority of its own where it names one
    AS_ABOVE = "as_above"  # an initiative under the target above: its own target cell is blank
    TAIL = "tail"  # an initiative under the target above, whose last words stand in its target cell
    WRAPPED = "wrapped"  # no initiative: every cell goes on with the cell above
    SECTION = "section"  # the title of a key priority
    FURNITURE = "furniture"  # a repeated heading, a running head, a page number, nothing at all
    LEFT_OUT = "left_out"  # by a person's decision


@dataclass(frozen=True)
class KeyPriorityDraft:
    """A key priority as a paper names it."""

    number: int
    title: str
    description: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewName:
    """An agency or fund source that is to be added."""

    name: str
    short_name: str = ""  # of an agency


@dataclass(frozen=True)
class PaperHeading:
    """What heads and ends a paper, in its own words; "" for what it does not say."""

    paper: str = ""  # which of the plan year's papers it is: "year-end" or "annual-plan"
    strapline: str = ""
    title: str = ""
    date_printed: str = ""
    prepared_by: str = ""
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class Decisions:
    """What was decided; whatever is empty is still as the tracker proposes.

    A row goes by its id: "3.12" is the row 12, from 0, of the block 3 of the file. A name or a word
    goes by itself as it was written.
    """

    tables: tuple[int, ...] = ()  # the blocks that hold the plan
    columns: Mapping[str, tuple[Holds, ...]] = field(default_factory=dict)  # by layout
    agencies: Mapping[str, str] = field(default_factory=dict)  # name: number, "new", or "" for none
    fund_sources: Mapping[str, str] = field(default_factory=dict)
    new_agencies: Mapping[str, NewName] = field(default_factory=dict)
    new_fund_sources: Mapping[str, NewName] = field(default_factory=dict)
    whole_names: tuple[str, ...] = ()  # cells that name one, whatever joins stand in them
    statuses: Mapping[str, str] = field(default_factory=dict)  # word: status, or "" for none
    values_confirmed: bool = False
    shapes: Mapping[str, Shape] = field(default_factory=dict)  # by row
    edits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # first row: part: text
    left_out: tuple[str, ...] = ()  # initiatives, by their first row
    priorities: tuple[KeyPriorityDraft, ...] | None = None
    heading: PaperHeading | None = None
    glossary: tuple[tuple[str, str], ...] | None = None  # abbreviations with what they stand for
    prints_glossary: bool | None = None  # in the annual plan
    start_year: int | None = None
    reported_on: str = ""  # the day the outcomes speak for: "2017-04-30"

    def as_json(self) -> dict[str, Any]:
        """The same as plain lists and texts, for `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` made, after a while in a database; what is unknown there is left out."""
        readers: dict[str, Callable[[Any], Any]] = {
            "tables": tuple,
            "columns": lambda by: {key: tuple(map(holds, parts)) for key, parts in by.items()},
            "new_agencies": _new_names,
            "new_fund_sources": _new_names,
            "whole_names": tuple,
            "shapes": lambda by: {row: Shape(shape) for row, shape in by.items()},
            "left_out": tuple,
            "priorities": _priorities,
            "heading": lambda said: None if said is None else PaperHeading(**said),
            "glossary": _pairs,
        }
        known = {each.name for each in fields(cls)} & set(kept)
        return cls(**{name: readers.get(name, _as_is)(kept[name]) for name in known})


def holds(kept: str) -> Holds:
    """What a column holds, by the text that stands for it."""
    return FrameworkList(kept) if kept.startswith(_FRAMEWORK) else Part(kept)


def _as_is(kept: Any) -> Any:
    return kept


def _new_names(kept: Mapping[str, Any]) -> dict[str, NewName]:
    return {written: NewName(**said) for written, said in kept.items()}


def _pairs(kept: Any) -> tuple[tuple[str, str], ...] | None:
    return None if kept is None else tuple((short, long) for short, long in kept)


def _priorities(kept: Any) -> tuple[KeyPriorityDraft, ...] | None:
    if kept is None:
        return None
    return tuple(KeyPriorityDraft(**{**said, "points": tuple(said["points"])}) for said in kept)
