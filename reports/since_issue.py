"""What one of a plan's papers would print today otherwise than an issue of it did."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from priorities.models import PartnershipPlan
from reports import annual_plan, year_end
from reports.compared import Printed, compare
from reports.document import Row
from reports.models import IssuedPaper
from reports.told import Kind, Told, in_lines
from reports.words import day_in_words

_BUILDERS = {"year-end": year_end.build, "annual-plan": annual_plan.build}
_NAMES = ("initiative", "target")  # the fields whose text an initiative is called by


def named(issue: IssuedPaper) -> str:
    """The issue in words: "Annual partnership plan, issue 2, 12 September 2017"."""
    day = timezone.localdate(issue.issued_at)
    return f"{issue.get_paper_display()}, issue {issue.number}, {day_in_words(day)}"


def told_since(issue: IssuedPaper, plan: PartnershipPlan, *, as_of: date) -> Iterator[Told]:
    """What is printed otherwise; of what is printed no longer, all but the outcome."""
    if (old := issue.report) is None:  # emptied, since it had words that were taken out
        return
    compared = compare(old, _BUILDERS[issue.paper](plan, as_of=as_of))
    for printed in compared.added:
        yield Told(Kind.ADDED, _row(printed, "Added", "", _said(printed), plan))
        if outcome := printed.under("outcome"):
            yield Told(Kind.ADDED, _row(printed, "Outcome", "", outcome, plan))
    for printed in compared.gone:
        yield Told(Kind.REMOVED, _row(printed, "Removed", _said(printed), "No longer printed"))
    for change in compared.changed:
        for column, before, now in change.differences:
            kind = Kind.OUTCOME if column.field == "outcome" else Kind.PARTICULARS
            yield Told(kind, _row(change.now, column.heading, before, now, plan))


def _row(
    printed: Printed, what: str, before: str, now: str, plan: PartnershipPlan | None = None
) -> Row:
    """A row that leads to its initiative; without a plan, for one that is gone, it leads nowhere."""
    name = next(filter(None, map(printed.under, _NAMES)), "")
    addresses: tuple[str, ...] = ()
    if plan:
        number = int(printed.reference.rpartition("/")[2])
        page = reverse("initiatives:initiative", args=[plan.start_year, number])
        addresses = (page, "", "", "")
    cells = (f"{printed.reference} {name}".strip(), what, before, now)
    return Row(cells, reference=printed.reference, addresses=addresses)


def _said(printed: Printed) -> str:
    left_out = {*_NAMES, "outcome"}
    return in_lines(
        {column.heading: text for column, text in printed.texts if column.field not in left_out}
    )
