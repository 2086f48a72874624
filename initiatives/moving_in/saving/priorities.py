"""The key priorities and targets of a plan that is moved in."""

from collections.abc import Iterator

from initiatives.moving_in.plan_draft import PlanDraft, TargetDraft
from initiatives.moving_in.priority_names import title_key
from initiatives.moving_in.saving.keeping import Keeper
from priorities.models import KeyPriority, PartnershipPlan, PriorityPoint, Target


def key_priorities(
    keeper: Keeper, draft: PlanDraft, plan: PartnershipPlan
) -> dict[int, KeyPriority]:
    """The key priorities of the plan year by number; those that are there stay as they are."""
    there = dict(draft.existing.key_priorities)
    new = [each for each in draft.key_priorities if each.number not in there]
    made = keeper.many(
        KeyPriority,
        (
            KeyPriority(
                plan=plan,
                number=each.number,
                title=each.title.strip(),
                description=each.description.strip(),
            )
            for each in new
        ),
    )
    keeper.many(
        PriorityPoint,
        (
            PriorityPoint(key_priority=priority, position=position, text=point)
            for priority, each in zip(made, new, strict=True)
            for position, point in enumerate(filter(str.strip, each.points), start=1)
        ),
    )
    return there | {priority.number: priority for priority in made}


def targets(
    keeper: Keeper, draft: PlanDraft, priorities: dict[int, KeyPriority]
) -> dict[TargetDraft, Target]:
    """The record of each target of the paper, those that are there among them."""
    there = draft.existing.targets
    known = {
        each: there[key]
        for each in draft.targets
        if (key := (each.priority, title_key(each.text))) in there
    }
    new = [each for each in draft.targets if each not in known]
    made = keeper.many(Target, _numbered(draft, new, priorities))
    return known | dict(zip(new, made, strict=True))


def _numbered(
    draft: PlanDraft, new: list[TargetDraft], priorities: dict[int, KeyPriority]
) -> Iterator[Target]:
    """The new targets, each numbered after the last of its key priority."""
    last: dict[int, int] = {}
    for (priority, _), target in draft.existing.targets.items():
        last[priority] = max(last.get(priority, 0), target.number)
    for each in new:
        last[each.priority] = number = last.get(each.priority, 0) + 1
        yield Target(key_priority=priorities[each.priority], number=number, text=each.text)
