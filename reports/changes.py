"""What changed: which initiatives came and went since a day, and what is said otherwise of the others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from initiatives.changes import HEADINGS, Change, Fate, changes_since
from initiatives.models import Initiative
from initiatives.models.initiatives import label
from initiatives.rows import InitiativeRow
from priorities.models import PartnershipPlan
from reports.document import Column, DataColumn, Group, Report, Row, Section, Table, Text
from reports.particulars import working_particulars
from reports.words import counted, day_in_words

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
LATELY = timedelta(days=90)  # a quarter, as returns are asked


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


def build(plan: PartnershipPlan, *, as_of: date, since: date | None = None) -> Report:
    """What is otherwise than before the day `since`, ninety days before `as_of` unless said.

    Of a removed initiative it tells the name, the lead and the day, and neither outcome nor reason.
    """
    since = since or as_of - LATELY
    initiatives = Initiative.objects.filter(plan=plan)
    changes = changes_since(initiatives, since=since, as_of=as_of).changes
    told = [each for change in changes for each in _told(change)]
    return Report(
        slug="changes",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "what changed"),
        sections=(
            _summary(told, since),
            *_counts(told),
            *(table for kind in Kind if (table := _table(kind, told)).groups),
        ),
        section_column=DataColumn("Kind of change", "kind_of_change"),
    )


def _told(change: Change) -> Iterator[Told]:
    row = change.initiative
    match change.fate:
        case Fate.ADDED:
            said = {heading: new for heading, _, new in change.differences}
            outcome = said.pop(HEADINGS.outcome, "")
            yield Told(Kind.ADDED, _row(row, "Added", "", _lines(said)))
            if outcome:  # in a cell of its own: with more, it could be longer than Excel's
                yield Told(Kind.ADDED, _row(row, HEADINGS.outcome, "", outcome))
        case Fate.REMOVED:
            yield Told(Kind.REMOVED, _gone(row))
        case Fate.CHANGED:
            for heading, old, new in change.differences:
                yield Told(_KINDS.get(heading, Kind.PARTICULARS), _row(row, heading, old, new))


_KINDS = {HEADINGS.outcome: Kind.OUTCOME, HEADINGS.status: Kind.STATUS}


def _row(row: InitiativeRow, what: str, old: str, new: str) -> Row:
    cells = (f"{row.reference} {row.label}", what, old, new)
    return Row(cells, reference=row.reference, addresses=(row.address, "", "", ""))


def _gone(row: InitiativeRow) -> Row:
    """A removed initiative, which leads nowhere: its page is the officers' alone."""
    name = label(row.title, "", row.target_text, row.number)
    said = _lines({HEADINGS.led_by: row.led_by, HEADINGS.timing: row.timing})
    now = f"Removed on {day_in_words(row.removed_on)}" if row.removed_on else ""
    return Row((f"{row.reference} {name}", "Removed", said, now), reference=row.reference)


def _lines(said: Mapping[str, str]) -> str:
    """What is said under each heading, in lines, but for its name, which stands beside it."""
    return "\n".join(
        f"{heading}: {text}" for heading, text in said.items() if text and heading != HEADINGS.title
    )


def _summary(told: Sequence[Told], since: date) -> Text:
    heading = f"Since {day_in_words(since)}"
    if not told:
        return Text(heading, "Nothing in this plan was added, changed or removed.")
    many = len({each.row.reference for each in told})
    return Text(
        heading,
        f"{counted(many, 'initiative')} {'is' if many == 1 else 'are'} not as before that day. "
        "An outcome counts from the moment it was recorded.",
    )


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
