"""The agency report: everything that one agency leads, for its own board."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.text import slugify

from initiatives.models import Agency, Initiative, Status
from initiatives.models.concerns import STALE_AFTER, Concern
from initiatives.rows import InitiativeRow, initiative_rows
from priorities.models import PartnershipPlan
from reports.document import Column, Group, Points, Report, Row, Table, Text
from reports.particulars import working_particulars
from reports.words import counted

COLUMNS = (
    Column("Project / initiative", "initiative", 16),
    Column("Key priority", "key_priorities", 8),
    Column("Timing", "timing", 9),
    Column("Status", "status", 9),
    Column("Late or stale", "concerns", 9),
    Column("Outcome", "outcome", 38),
    Column("Led jointly with", "led_with", 11),
)

_CONCERNS = {
    Concern.LATE: "late: the end in the timing has passed.",
    Concern.STALE: f"stale: nothing was reported for {STALE_AFTER.days} days.",
    Concern.NOT_FINISHED: "not finished at year end: the timing ended before it did.",
}


def build(plan: PartnershipPlan, *, as_of: date, agency: Agency) -> Report:
    """Each initiative the agency leads, alone or jointly: where it stands and what came of it."""
    led = Initiative.objects.in_force().filter(plan=plan, leads=agency)
    rows = initiative_rows(led, as_of=as_of)
    titles = list(plan.key_priorities.values_list("pk", "number", "title"))
    numbers = {pk: str(number) for pk, number, _ in titles}
    served = {pk for row in rows for pk in row.served_priority_ids}
    named = tuple(f"{number} {title}" for pk, number, title in titles if pk in served)
    table = Table(
        caption=f"Initiatives led by {agency.name}",
        columns=COLUMNS,
        groups=tuple(Group((_row(row, agency, numbers),)) for row in rows),
    )
    return Report(
        slug="agency",
        subject=slugify(agency.short_name) or str(agency.pk),
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, f"initiatives led by {agency.name},"),
        sections=(
            Text(f"What {agency.name} leads", "\n".join(_summary(agency, rows))),
            *([Points("Key priorities they serve", named)] if named else []),
            table,
        ),
    )


def _summary(agency: Agency, rows: Sequence[InitiativeRow]) -> Iterator[str]:
    joint = sum(len(row.leads) > 1 for row in rows)
    jointly = f", {joint} of them jointly with others" if joint else ""
    yield f"{agency.name} leads {counted(len(rows), 'initiative')} in this plan{jointly}."
    concerns = Counter(concern for row in rows for concern in row.concerns)
    for concern, said in _CONCERNS.items():
        if many := concerns[concern]:
            yield f"{counted(many, 'initiative')} {'is' if many == 1 else 'are'} {said}"


def _row(row: InitiativeRow, agency: Agency, numbers: Mapping[int, str]) -> Row:
    cells = (
        row.label,
        ", ".join(number for pk, number in numbers.items() if pk in row.served_priority_ids),
        row.timing,
        Status(row.status).label if row.status else "",
        ", ".join(concern.label for concern in row.concerns),
        row.outcome,
        ", ".join(lead.text for lead in row.leads if lead.pk != agency.pk),
    )
    return Row(cells, reference=row.reference, addresses=(row.address, *[""] * (len(cells) - 1)))
