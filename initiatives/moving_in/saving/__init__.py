"""The records of a plan that is moved in, in as few statements a batch as there are kinds of them."""

from datetime import date
from typing import TYPE_CHECKING, cast

from initiatives.models import MoveIn
from initiatives.moving_in.paper_heading import updated_on
from initiatives.moving_in.plan_draft import PlanDraft
from initiatives.moving_in.saving.frameworks import keep_framework_links, take_up
from initiatives.moving_in.saving.initiatives import (
    keep_cells,
    keep_initiatives,
    keep_links,
    keep_outcomes,
)
from initiatives.moving_in.saving.keeping import Keeper
from initiatives.moving_in.saving.names import keep_funding, keep_leads
from initiatives.moving_in.saving.paper import keep_glossary, keep_heading
from initiatives.moving_in.saving.priorities import key_priorities, targets
from priorities.models import Partnership, PartnershipPlan

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


def save(move: MoveIn, draft: PlanDraft, *, by: "User") -> PartnershipPlan:
    """The plan year with everything in it. Call inside `atomic()`, with a draft that is ready."""
    keeper = Keeper(move, by=by)
    plan = _plan_year(keeper, draft)
    priorities = key_priorities(keeper, draft, plan)
    pairs = keep_initiatives(keeper, draft, plan, targets(keeper, draft, priorities))
    keep_leads(keeper, draft, pairs)
    keep_funding(keeper, draft, pairs)
    keep_links(keeper, pairs, priorities)
    take_up(keeper, draft, plan)
    keep_framework_links(keeper, pairs)
    keep_outcomes(keeper, pairs, reported_on=cast(date, draft.reported_on))
    keep_cells(pairs, move)
    keep_heading(keeper, draft, plan)
    keep_glossary(keeper, draft, plan)
    return plan


def _plan_year(keeper: Keeper, draft: PlanDraft) -> PartnershipPlan:
    """The plan year, made if it is not there; one that is there waits for nobody else meanwhile."""
    if there := draft.existing.plan:
        return PartnershipPlan.objects.select_for_update().get(pk=there.pk)
    year = cast(int, draft.start_year)
    return keeper.one(
        PartnershipPlan(
            partnership=Partnership.current(),
            start_year=year,
            updated_on=updated_on(draft.heading),
            prints_glossary=draft.prints_glossary,
        )
    )
