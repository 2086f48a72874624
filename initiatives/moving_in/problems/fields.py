"""Why a text cannot stand where it would be saved."""

from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


def faults(model: type[models.Model], name: str, text: str) -> list[str]:
    """Why the text cannot stand in that field of the model, each in a whole sentence."""
    if not text:
        return []
    try:
        field(model, name).run_validators(text)
    except ValidationError as errors:
        return [_in_words(error) for error in errors.error_list]
    return []


@cache
def field(model: type[models.Model], name: str) -> Any:
    """The field of that name, whose finding would take longer than its checks."""
    return model._meta.get_field(name)


def _in_words(error: ValidationError) -> str:
    if error.code == "max_length" and error.params:
        has, most = error.params["show_value"], error.params["limit_value"]
        return f"It has {has:,} characters, and {most:,} fit. Shorten it."
    return " ".join(error.messages)
