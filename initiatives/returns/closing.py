"""Ending a return: closed when its answers are in, withdrawn when it should not have been opened.

What was closed can be opened again; what was withdrawn stays so.
"""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from initiatives.models import Return

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


@transaction.atomic
def close(asked_in: Return, *, seen_version: int, by: "User") -> None:
    """Take no more answers; those that were sent can still be accepted. Closing twice changes nothing.

    Raises OutOfDate when somebody else changed the return meanwhile.
    """
    _end(asked_in, "closed_at", seen_version=seen_version, by=by)


@transaction.atomic
def withdraw(asked_in: Return, *, seen_version: int, by: "User") -> None:
    """Call the return off: its leads no longer see it, and nothing more is accepted from it.

    Raises OutOfDate when somebody else changed the return meanwhile.
    """
    _end(asked_in, "withdrawn_at", seen_version=seen_version, by=by)


@transaction.atomic
def open_again(asked_in: Return, *, seen_version: int) -> None:
    """Take answers to a closed return again; one that is open or withdrawn stays as it is.

    Raises OutOfDate when somebody else changed the return meanwhile.
    """
    if asked_in.closed_at is None:
        return
    asked_in.claim(seen_version)
    asked_in.closed_at = asked_in.ended_by = None
    asked_in.save()


def _end(asked_in: Return, moment: str, *, seen_version: int, by: "User") -> None:
    if not asked_in.is_in_progress:
        return
    asked_in.claim(seen_version)
    setattr(asked_in, moment, timezone.now())
    asked_in.ended_by = by
    asked_in.save()
