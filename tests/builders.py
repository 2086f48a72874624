"""Test data that reads like the paper: only what a test is about has to be said."""

from datetime import date
from itertools import count
from typing import Any

from initiatives.models import (
    Agency,
    Funding,
    FundSource,
    Initiative,
    Lead,
    OutcomeUpdate,
    PriorityLink,
)
from priorities.models import KeyPriority, Partnership, PartnershipPlan, Target

_numbers = count(1)


def make_plan(start_year: int = 2017, **said: Any) -> PartnershipPlan:
    """The plan of that year, made if it is not there."""
    partnership, _ = Partnership.objects.get_or_create(
        name="Safer Colchester Partnership",
        defaults={
            "short_name": "SCP",
            "council": "Colchester Borough Council",
            "committee": "Crime and Disorder Committee",
        },
    )
    plan, _ = PartnershipPlan.objects.get_or_create(
        start_year=start_year, defaults={"partnership": partnership, **said}
    )
    return plan


def make_key_priority(
    title: str = "To reduce reoffending", *, plan: PartnershipPlan | None = None, number: int = 1
) -> KeyPriority:
    """A key priority of the plan (2017-18 unless said)."""
    return KeyPriority.objects.create(plan=plan or make_plan(), number=number, title=title)


def make_agency(short_name: str, **said: Any) -> Agency:
    """The agency of that short name, made if it is not there."""
    agency, _ = Agency.objects.get_or_create(
        short_name=short_name, defaults={"name": short_name, **said}
    )
    return agency


def make_initiative(
    title: str = "Crucial Crew",
    *,
    plan: PartnershipPlan | None = None,
    number: int | None = None,
    led_by: str = "",
    funded_by: str = "",
    timing: str = "",
    under: KeyPriority | None = None,
    target: str = "",
    serves: tuple[KeyPriority, ...] = (),
    **said: Any,
) -> Initiative:
    """An initiative as the plan prints it: led_by="SCP / CBC", timing="Start Sept 17"."""
    plan = plan or (under.plan if under else make_plan())
    goal = None
    if under and target:
        goal, _ = Target.objects.get_or_create(
            key_priority=under, text=target, defaults={"number": under.targets.count() + 1}
        )
    initiative = Initiative.objects.create(
        plan=plan,
        number=number or next(_numbers),
        title=title,
        timing=timing,
        target=goal,
        **said,
    )
    for position, name in enumerate(filter(None, led_by.split(" / ")), start=1):
        Lead.objects.create(initiative=initiative, agency=make_agency(name), position=position)
    for position, name in enumerate(filter(None, funded_by.split(" / ")), start=1):
        source, _ = FundSource.objects.get_or_create(name=name)
        Funding.objects.create(initiative=initiative, fund_source=source, position=position)
    for position, priority in enumerate(serves, start=1):
        PriorityLink.objects.create(initiative=initiative, key_priority=priority, position=position)
    return initiative


def record(
    initiative: Initiative, text: str, *, on: date = date(2017, 8, 30), **said: Any
) -> OutcomeUpdate:
    """What was reported on an initiative, on 30 August 2017 unless said."""
    said.setdefault("by", None)
    return initiative.record(after=initiative.newest_number(), text=text, reported_on=on, **said)
