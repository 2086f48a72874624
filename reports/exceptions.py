"""Exceptions: the initiatives that need a look, a table for each kind of trouble, and what is not recorded."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from initiatives.models import Initiative, Status
from initiatives.models.concerns import STALE_AFTER, Concern
from initiatives.rows import NO_STATUS, InitiativeRow, initiative_rows
from initiatives.timing import Kind
from initiatives.urgency import most_urgent_first
from priorities.models import PartnershipPlan
from priorities.text import first_words, without_mark
from reports.document import Column, DataColumn, Group, Report, Row, Section, Table, Text
from reports.particulars import working_particulars
from reports.words import counted, day_in_words

COLUMNS = (
    Column("Project / initiative", "initiative", 22),
    Column("Lead agency", "lead_agency", 12),
    Column("Timing", "timing", 13),
    Column("Status", "status", 10),
    Column("Last reported on", "last_reported_on", 12),
    Column("Outcome begins", "outcome_begins", 31),
)
COUNTS = (Column("Exception", "exception", 70), Column("Initiatives", "initiatives", 30))
NONE = "None"
_WORDS_OF_AN_OUTCOME = 30


class Exceptional(NamedTuple):
    """A kind of exception: which initiatives it holds, since when, and how the plan's page is asked."""

    name: str
    meaning: str
    holds: Callable[[InitiativeRow], bool]
    asks: dict[str, str] | None = None  # nothing on the plan's page shows just these
    since: Callable[[InitiativeRow], date | None] = lambda _: None


def _says(status: Status) -> Callable[[InitiativeRow], bool]:
    return lambda row: row.status == status


KINDS = (
    Exceptional(
        str(Concern.LATE.label),
        "The end that its timing gives has passed, and it is neither complete nor stopped.",
        lambda row: Concern.LATE in row.concerns,
        {"concern": Concern.LATE},
        lambda row: row.ends_on,
    ),
    Exceptional(
        str(Concern.NOT_FINISHED.label),
        "The year ended after the end that its timing gives, and it was neither complete nor "
        "stopped.",
        lambda row: Concern.NOT_FINISHED in row.concerns,
        {"concern": Concern.NOT_FINISHED},
        lambda row: row.ends_on,
    ),
    *(
        Exceptional(str(status.label), status.meaning, _says(status), {"status": status})
        for status in (Status.OFF_TRACK, Status.AT_RISK)
    ),
    Exceptional(
        str(Concern.STALE.label),
        f"Nothing has been reported for {STALE_AFTER.days} days, and it is neither complete nor "
        "stopped.",
        lambda row: Concern.STALE in row.concerns,
        {"concern": Concern.STALE},
        lambda row: row.reported_on or date.min,
    ),
    Exceptional(
        "No lead agency",
        "Nobody is named to answer for it.",
        lambda row: not row.leads,
        {"agency": "none"},
    ),
    Exceptional("No outcome", "Nothing has been said of it yet.", lambda row: not row.outcome),
    Exceptional(
        "No timing",
        "Its timing is blank. “TBC” and “Ongoing” are timings.",
        lambda row: row.timing_kind == Kind.NONE,
        {"timing": Kind.NONE.value},
    ),
    Exceptional(
        "No key priority",
        "It serves none of the plan’s key priorities, through a target or by itself.",
        lambda row: not row.served_priority_ids,
        {"priority": "none"},
    ),
    Exceptional(
        "No fund source",
        "Its fund source is blank. “N/A” says that no money is needed.",
        lambda row: not row.funding,
        {"fund": "none"},
    ),
)


def build(plan: PartnershipPlan, *, as_of: date) -> Report:
    """How many initiatives each kind holds, then which, the longest in trouble first.

    The reason for a status is not in it: its writer is not told that the committee reads it.
    """
    rows = initiative_rows(Initiative.objects.in_force().filter(plan=plan), as_of=as_of)
    found = [(kind, _held(kind, rows)) for kind in KINDS]
    return Report(
        slug="exceptions",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "exceptions"),
        sections=(
            _summary(rows, found),
            *_counts(plan, found, as_of=as_of),
            *(_table(kind, held) for kind, held in found if held),
        ),
        section_column=DataColumn("Exception", "exception"),
    )


def _held(kind: Exceptional, rows: Sequence[InitiativeRow]) -> list[InitiativeRow]:
    held = most_urgent_first(filter(kind.holds, rows))
    return sorted(held, key=lambda row: kind.since(row) or date.max)


_Found = Sequence[tuple[Exceptional, list[InitiativeRow]]]


def _summary(rows: Sequence[InitiativeRow], found: _Found) -> Text:
    heading = "Exceptions in this plan"
    if not rows:
        return Text(heading, "This plan has no initiatives yet.")
    several = {row.number for _, held in found for row in held}
    if not several:
        return Text(heading, f"None of the plan’s {counted(len(rows), 'initiative')} is listed.")
    return Text(
        heading,
        f"Of {counted(len(rows), 'initiative')} {len(several)} "
        f"{'is' if len(several) == 1 else 'are'} listed below, under each exception that holds.",
    )


def _counts(plan: PartnershipPlan, found: _Found, *, as_of: date) -> list[Section]:
    """How many each kind holds; of today, each number leads to its list on the plan's page."""
    if not any(held for _, held in found):
        return []
    plan_page = reverse("initiatives:plan", args=[plan.start_year])
    told = []
    for kind, held in found:
        leads_on = held and kind.asks and as_of == timezone.localdate()
        address = f"{plan_page}?{urlencode(kind.asks)}" if leads_on and kind.asks else ""
        told.append(Row((kind.name, str(len(held) or NONE)), addresses=("", address)))
    return [Table("Number of initiatives by exception", COUNTS, (Group(tuple(told)),))]


def _table(kind: Exceptional, held: Sequence[InitiativeRow]) -> Table:
    return Table(
        caption=kind.name,
        heading=kind.name,
        description=kind.meaning,
        columns=COLUMNS,
        groups=tuple(Group((_row(row),)) for row in held),
    )


def _row(row: InitiativeRow) -> Row:
    cells = (
        f"{row.reference} {row.label}",
        row.led_by,
        row.timing,
        Status(row.status).label if row.status else NO_STATUS,
        day_in_words(row.reported_on) if row.reported_on else "Not yet",
        first_words(without_mark(row.outcome), _WORDS_OF_AN_OUTCOME),
    )
    return Row(cells, reference=row.reference, addresses=(row.address, "", "", "", "", ""))
