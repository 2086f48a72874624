"""What is not as it was, a table for each kind of change: before beside now."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from reports.document import Column, Group, Row, Section, Table, Text
from reports.words import counted

COLUMNS = (
    Column("Project / initiative", "initiative", 20),
    Column("What", "what", 12),
    Column("Before", "before", 34),
    Column("Now", "now", 34),
)
COUNTS = (
    Column("Kind of change", "kind_of_change", 70),
    Column("Initiatives", "initiatives", 30),
)
NONE = "None"


class Kind(Enum):
    """What sort of change it is, as its table is headed."""

    ADDED = "New initiatives"
    REMOVED = "Removed initiatives"
    OUTCOME = "Outcomes"
    STATUS = "Statuses"
    PARTICULARS = "Titles, leads, money, timing and priorities"


class Told(NamedTuple):
    """One thing that is not as it was, as a row of the table of its kind."""

    kind: Kind
    row: Row


def sections(told: Sequence[Told], heading: str, *, than: str) -> tuple[Section, ...]:
    """How many initiatives each kind of change is about, then which; `than` says what they are compared with."""
    return (
        _summary(told, heading, than),
        *_counts(told),
        *(table for kind in Kind if (table := _table(kind, told)).groups),
    )


def in_lines(said: Mapping[str, str]) -> str:
    """What is said under each heading, in lines."""
    return "\n".join(f"{heading}: {text}" for heading, text in said.items() if text)


def _summary(told: Sequence[Told], heading: str, than: str) -> Text:
    if not told:
        return Text(heading, "Nothing in this plan was added, changed or removed.")
    many = len({each.row.reference for each in told})
    are = "is" if many == 1 else "are"
    return Text(heading, f"{counted(many, 'initiative')} {are} not as {than}")


def _counts(told: Sequence[Told]) -> list[Section]:
    if not told:
        return []
    rows = []
    for kind in Kind:
        many = len({each.row.reference for each in told if each.kind is kind})
        rows.append(Row((kind.value, str(many or NONE))))
    return [Table("Number of initiatives by kind of change", COUNTS, (Group(tuple(rows)),))]


def _table(kind: Kind, told: Sequence[Told]) -> Table:
    rows = [each.row for each in told if each.kind is kind]
    groups = tuple(Group((row,)) for row in rows)
    return Table(kind.value, COLUMNS, groups, heading=kind.value)
