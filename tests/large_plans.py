"""Plans of any size in which every initiative has everything that a page or file may print."""

from datetime import UTC, date, datetime

from django.db import connection

from initiatives.models import (
    FrameworkLink,
    Funding,
    FundSource,
    Initiative,
    Lead,
    OutcomeUpdate,
    PriorityLink,
    Status,
)
from priorities.models import (
    Framework,
    FrameworkPriority,
    GlossaryEntry,
    KeyPriority,
    PartnershipPlan,
    PlanFramework,
    PriorityPoint,
    Target,
)
from tests.builders import make_agency, make_plan

RECORDED_AT = datetime(2017, 8, 30, 11, 0, tzinfo=UTC)


def make_large_plan(count: int, *, start_year: int = 2017) -> PartnershipPlan:
    """An open plan of `count` initiatives; Police and CBC lead every one, in either order."""
    plan = make_plan(start_year, prints_glossary=True)
    priorities = [_make_key_priority(plan, number) for number in (1, 2, 3)]
    targets = list(Target.objects.filter(key_priority__plan=plan))
    others = [_take_up_framework(plan, position) for position in (1, 2)]
    GlossaryEntry.objects.bulk_create(
        GlossaryEntry(plan=plan, abbreviation=f"A{n}", meaning=f"Abbreviation {n}")
        for n in range(count)
    )
    police, council = make_agency("Police"), make_agency("CBC")
    funds = [FundSource.objects.get_or_create(name=name)[0] for name in ("SCP", "PCC")]
    initiatives = Initiative.objects.bulk_create(
        Initiative(
            plan=plan,
            number=number,
            title=f"Project {number}",
            target=targets[number % len(targets)] if number % 2 else None,
            timing="June 17",
        )
        for number in range(1, count + 1)
    )
    for initiative in initiatives:
        _join(initiative, Lead, "agency", (police, council)[:: 1 if initiative.number % 3 else -1])
        _join(initiative, Funding, "fund_source", funds)
        _join(initiative, PriorityLink, "key_priority", priorities[initiative.number % 3 :])
        _join(initiative, FrameworkLink, "framework_priority", [p for few in others for p in few])
    OutcomeUpdate.objects.bulk_create(
        OutcomeUpdate(
            initiative=initiative,
            number=number,
            text=f"Outcome {number} of project {initiative.number}.",
            internal_note=f"Note {number} of project {initiative.number}.",
            status=Status.ON_TRACK,
            reported_on=date(2017, 8, number),
            recorded_at=RECORDED_AT,
            agency=police,
        )
        for initiative in initiatives
        for number in (1, 2, 3)
    )
    take_statistics()
    return plan


def take_statistics() -> None:
    """Tell PostgreSQL how much there is, as it finds out by itself within minutes.

    What was added since, it takes for nothing, and looks through all of it again for each row.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _make_key_priority(plan: PartnershipPlan, number: int) -> KeyPriority:
    priority = KeyPriority.objects.create(plan=plan, number=number, title=f"Priority {number}")
    for position in (1, 2, 3):
        Target.objects.create(key_priority=priority, number=position, text=f"Target {position}")
        PriorityPoint.objects.create(key_priority=priority, position=position, text="A point")
    return priority


def _take_up_framework(plan: PartnershipPlan, position: int) -> list[FrameworkPriority]:
    framework, is_new = Framework.objects.get_or_create(
        short_name=f"Framework {position}", defaults={"name": f"Framework {position}"}
    )
    if is_new:
        for number in (1, 2, 3):
            framework.priorities.create(number=number, text=f"Priority {number}")
    PlanFramework.objects.create(
        plan=plan, framework=framework, position=position, column_heading=f"F{position} (list)"
    )
    return list(framework.priorities.all()[:2])


def _join(initiative, link, field, records):
    link.objects.bulk_create(
        link(initiative=initiative, position=position, **{field: record})
        for position, record in enumerate(records, start=1)
    )
