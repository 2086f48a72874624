"""How many initiatives stand at each status: of every plan year, and of one by key priority."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

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
        grouped = said.order_by().values("plan", "first_priority", "status")
        counted = grouped.annotate(number=Count("pk"))
        self._counted = list(counted.values_list("plan", "first_priority", "status", "number"))

    def by_year(self, plans: Iterable[PartnershipPlan]) -> list[Tally]:
        """A tally for each plan year."""
        return [
            Tally(plan.year, self._counts({"plan": plan.pk}), is_example=plan.is_example)
            for plan in plans
        ]

    def by_priority(self, plan: PartnershipPlan, priorities: Iterable[KeyPriority]) -> list[Tally]:
        """A tally for each key priority of the plan, and for what serves none, where there is any."""
        headings = [(priority.pk, str(priority)) for priority in priorities]
        tallies = [
            Tally(heading, self._counts({"plan": plan.pk, "priority": pk}))
            for pk, heading in [*headings, (None, NO_PRIORITY)]
        ]
        return [tally for tally in tallies if tally.total]

    def _counts(self, wanted: dict[str, int | None]) -> tuple[int, ...]:
        counts: Counter[str] = Counter()
        for plan, priority, status, number in self._counted:
            if {"plan": plan, "priority": priority}.items() >= wanted.items():
                counts[status] += number
        return tuple(counts[status] for status in STATUSES)
