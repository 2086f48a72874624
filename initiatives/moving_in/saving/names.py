"""The agencies and fund sources of a plan that is moved in, and what its initiatives name of them."""

from collections.abc import Iterator
from typing import TypeVar

from initiatives.models import Agency, Funding, FundSource, Initiative, Lead
from initiatives.moving_in.known import says_no_money_is_needed
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.names import Stands
from initiatives.moving_in.plan_draft import InitiativeDraft, PlanDraft
from initiatives.moving_in.saving.keeping import Keeper

Pairs = list[tuple[Initiative, InitiativeDraft]]
Link = TypeVar("Link", Lead, Funding)


def keep_leads(keeper: Keeper, draft: PlanDraft, pairs: Pairs) -> None:
    """Every lead in its order, with the agencies that are new."""
    added = {
        match_key(new.name): keeper.one(
            Agency(name=new.name, short_name=new.short_name or new.name)
        ).pk
        for new in draft.new_agencies
    }
    named = ((initiative, each.leads) for initiative, each in pairs)
    keeper.many(Lead, _links(Lead, "agency_id", named, added))


def keep_funding(keeper: Keeper, draft: PlanDraft, pairs: Pairs) -> None:
    """Every fund source in its order, with those that are new."""
    added = {
        match_key(new.name): keeper.one(FundSource(name=new.name, kind=_kind(new.name))).pk
        for new in draft.new_fund_sources
    }
    named = ((initiative, each.funding) for initiative, each in pairs)
    keeper.many(Funding, _links(Funding, "fund_source_id", named, added))


def _kind(name: str) -> FundSource.Kind:
    none_needed = says_no_money_is_needed(name)
    return FundSource.Kind.NOT_APPLICABLE if none_needed else FundSource.Kind.FUNDER


def _links(
    link: type[Link],
    record: str,
    named: Iterator[tuple[Initiative, tuple[tuple[str, Stands], ...]]],
    added: dict[str, int],
) -> Iterator[Link]:
    for initiative, names in named:
        for position, (joined_by, stands) in enumerate(names, start=1):
            pk = added[match_key(stands.new.name)] if stands.new else stands.pk
            yield link(
                initiative=initiative,
                position=position,
                joined_by=joined_by,
                printed_as=stands.printed_as,
                **{record: pk},
            )
