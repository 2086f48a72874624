"""What stands in the way of moving a plan in, in words, each with the step that mends it."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from initiatives.models import Agency, FundSource, Initiative, OutcomeUpdate
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.known import KnownNames, known_agencies, known_fund_sources
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.names import NameCell, asked
from initiatives.moving_in.plan_draft import InitiativeDraft, Notice, PlanDraft, Step
from initiatives.moving_in.values import Values
from priorities.models import KeyPriority, Partnership, PriorityPoint, Target
from priorities.years import slug

LAST_NUMBER = 9_999
_NAMED_ONE_BY_ONE = 20  # of the same kind of problem


def problems_of(plan: PlanDraft, values: Values, decisions: Decisions) -> Iterator[Notice]:
    """Every problem, in the order of the steps."""
    if not (plan.initiatives or plan.left_out):
        yield Notice("No initiative was found. Choose the table that holds the plan.", Step.TABLES)
    yield from _few(_undecided(values.leads, "lead agency"), "names of leads", Step.VALUES)
    yield from _few(_undecided(values.fund_sources, "fund source"), "fund sources", Step.VALUES)
    yield from _new_names(plan)
    yield from _words(values)
    if values and not decisions.values_confirmed:
        yield Notice("Go through the names, words and timings, and confirm them.", Step.VALUES)
    yield from _few(_rows(plan), "rows", Step.ROWS)
    yield from _priorities(plan)
    yield from _approval(plan)


def _few(found: Iterator[Notice], what: str, step: Step) -> Iterator[Notice]:
    """The first of them, and then how many more there are."""
    more = 0
    for place, each in enumerate(found):
        if place < _NAMED_ONE_BY_ONE:
            yield each
        else:
            more += 1
    if more:
        yield Notice(f"And {more:,} more {what} have to be mended.", step)


def _undecided(cells: Iterable[NameCell], what: str) -> Iterator[Notice]:
    for part in asked(cells):
        if part.is_decided:
            continue
        if part.is_money:
            said = f"“{part.written}” is no {what}. Choose to keep it as extra text."
        else:
            said = f"“{part.written}” is no {what} that the tracker knows. Choose who is meant."
        yield Notice(said, Step.VALUES)


def _words(values: Values) -> Iterator[Notice]:
    for word in values.statuses:
        if not word.is_decided:
            yield Notice(f"Choose the status that “{word.written}” stands for.", Step.VALUES)


def _new_names(plan: PlanDraft) -> Iterator[Notice]:
    kinds: tuple[tuple[Any, type[models.Model], KnownNames | None], ...] = (
        (plan.new_agencies, Agency, known_agencies() if plan.new_agencies else None),
        (
            plan.new_fund_sources,
            FundSource,
            known_fund_sources() if plan.new_fund_sources else None,
        ),
    )
    for new_names, model, known in kinds:
        what, given = model._meta.verbose_name, set[str]()
        for new in new_names:
            said = {"name": new.name}
            if model is Agency:
                said["short_name"] = new.short_name or new.name
            keys = {match_key(text) for text in said.values()}
            if given & keys:
                yield Notice(f"Two new ones would go by the name “{new.name}”.", Step.VALUES)
            given |= keys
            for field, text in said.items():
                if known and (there := known.by_key.get(match_key(text))):
                    usual = known.usual[there[0]]
                    fault = f"{usual} already goes by that name. Choose it instead"
                    yield Notice(f"The new {what} “{text}”: {fault}.", Step.VALUES)
                for fault in faults(model, field, text):
                    yield Notice(f"The new {what} “{text}”: {fault}", Step.VALUES)


def _rows(plan: PlanDraft) -> Iterator[Notice]:
    for initiative in plan.initiatives:
        place = initiative.row.place
        if not (initiative.title or initiative.target):
            said = "has neither a title nor a target. Give it one, or leave it out."
            yield Notice(f"{place} {said}", Step.ROWS, initiative.key)
        for what, model, field, text in _texts(initiative):
            for fault in faults(model, field, text):
                yield Notice(f"{place}, {what}: {fault}", Step.ROWS, initiative.key)


def _texts(initiative: InitiativeDraft) -> Iterator[tuple[str, type[models.Model], str, str]]:
    yield "project or initiative", Initiative, "title", initiative.title
    if initiative.target:
        yield "target", Target, "text", initiative.target.text
    yield "timing", Initiative, "timing", initiative.timing.text
    yield "outcome", OutcomeUpdate, "text", initiative.outcome
    yield "internal note", OutcomeUpdate, "internal_note", initiative.internal_note
    yield "reason for the status", OutcomeUpdate, "status_reason", initiative.status_reason


def _priorities(plan: PlanDraft) -> Iterator[Notice]:
    numbers = [each.number for each in plan.key_priorities]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Notice(f"Two key priorities have the number {number}.", Step.PRIORITIES)
    for each in plan.key_priorities:
        if each.number in plan.existing.key_priorities:
            continue
        name = f"Key priority {each.number}"
        if each.number < 1 or each.number > LAST_NUMBER:
            yield Notice(f"{name}: give it a number from 1.", Step.PRIORITIES)
        if not each.title.strip():
            yield Notice(f"{name} has no title. Give it one.", Step.PRIORITIES)
        texts: list[tuple[type[models.Model], str, str]] = [
            (KeyPriority, "title", each.title),
            (KeyPriority, "description", each.description),
        ]
        texts += [(PriorityPoint, "text", point) for point in each.points]
        for model, field, text in texts:
            for fault in faults(model, field, text):
                yield Notice(
                    f"{name}, {_field(model, field).verbose_name}: {fault}", Step.PRIORITIES
                )
    yield from _unplaced(plan)


def _unplaced(plan: PlanDraft) -> Iterator[Notice]:
    without = [each for each in plan.initiatives if each.target and not each.target.priority]
    by_cell = {
        " ".join(each.row.priority.split()): each
        for each in plan.initiatives
        if each.row.priority.strip() and not each.priorities
    }
    for cell in by_cell:
        said = f"“{cell}” is none of the key priorities. Add it to them, or correct it in its rows."
        yield Notice(said, Step.PRIORITIES)
    bare = [each for each in without if not each.row.priority.strip()]
    if bare:
        count = len({each.target for each in bare})
        stand = "One target stands" if count == 1 else f"{count:,} targets stand"
        yield Notice(
            f"{stand} under no key priority; the first is in {bare[0].row.place}. Name the key "
            "priority in the row, or keep one key priority alone, which all of them then stand under.",
            Step.PRIORITIES,
            bare[0].key,
        )


def _approval(plan: PlanDraft) -> Iterator[Notice]:
    there = plan.existing.plan
    if plan.start_year is None:
        yield Notice("Choose the plan year.", Step.APPROVE)
    elif not 1998 <= plan.start_year <= 2098:
        yield Notice("Choose a plan year from 1998-99 to 2098-99.", Step.APPROVE)
    if there and there.is_example:
        yield Notice(
            f"The plan {slug(there.start_year)} is example data. Choose another year.", Step.APPROVE
        )
    if not Partnership.objects.exists():
        yield Notice("Set up the partnership first: an administrator does so.", Step.APPROVE)
    if plan.reported_on is None or plan.reported_on > timezone.localdate():
        yield Notice(
            "Say which day the outcomes speak for: today or earlier, such as 30 4 2017.",
            Step.APPROVE,
        )
    if plan.left_out and not plan.initiatives:
        yield Notice("Every initiative is left out. Take in at least one.", Step.APPROVE)
    if plan.existing.last_number + len(plan.initiatives) > LAST_NUMBER:
        yield Notice(
            f"A plan year holds {LAST_NUMBER:,} initiatives at most. Leave some out.", Step.APPROVE
        )


def faults(model: type[models.Model], field: str, text: str) -> list[str]:
    """Why the text cannot stand in that field, each in a whole sentence."""
    if not text:
        return []
    try:
        _field(model, field).run_validators(text)
    except ValidationError as errors:
        return [_in_words(error) for error in errors.error_list]
    return []


def _in_words(error: ValidationError) -> str:
    if error.code == "max_length" and error.params:
        has, most = error.params["show_value"], error.params["limit_value"]
        return f"It has {has:,} characters, and {most:,} fit. Shorten it."
    return " ".join(error.messages)


@cache
def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)
