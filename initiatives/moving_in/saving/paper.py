"""What heads the paper of a plan that is moved in, and the abbreviations it explains."""

from initiatives.moving_in.paper_heading import day_of
from initiatives.moving_in.plan_draft import PlanDraft
from initiatives.moving_in.saving.keeping import Keeper
from priorities.models import GlossaryEntry, PaperParticulars, PartnershipPlan


def keep_heading(keeper: Keeper, draft: PlanDraft, plan: PartnershipPlan) -> None:
    """The heading of the paper; one that is there for it stays as it is."""
    if draft.keeps_heading:
        said = draft.heading
        keeper.one(
            PaperParticulars(
                plan=plan,
                paper=said.paper,
                strapline=said.strapline,
                title=said.title,
                date_printed=said.date_printed,
                dated_on=day_of(said.date_printed),
                prepared_by=said.prepared_by,
                opening=said.opening,
                closing=said.closing,
            )
        )


def keep_glossary(keeper: Keeper, draft: PlanDraft, plan: PartnershipPlan) -> None:
    """The abbreviations that the plan year does not explain yet."""
    keeper.many(
        GlossaryEntry,
        (
            GlossaryEntry(plan=plan, abbreviation=short, meaning=meaning)
            for short, meaning in draft.new_abbreviations
        ),
    )
