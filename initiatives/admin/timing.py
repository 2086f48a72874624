"""An officer's correction of how a timing is read."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from initiatives.models.initiatives import TIMING_KINDS
from initiatives.timing import Kind, Precision

READING = ["timing_kind", "starts_on", "starts_precision", "ends_on", "ends_precision"]

_NEEDED = {
    Kind.POINT: {"starts_on", "ends_on"},
    Kind.RANGE: {"starts_on", "ends_on"},
    Kind.OPEN_START: {"starts_on"},
    Kind.BY: {"ends_on"},
}
_DAYS = {"starts_on": "earliest day", "ends_on": "latest day"}


def made_whole(typed: dict[str, Any]) -> dict[str, Any]:
    """A typed reading with what its days leave to be understood: one day ends on itself, to the day."""
    whole = dict(typed)
    if whole["timing_kind"] == Kind.POINT and not whole["ends_on"]:
        whole["ends_on"], whole["ends_precision"] = whole["starts_on"], whole["starts_precision"]
    for day, precision in (("starts_on", "starts_precision"), ("ends_on", "ends_precision")):
        whole[precision] = (whole[precision] or Precision.DAY) if whole[day] else ""
    return whole


def faults(reading: dict[str, Any]) -> Iterator[tuple[str, ValidationError]]:
    """The days a reading of its kind lacks, or has and may not have, each with its field."""
    needed: set[str] = _NEEDED.get(reading["timing_kind"], set())
    kind = TIMING_KINDS[reading["timing_kind"]]
    for field, words in _DAYS.items():
        if field in needed and not reading[field]:
            yield field, ValidationError(f"A timing of the kind “{kind}” needs the {words}.")
        if field not in needed and reading[field]:
            yield field, ValidationError(f"A timing of the kind “{kind}” has no {words}. Clear it.")
