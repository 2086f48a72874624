"""What the key priorities lack, and what stands under none of them."""

from collections.abc import Iterator

from django.db import models

from initiatives.moving_in.decisions import KeyPriorityDraft
from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step
from initiatives.moving_in.problems.fields import faults, field
from priorities.models import KeyPriority, PriorityPoint

LAST_NUMBER = 999  # no paper counts further


def of_priorities(plan: PlanDraft) -> Iterator[Notice]:
    """Everything that is wrong with the list of key priorities, or with what rows say of it."""
    numbers = [each.number for each in plan.key_priorities]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Notice(f"Two key priorities have the number {number}.", Step.PRIORITIES)
    for each in plan.key_priorities:
        if each.number not in plan.existing.key_priorities:
            for said in _wrong_with(each):
                yield Notice(said, Step.PRIORITIES)
    yield from _not_in_the_list(plan)
    yield from _targets_under_none(plan)


def _wrong_with(priority: KeyPriorityDraft) -> Iterator[str]:
    name = f"Key priority {priority.number}"
    if not 1 <= priority.number <= LAST_NUMBER:
        yield f"{name}: give it a number from 1 to {LAST_NUMBER}."
    if not priority.title.strip():
        yield f"{name} has no title. Give it one."
    texts: list[tuple[type[models.Model], str, str]] = [
        (KeyPriority, "title", priority.title),
        (KeyPriority, "description", priority.description),
    ]
    texts += [(PriorityPoint, "text", point) for point in priority.points]
    for model, of, text in texts:
        what = "point" if model is PriorityPoint else field(model, of).verbose_name
        yield from (f"{name}, {what}: {fault}" for fault in faults(model, of, text))


def _not_in_the_list(plan: PlanDraft) -> Iterator[Notice]:
    cells = {
        " ".join(each.row.priority.split()): each.key
        for each in reversed(plan.initiatives)
        if each.row.priority.strip() and not each.priorities
    }
    for cell, row in reversed(cells.items()):
        said = f"“{cell}” is none of the key priorities. Add it to them, or correct it in its rows."
        yield Notice(said, Step.PRIORITIES, row)


def _targets_under_none(plan: PlanDraft) -> Iterator[Notice]:
    bare = [
        each
        for each in plan.initiatives
        if each.target and not each.target.priority and not each.row.priority.strip()
    ]
    if not bare:
        return
    count = len({each.target for each in bare})
    stand = "One target stands" if count == 1 else f"{count:,} targets stand"
    yield Notice(
        f"{stand} under no key priority; the first is in {bare[0].row.place}. Name the key priority "
        "in the row, or keep one key priority alone, which all of them then stand under.",
        Step.PRIORITIES,
        bare[0].key,
    )
