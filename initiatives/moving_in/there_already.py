"""Which initiatives of a paper look the same as what stands in the plan year already."""

import re
from collections.abc import Iterator

from initiatives.moving_in.existing import ExistingInitiative
from initiatives.moving_in.plan_draft import InitiativeDraft, PlanDraft
from initiatives.moving_in.priority_names import title_key

_ENOUGH = 8  # words that two outcomes begin or end with alike are nearly the same outcome
_WORD = re.compile(r"\w+")

Mark = tuple[str, ...]


def there_already(plan: PlanDraft) -> list[tuple[InitiativeDraft, ExistingInitiative]]:
    """Each that looks the same as one of the plan year: its title or target, and nearly its outcome.

    Each is looked up by a few marks and compared with none, so that the work grows with the rows.
    """
    by_mark: dict[Mark, ExistingInitiative] = {}
    for there in plan.existing.initiatives:
        for mark in _marks_of(there):
            by_mark.setdefault(mark, there)
    found = (
        (each, next((by_mark[mark] for mark in _looked_for(each) if mark in by_mark), None))
        for each in plan.initiatives
    )
    return [(each, there) for each, there in found if there]


def _marks_of(there: ExistingInitiative) -> Iterator[Mark]:
    yield from _with_outcome(there.title, there.target, there.outcome)
    if there.title:
        yield ("title", title_key(there.title), "whatever its outcome")
    if not there.outcome.strip():
        yield from _without_outcome(there.title, there.target)


def _looked_for(each: InitiativeDraft) -> Iterator[Mark]:
    target = each.target.text if each.target else ""
    yield from _with_outcome(each.title, target, each.outcome)
    if not each.outcome and each.title:
        yield ("title", title_key(each.title), "whatever its outcome")
    if each.title or not each.outcome:
        yield from _without_outcome(each.title, target)


def _with_outcome(title: str, target: str, outcome: str) -> Iterator[Mark]:
    words = _WORD.findall(outcome.casefold())
    if not words:
        return
    for kind, name in (("title", title), ("target", target)):
        if name:
            yield (kind, title_key(name), "begins", *words[:_ENOUGH])
            yield (kind, title_key(name), "ends", *words[-_ENOUGH:])


def _without_outcome(title: str, target: str) -> Iterator[Mark]:
    """A title says enough alone; a target does where neither has a title."""
    if name := title or target:
        yield ("title" if title else "target", title_key(name), "no outcome")
