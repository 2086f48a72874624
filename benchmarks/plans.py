"""Plans of any size in the committee pack's own words, with something in every cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any, TypeVar

from django.core.management import call_command
from django.db import connection, models

from initiatives.models import (
    Agency,
    FrameworkLink,
    Funding,
    FundSource,
    Initiative,
    Lead,
    OutcomeUpdate,
    PriorityLink,
    Status,
)
from priorities.models import FrameworkPriority, PartnershipPlan, Target

AS_OF = date(2017, 9, 12)
_REPORTED = (date(2017, 4, 30), date(2017, 6, 30), date(2017, 8, 30))

Record = TypeVar("Record")


@dataclass(frozen=True)
class Words:
    """What the pack's two plans say, to be said again."""

    titles: list[tuple[str, str]]  # each with its timing
    outcomes: list[str]


def make_plans(sizes: Iterable[int]) -> None:
    """The pack's own two plans, and after them one for each number of initiatives."""
    call_command("load_seed_plans", stdout=StringIO())
    first, second = PartnershipPlan.objects.order_by("start_year")
    words = Words(
        list(second.initiatives.values_list("title", "timing")),
        list(OutcomeUpdate.objects.values_list("text", flat=True)),
    )
    for start_year, size in enumerate(sizes, start=second.start_year + 1):
        _fill(_empty_plan(start_year, targets_of=first, frameworks_of=second), size, words)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as it does by itself within minutes


def plan_of(size: int) -> PartnershipPlan:
    """The plan with so many initiatives."""
    counted = PartnershipPlan.objects.annotate(size=models.Count("initiatives"))
    return counted.select_related("partnership").get(size=size)


def _empty_plan(
    start_year: int, *, targets_of: PartnershipPlan, frameworks_of: PartnershipPlan
) -> PartnershipPlan:
    plan = PartnershipPlan.objects.create(partnership=targets_of.partnership, start_year=start_year)
    for priority in targets_of.key_priorities.all():
        own = plan.key_priorities.create(
            number=priority.number, title=priority.title, description=priority.description
        )
        for target in priority.targets.all():
            own.targets.create(number=target.number, text=target.text)
    for taken_up in frameworks_of.plan_frameworks.all():
        plan.plan_frameworks.create(
            framework=taken_up.framework,
            position=taken_up.position,
            column_heading=taken_up.column_heading,
        )
    return plan


def _fill(plan: PartnershipPlan, size: int, words: Words) -> None:
    """Give the plan its initiatives: every other one has a target instead of a title."""
    targets = list(Target.objects.filter(key_priority__plan=plan))
    initiatives = []
    for number in range(1, size + 1):
        title, timing = words.titles[number % len(words.titles)]
        target = targets[number // 2 % len(targets)] if number % 2 == 0 else None
        initiative = Initiative(
            plan=plan, number=number, title="" if target else title, target=target, timing=timing
        )
        initiative.read_timing()
        initiatives.append(initiative)
    Initiative.objects.bulk_create(initiatives)
    _link(Lead, "agency", initiatives, list(Agency.objects.all()))
    _link(Funding, "fund_source", initiatives, list(FundSource.objects.all()))
    _link(PriorityLink, "key_priority", initiatives, list(plan.key_priorities.all()))
    frameworks = FrameworkPriority.objects.filter(framework__plan_frameworks__plan=plan)
    _link(FrameworkLink, "framework_priority", initiatives, list(frameworks))
    _report(initiatives, words.outcomes)


def _link(
    link: Any, field: str, initiatives: Sequence[Initiative], records: Sequence[models.Model]
) -> None:
    """One record for each odd initiative and two for each even one, in turn."""
    link.objects.bulk_create(
        link(initiative=initiative, position=position, **{field: record})
        for initiative in initiatives
        for position, record in enumerate(_some(records, initiative.number), start=1)
    )


def _some(records: Sequence[Record], number: int) -> list[Record]:
    first, second = number % len(records), (number + 1) % len(records)
    return [records[first], records[second]] if number % 2 == 0 else [records[first]]


def _report(initiatives: Sequence[Initiative], outcomes: Sequence[str]) -> None:
    """Three updates for each; the newest has a number of its own, so that no two are the same."""
    statuses = list(Status)
    OutcomeUpdate.objects.bulk_create(
        OutcomeUpdate(
            initiative=initiative,
            number=number,
            text=f"{outcomes[(initiative.number + number) % len(outcomes)]} ({initiative.number})",
            status=statuses[(initiative.number + number) % len(statuses)],
            reported_on=day,
            recorded_at=datetime.combine(day, datetime.min.time(), UTC),
        )
        for initiative in initiatives
        for number, day in enumerate(_REPORTED, start=1)
    )
