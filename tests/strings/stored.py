"""Awkward strings put straight into the database, past every form."""

from django.apps import apps
from django.db import models

from tests.strings.awkward import STORED

LABELS = {"priorities", "initiatives", "accounts", "reports"}
NEVER_CHANGED = {"IssuedPaper", "IssuedFile"}  # to hold awkward strings, issue a paper afterwards
# What stands with something else or not at all.
NOT_ALONE = {"removal_reason", "sent_as", "status_reason", "title", "written_as"}
LONGEST = 300  # of each: the longest strings would only make long pages


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that hold anybody's words."""
    return [
        field
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not isinstance(field, models.EmailField)
        and field.name not in {"password", "joined_by", "key", "reading_of", "reference", "rule"}
    ]


def store_everywhere() -> set[str]:
    """Put an awkward string into every field that holds words, and give back all that now stand there.

    Each record and each field has another, with its own number after it, so that none stands twice.
    """
    stored, turn = set(), 0
    for model in apps.get_models():
        name = model.__name__
        if name.startswith("Historical") or name in NEVER_CHANGED:
            continue
        if model._meta.app_label not in LABELS:
            continue
        for record in model._base_manager.order_by("pk"):
            said = {}
            for field in texts_of(model):
                if field.name in NOT_ALONE and not getattr(record, field.attname):
                    continue
                turn += 1
                room = min(field.max_length or LONGEST, LONGEST) - 6
                said[field.attname] = f"{STORED[turn % len(STORED)][:room]} {turn}"
            if said:
                model._base_manager.filter(pk=record.pk).update(**said)
                stored |= set(said.values())
    return stored
