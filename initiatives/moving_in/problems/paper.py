"""What the heading and the glossary of a paper cannot say."""

from collections.abc import Iterator

from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step
from initiatives.moving_in.problems.fields import faults, field
from priorities.models import GlossaryEntry, PaperParticulars

_TEXTS = ("strapline", "title", "date_printed", "prepared_by", "opening", "closing")


def of_the_paper(plan: PlanDraft) -> Iterator[Notice]:
    """Everything that is wrong with what would be saved of them."""
    if plan.keeps_heading:
        for name in _TEXTS:
            what = field(PaperParticulars, name).verbose_name
            for fault in faults(PaperParticulars, name, getattr(plan.heading, name)):
                yield Notice(f"Heading of the paper, {what}: {fault}", Step.HEADING)
    for said in wrong_with_glossary(plan.new_abbreviations):
        yield Notice(said, Step.HEADING)


def wrong_with_glossary(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Each line that lacks something or is too long, and each abbreviation that stands there twice."""
    seen = set[str]()
    for short, meaning in pairs:
        if not short:
            yield f"Write an abbreviation before “{meaning}”."
        elif not meaning:
            yield f"Write what “{short}” stands for, after a colon: “ASB: Anti-Social Behaviour”."
        key = match_key(short)
        if short and key in seen:
            yield f"“{short}” stands there twice. Keep one of its lines."
        seen.add(key)
        for name, text in (("abbreviation", short), ("meaning", meaning)):
            for fault in faults(GlossaryEntry, name, text):
                yield f"The {name} “{text}”: {fault}"
