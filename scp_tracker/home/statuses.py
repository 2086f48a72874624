"""How many initiatives stand at each status: of every plan year, and of one by key priority."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from initiatives.calendar import NO_PRIORITY
from initiatives.models import Initiative, Status
from initiatives.rows import NO_STATUS
from priorities.models import KeyPriority, PartnershipPlan

STATUSES = [*Status.values, ""]
STATUS_WORDS = [*Status.labels, NO_STATUS]


@dataclass(frozen=True)
class Tally:
    """How many initiatives stand at each status, in the order of STATUSES."""

    heading: str
    counts: tuple[int, ...]
    is_example: bool = False

    @property
    def said(self) -> list[tuple[str, int]]:
        """Each status word with its number."""
        return list(zip(STATUS_WORDS, self.counts, strict=True))

    @property
    def total(self) -> int:
        return sum(self.counts)


class Statuses:
    """The statuses on one day, counted in one statement."""

    def __init__(self, *, as_of: date) -> None:
        said: Any = Initiative.objects.in_force().with_first_priority().with_status(as_of=as_of)
        first = KeyPriority.objects.filter(pk=OuterRef("first_priority"))
        named = said.annotate(
            first_number=Subquery(first.values("number")),
            first_title=Subquery(first.values("title")),
        )
        names = ("plan", "first_priority", "first_number", "first_title", "status")
        counted = named.order_by().values(*names).annotate(number=Count("pk"))
        self._counted = [
            (plan, priority and KeyPriority(pk=priority, number=number, title=title), status, count)
            for plan, priority, number, title, status, count in counted.values_list(
                *names, "number"
            )
        ]

    def by_year(self, plans: Iterable[PartnershipPlan]) -> list[Tally]:
        """A tally for each plan year."""
        return [
            Tally(plan.year, self._counts({"plan": plan.pk}), is_example=plan.is_example)
            for plan in plans
        ]

    def by_priority(self, plan: PartnershipPlan) -> list[Tally]:
        """A tally for each key priority that work of the plan stands under, and for what serves none."""
        served = {priority for of, priority, *_ in self._counted if of == plan.pk}
        in_order = sorted(filter(None, served), key=lambda priority: priority.number)
        rest = [None] if None in served else []
        return [
            Tally(
                str(priority or NO_PRIORITY),
                self._counts({"plan": plan.pk, "priority": priority}),
            )
            for priority in [*in_order, *rest]
        ]

    def _counts(self, wanted: dict[str, Any]) -> tuple[int, ...]:
        counts: Counter[str] = Counter()
        for plan, priority, status, number in self._counted:
            if {"plan": plan, "priority": priority}.items() >= wanted.items():
                counts[status] += number
        return tuple(counts[status] for status in STATUSES)
