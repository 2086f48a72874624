"""Every time the end of an initiative's timing moved, and why: told from its history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from initiatives.models import Initiative
from initiatives.models.initiatives import stored_reading
from initiatives.timing import Timing


@dataclass(frozen=True)
class MovedEnd:
    """That the end moved, when, by whom, and the reason given, "" for none."""

    how: str  # "from March 2018 to June 2018"
    reason: str
    at: datetime
    by: str


def moved_ends(initiative: Initiative) -> list[MovedEnd]:
    """Each move of an end that the initiative had, newest first, in one statement."""
    entries = initiative.history.select_related("history_user")
    in_order = entries.order_by("history_date", "history_id")
    return list(_moves(in_order))[::-1]


def how_it_moves(before: Timing, after: Timing) -> str:
    """Where the end moves, in words: "from March 2018 to June 2018"."""
    return f"from {before.end_in_words} to {after.end_in_words or 'no end'}"


def _moves(entries: Iterable[Any]) -> Iterator[MovedEnd]:
    for earlier, later in pairwise(entries):
        if earlier.ends_on and earlier.ends_on != later.ends_on:
            yield MovedEnd(
                how=how_it_moves(_reading(earlier), _reading(later)),
                reason=later.history_change_reason or "",
                at=later.history_date,
                by=later.history_user.name if later.history_user else "",
            )


def _reading(entry: Any) -> Timing:
    dates = (entry.starts_on, entry.starts_precision, entry.ends_on, entry.ends_precision)
    return stored_reading(entry.timing, entry.timing_kind, *dates)
