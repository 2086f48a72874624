"""What stands in a plan year that a paper is moved into."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone

from initiatives.models import Initiative
from initiatives.models.initiatives import label
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.priority_names import title_key
from priorities.models import KeyPriority, PartnershipPlan, Target


@dataclass(frozen=True)
class ExistingInitiative:
    """An initiative of the plan year as it stands today."""

    number: int
    title: str
    target: str
    outcome: str

    @property
    def label(self) -> str:
        """What pages call it."""
        return label(self.title, self.outcome, self.target, self.number)


@dataclass(frozen=True)
class ExistingPlan:
    """A plan year with its key priorities by number, and its targets by priority and text; or none yet."""

    plan: PartnershipPlan | None = None
    key_priorities: Mapping[int, KeyPriority] = field(default_factory=dict)
    targets: Mapping[tuple[int, str], Target] = field(default_factory=dict)
    titles: Mapping[str, int] = field(default_factory=dict)  # of initiatives, with their numbers
    initiatives: tuple[ExistingInitiative, ...] = ()  # in their order, without removed ones
    last_number: int = 0  # of its initiatives, removed ones too

    @cached_property
    def papers(self) -> frozenset[str]:
        """Its papers that have a heading; read once a move brings one."""
        if self.plan is None:
            return frozenset()
        return frozenset(self.plan.particulars.values_list("paper", flat=True))

    @cached_property
    def explained(self) -> frozenset[str]:
        """The abbreviations that its glossary explains, as they are matched; read once a move has any."""
        if self.plan is None:
            return frozenset()
        there = self.plan.glossary.values_list("abbreviation", flat=True)
        return frozenset(map(match_key, there))


def existing_plan(start_year: int | None) -> ExistingPlan:
    """What stands in the plan of that year; in three statements, however much it is."""
    if not start_year:
        return ExistingPlan()
    of_year = KeyPriority.objects.filter(plan__start_year=start_year).select_related("plan")
    priorities = {priority.number: priority for priority in of_year}
    plan: PartnershipPlan | None
    if priorities:
        plan = next(iter(priorities.values())).plan
        targets = Target.objects.filter(key_priority__plan=plan).select_related("key_priority")
    elif not (plan := PartnershipPlan.objects.filter(start_year=start_year).first()):
        return ExistingPlan()
    else:
        targets = Target.objects.none()
    # Annotated, which no type of values_list() can know.
    standing: Any = Initiative.objects.filter(plan=plan).with_outcome(as_of=timezone.localdate())
    found = list(
        standing.order_by("number").values_list(
            "number", "title", "target__text", "outcome", "removed_on"
        )
    )
    titles = {title_key(title): number for number, title, *_ in reversed(found) if title}
    return ExistingPlan(
        plan,
        priorities,
        {(target.key_priority.number, title_key(target.text)): target for target in targets},
        titles,
        tuple(
            ExistingInitiative(number, title, target or "", outcome)
            for number, title, target, outcome, removed_on in found
            if removed_on is None
        ),
        max((number for number, *_ in found), default=0),
    )
