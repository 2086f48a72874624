"""The lists of other bodies that a plan takes up, with their priorities, in one statement."""

import re
from itertools import groupby
from typing import NamedTuple

from django.db.models import F

from priorities.models import PartnershipPlan, PlanFramework

_KEY_PRIORITIES = re.compile(r"\bKPs?\b(?:['’]?s\b)?|\(list\)", re.IGNORECASE)


class ListedPriority(NamedTuple):
    """One numbered priority of another body's list."""

    pk: int
    number: int
    text: str


class TakenUp(NamedTuple):
    """A list of another body as a plan takes it up; `mark` stands before its numbers: "PCC" 1."""

    framework_id: int
    name: str
    short_name: str
    mark: str
    priorities: tuple[ListedPriority, ...]


def lists_taken_up(plan: PartnershipPlan) -> list[TakenUp]:
    """The lists in the plan's order, each with its priorities by number."""
    joined = plan.plan_frameworks.select_related("framework").annotate(
        priority=F("framework__priorities"),
        number=F("framework__priorities__number"),
        text=F("framework__priorities__text"),
    )
    in_order = joined.order_by("position", "pk", "number")
    return [_taken_up(each, list(rows)) for each, rows in groupby(in_order)]


def mark_of(column_heading: str) -> str:
    """What a column heading says of whose list it is: "PCC" of "PCC KP's (list)"."""
    return " ".join(_KEY_PRIORITIES.sub(" ", column_heading).split()) or column_heading


def _taken_up(taken_up: PlanFramework, rows: list[PlanFramework]) -> TakenUp:
    listed = (
        ListedPriority(row.priority, row.number, row.text)  # type: ignore[attr-defined]  # annotated
        for row in rows
        if row.priority  # type: ignore[attr-defined]
    )
    framework = taken_up.framework
    mark = mark_of(taken_up.column_heading)
    return TakenUp(framework.pk, framework.name, framework.short_name, mark, tuple(listed))
