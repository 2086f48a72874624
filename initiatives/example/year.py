from datetime import date, datetime

from django.db import transaction

from initiatives.example.initiatives import make_initiatives
from initiatives.example.known import COLUMN_HEADINGS, Known, known
from initiatives.example.moments import AGREED, REFRESHED, Moments, kept
from initiatives.example.priorities import PRIORITIES
from initiatives.example.sketch import OFFICER
from priorities.models import (
    KeyPriority,
    PaperParticulars,
    PartnershipPlan,
    PlanFramework,
    PriorityPoint,
    Target,
)
from priorities.years import year_containing


@transaction.atomic
def make_example_year(*, today: date) -> PartnershipPlan | None:
    """The example plan of the year that contains `today`, or None where that year has a plan.

    Raises NotThere, with a sentence, where the agencies, funds or frameworks of the pack are missing.
    """
    start_year = year_containing(today)
    if PartnershipPlan.objects.filter(start_year=start_year).exists():
        return None
    there, moments = known(), Moments.before(today)
    agreed_at = moments.moment(AGREED)
    plan = _make_plan(start_year, there, moments, agreed_at)
    _make_priorities(plan, there, agreed_at)
    make_initiatives(plan, there, moments, agreed_at)
    return plan


def _make_plan(
    start_year: int, there: Known, moments: Moments, agreed_at: datetime
) -> PartnershipPlan:
    """The plan year with what heads its papers and the lists of other bodies that it takes up."""
    by, refreshed_on = there.writers.get(OFFICER), moments.day(REFRESHED)
    plan = PartnershipPlan(
        partnership=there.partnership,
        start_year=start_year,
        updated_on=refreshed_on,
        is_example=True,
    )
    kept(plan, at=agreed_at, by=by)
    for position, framework in enumerate(there.frameworks, start=1):
        heading = COLUMN_HEADINGS[framework.short_name]
        taken_up = PlanFramework(
            plan=plan, framework=framework, position=position, column_heading=heading
        )
        kept(taken_up, at=agreed_at, by=by)
    for particulars in _particulars(plan, refreshed_on):
        kept(particulars, at=agreed_at, by=by)
    return plan


def _particulars(plan: PartnershipPlan, updated_on: date) -> list[PaperParticulars]:
    name, enquiries = plan.partnership.name, plan.partnership.enquiries_email
    closing = f"All enquiries to: {enquiries}" if enquiries else ""
    return [
        PaperParticulars(
            plan=plan,
            paper=PaperParticulars.Paper.ANNUAL_PLAN,
            strapline="Safer and Stronger Communities",
            title=f"{name} - Annual Partnership Plan {plan.long_year}",
            date_printed=f"Updated {updated_on:%-d/%-m/%y}",
            dated_on=updated_on,
            closing=closing,
        ),
        PaperParticulars(
            plan=plan,
            paper=PaperParticulars.Paper.YEAR_END,
            strapline="Safer and Stronger Communities",
            title=f"{name} - Year end performance report for {plan.long_year}",
            date_printed=f"{updated_on:%B %Y}",
            dated_on=updated_on,
            prepared_by="The community safety officers",
            opening="This report says how far the targets of the annual partnership plan have been "
            "reached.",
            closing=closing,
        ),
    ]


def _make_priorities(plan: PartnershipPlan, there: Known, agreed_at: datetime) -> None:
    by = there.writers.get(OFFICER)
    for number, agreed in enumerate(PRIORITIES, start=1):
        priority = kept(
            KeyPriority(
                plan=plan, number=number, title=agreed.title, description=agreed.description
            ),
            at=agreed_at,
            by=by,
        )
        for position, text in enumerate(agreed.points, start=1):
            point = PriorityPoint(key_priority=priority, position=position, text=text)
            kept(point, at=agreed_at, by=by)
        for place, text in enumerate(agreed.targets, start=1):
            kept(Target(key_priority=priority, number=place, text=text), at=agreed_at, by=by)
