"""What is still to be decided about names and words, and what new names cannot be."""

from collections.abc import Iterable, Iterator

from initiatives.models import Agency, FundSource
from initiatives.moving_in.decisions import NewName
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.names import NameCell, asked
from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step
from initiatives.moving_in.problems.fields import faults
from initiatives.moving_in.values import Values


def undecided_names(cells: Iterable[NameCell], what: str) -> Iterator[Notice]:
    """Each name that is not known and that nobody has decided about."""
    for part in asked(cells):
        if part.is_decided:
            continue
        if part.is_money:
            said = f"“{part.written}” is no {what}. Choose to keep it as extra text."
        else:
            said = f"“{part.written}” is no {what} that the tracker knows. Choose who is meant."
        yield Notice(said, Step.VALUES)


def undecided_words(values: Values) -> Iterator[Notice]:
    """Each status word that nobody has confirmed."""
    for word in values.statuses:
        if not word.is_decided:
            yield Notice(f"Choose the status that “{word.written}” stands for.", Step.VALUES)


def new_names(plan: PlanDraft, values: Values) -> Iterator[Notice]:
    """What is wrong with the names that are to be added."""
    yield from _clashes(plan.new_agencies, values.leads, what="agency")
    for new in plan.new_agencies:
        for field, text in (("name", new.name), ("short_name", new.short_name or new.name)):
            for fault in faults(Agency, field, text):
                yield Notice(f"The new agency “{text}”: {fault}", Step.VALUES)
    yield from _clashes(plan.new_fund_sources, values.fund_sources, what="fund source")
    for new in plan.new_fund_sources:
        for fault in faults(FundSource, "name", new.name):
            yield Notice(f"The new fund source “{new.name}”: {fault}", Step.VALUES)


def _clashes(
    new_names: Iterable[NewName], cells: Iterable[NameCell], *, what: str
) -> Iterator[Notice]:
    """Names that are blank, known already, or given to two."""
    given = set[str]()
    known = next((part.known for cell in cells for part in cell.parts), None)
    by_key, usual = (known.by_key, known.usual) if known else ({}, {})
    for new in new_names:
        if not new.name.strip():
            yield Notice(f"Give the new {what} a name.", Step.VALUES)
        keys = {match_key(text) for text in (new.name, new.short_name) if text}
        for key in sorted(keys & by_key.keys()):
            said = f"{usual[by_key[key][0]]} already goes by that name. Choose it instead."
            yield Notice(f"The new {what} “{new.name}”: {said}", Step.VALUES)
        if given & keys:
            yield Notice(f"Two new ones would go by the name “{new.name}”.", Step.VALUES)
        given |= keys
