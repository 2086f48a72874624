"""What needs an officer now: what partner agencies wrote, what worries, and what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative, OutcomeUpdate, Status
from initiatives.models.concerns import Concern
from initiatives.rows import InitiativeRow, initiative_rows
from initiatives.timing import Kind
from priorities.models import PartnershipPlan
from scp_tracker.accounts.models import User

FIRST = 3  # as many initiatives are named where many need the same
NEWS_AT_ONCE = 100


@dataclass(frozen=True)
class Need:
    """The initiatives of a plan that need the same, and the filter of the plan that lists them."""

    words: str
    query: str
    rows: tuple[InitiativeRow, ...]

    @property
    def first(self) -> tuple[InitiativeRow, ...]:
        return self.rows[:FIRST]

    @property
    def more(self) -> int:
        """How many are not named."""
        return len(self.rows) - len(self.first)


_NEEDS: list[tuple[str, str, Callable[[InitiativeRow], bool]]] = [
    ("late", "concern=late", lambda row: Concern.LATE in row.concerns),
    ("off track", "status=off_track", lambda row: row.status == Status.OFF_TRACK),
    ("at risk", "status=at_risk", lambda row: row.status == Status.AT_RISK),
    (
        "stale: nothing reported for 60 days",
        "concern=stale",
        lambda row: Concern.STALE in row.concerns,
    ),
    ("without a lead agency", "agency=none", lambda row: not row.leads),
    ("without a timing", "timing=none", lambda row: row.timing_kind == Kind.NONE),
    (
        "with a timing to be confirmed",
        "timing=to_be_confirmed",
        lambda row: row.timing_kind == Kind.TO_BE_CONFIRMED,
    ),
    ("without a key priority", "priority=none", lambda row: not row.served_priority_ids),
]


def needs(
    plans: Iterable[PartnershipPlan], *, as_of: date
) -> list[tuple[PartnershipPlan, list[Need]]]:
    """Each of the plans with what its initiatives need, in two statements."""
    plans = list(plans)
    rows = initiative_rows(Initiative.objects.in_force().filter(plan__in=plans), as_of=as_of)
    return [
        (plan, _needs_among([row for row in rows if row.start_year == plan.start_year]))
        for plan in plans
    ]


def _needs_among(rows: list[InitiativeRow]) -> list[Need]:
    found = [
        Need(words, query, tuple(row for row in rows if is_so(row)))
        for words, query, is_so in _NEEDS
    ]
    return [need for need in found if need.rows]


def partners_news(user: User, *, as_of: date) -> list[OutcomeUpdate]:
    """The newest updates in open plans that `user` has not marked as seen."""
    in_open_plans = Initiative.objects.in_force().in_open_plans(on=as_of)
    unseen = OutcomeUpdate.objects.unseen_by(user).filter(initiative__in=in_open_plans)
    related = unseen.select_related("agency", "recorded_by", "initiative__plan")
    return list(related.order_by("-recorded_at", "-pk")[:NEWS_AT_ONCE])
