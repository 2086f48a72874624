"""What changed in a plan since a day or since an issue of one of its papers."""

from collections.abc import Iterator
from datetime import date, timedelta

from initiatives.changes import HEADINGS, Change, Fate, changes_since
from initiatives.models import Initiative
from initiatives.models.initiatives import label
from initiatives.rows import InitiativeRow
from priorities.models import PartnershipPlan
from reports.document import DataColumn, Report, Row
from reports.models import IssuedPaper
from reports.particulars import working_particulars
from reports.since_issue import named, told_since
from reports.told import Kind, Told, in_lines, sections
from reports.words import day_in_words

LATELY = timedelta(days=90)  # a quarter, as returns are asked


def build(
    plan: PartnershipPlan,
    *,
    as_of: date,
    since: date | None = None,
    issue: IssuedPaper | None = None,
) -> Report:
    """What is otherwise than in an issue, else than before the day `since`, ninety days before `as_of`.

    Of a removed initiative it tells the name, the lead and the day, and neither outcome nor reason.
    """
    if issue:
        told = list(told_since(issue, plan, as_of=as_of))
        parts = sections(told, f"Since {named(issue)}", than="that paper printed them.")
    else:
        since = since or as_of - LATELY
        initiatives = Initiative.objects.filter(plan=plan)
        changes = changes_since(initiatives, since=since, as_of=as_of).changes
        told = [each for change in changes for each in _told(change)]
        than = "before that day. An outcome counts from the moment it was recorded."
        parts = sections(told, f"Since {day_in_words(since)}", than=than)
    return Report(
        slug="changes",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "what changed"),
        sections=parts,
        section_column=DataColumn("Kind of change", "kind_of_change"),
    )


def _told(change: Change) -> Iterator[Told]:
    row = change.initiative
    match change.fate:
        case Fate.ADDED:
            said = {heading: new for heading, _, new in change.differences}
            said.pop(HEADINGS.title, None)  # it stands beside what is said
            outcome = said.pop(HEADINGS.outcome, "")
            yield Told(Kind.ADDED, _row(row, "Added", "", in_lines(said)))
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
    said = in_lines({HEADINGS.led_by: row.led_by, HEADINGS.timing: row.timing})
    now = f"Removed on {day_in_words(row.removed_on)}" if row.removed_on else ""
    return Row((f"{row.reference} {name}", "Removed", said, now), reference=row.reference)
