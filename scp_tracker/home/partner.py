"""What a partner's agencies answer for, most urgent first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from initiatives.models import Initiative
from initiatives.rows import InitiativeRow, initiative_rows
from initiatives.urgency import most_urgent_first
from priorities import years
from priorities.models import PartnershipPlan
from scp_tracker.accounts.models import User


@dataclass(frozen=True)
class Actions:
    """The actions of the plan in hand; of each other open year, whether it is an example, how many."""

    in_hand: list[InitiativeRow]
    elsewhere: list[tuple[str, bool, int]]


def actions(user: User, plan: PartnershipPlan | None, *, as_of: date) -> Actions:
    """The initiatives of open plans that the person's agencies lead."""
    answerable = Initiative.objects.visible_to(user).answerable_by(user)
    rows = most_urgent_first(initiative_rows(answerable, as_of=as_of))
    year = plan.start_year if plan else None
    others = Counter(
        (years.slug(row.start_year), row.is_example) for row in rows if row.start_year != year
    )
    return Actions(
        in_hand=[row for row in rows if row.start_year == year],
        elsewhere=[(other, is_example, number) for (other, is_example), number in others.items()],
    )
