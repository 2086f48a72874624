"""What single rows still lack, or have too much of."""

from collections.abc import Iterable, Iterator

from django.db import models

from initiatives.models import Initiative, OutcomeUpdate
from initiatives.moving_in.plan_draft import InitiativeDraft, Notice, Step
from initiatives.moving_in.problems.fields import faults
from priorities.models import Target


def of_rows(initiatives: Iterable[InitiativeDraft]) -> Iterator[Notice]:
    """Rows that name no work, and texts that cannot be saved."""
    for initiative in initiatives:
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
