"""What stands in a plan year that a paper is moved into."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from initiatives.models import Initiative
from initiatives.moving_in.priority_names import title_key
from priorities.models import KeyPriority, PartnershipPlan, Target


@dataclass(frozen=True)
class ExistingPlan:
    """A plan year with its key priorities by number, and its targets by priority and text; or none yet."""

    plan: PartnershipPlan | None = None
    key_priorities: Mapping[int, KeyPriority] = field(default_factory=dict)
    targets: Mapping[tuple[int, str], Target] = field(default_factory=dict)
    titles: Mapping[str, int] = field(default_factory=dict)  # of initiatives, with their numbers
    last_number: int = 0  # of its initiatives, removed ones too


def existing_plan(start_year: int | None) -> ExistingPlan:
    """What stands in the plan of that year; in four statements, however much it is."""
    plan = PartnershipPlan.objects.filter(start_year=start_year).first() if start_year else None
    if plan is None:
        return ExistingPlan()
    targets = Target.objects.filter(key_priority__plan=plan).select_related("key_priority")
    initiatives = Initiative.objects.filter(plan=plan).order_by("-number")
    numbered = list(initiatives.values_list("title", "number"))
    titles = {title_key(title): number for title, number in numbered if title}
    return ExistingPlan(
        plan,
        {priority.number: priority for priority in KeyPriority.objects.filter(plan=plan)},
        {(target.key_priority.number, title_key(target.text)): target for target in targets},
        titles,
        max((number for _, number in numbered), default=0),
    )
