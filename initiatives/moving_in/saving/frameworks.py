"""The other bodies' lists that a plan takes up as it is moved in, and what serves them."""

from django.db.models import Max

from initiatives.models import FrameworkLink
from initiatives.moving_in.plan_draft import PlanDraft
from initiatives.moving_in.saving.keeping import Keeper
from initiatives.moving_in.saving.names import Pairs
from priorities.models import PartnershipPlan, PlanFramework


def take_up(keeper: Keeper, draft: PlanDraft, plan: PartnershipPlan) -> None:
    """Each framework of the paper's columns after those that the plan year has taken up already."""
    new = [each for each in draft.lists if not each.is_taken_up]
    last = (plan.plan_frameworks.aggregate(last=Max("position"))["last"] or 0) if new else 0
    keeper.many(
        PlanFramework,
        (
            PlanFramework(
                plan=plan,
                framework_id=each.framework,
                position=position,
                column_heading=each.heading,
            )
            for position, each in enumerate(new, start=last + 1)
        ),
    )


def keep_framework_links(keeper: Keeper, pairs: Pairs) -> None:
    """The priorities of other bodies that each serves, in the paper's order."""
    keeper.many(
        FrameworkLink,
        (
            FrameworkLink(initiative=initiative, framework_priority_id=priority, position=position)
            for initiative, each in pairs
            for position, priority in enumerate(each.framework_priorities, start=1)
        ),
    )
