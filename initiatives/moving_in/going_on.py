"""A move that is going on: begun with what a file says, decided about step by step, or left."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.files.contents import FileRead
from initiatives.models import MoveIn
from initiatives.moving_in.decisions import Decisions
from priorities.text import no_longer_than
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

LONGEST_NAME = 200


class AlreadyGoingOn(Exception):
    """A person moves one plan in at a time, and this one has begun already."""


def begin(read: FileRead, *, file_name: str, by: "User") -> MoveIn:
    """Keep what was read until its plan is moved in; raises AlreadyGoingOn where one goes on."""
    if MoveIn.objects.going_on().filter(started_by=by).exists():
        raise AlreadyGoingOn
    name = "".join(letter if letter.isprintable() else " " for letter in file_name)
    try:
        with transaction.atomic():
            return MoveIn.objects.create(
                file_name=no_longer_than(LONGEST_NAME, name), read=read.as_json(), started_by=by
            )
    except IntegrityError:  # in another window at this very moment
        raise AlreadyGoingOn from None


def decide(move: MoveIn, *, seen: int, **decided: Any) -> None:
    """Put these of the Decisions in the place of what was decided before.

    Raises OutOfDate when something else was decided since version `seen`; the same, sent twice, is
    no clash.
    """
    try:
        with transaction.atomic():
            move.claim(seen)
            move.decided = _with(move, decided).as_json()
            move.worked_on_at = timezone.now()
            move.save(update_fields=["decided", "worked_on_at"])
    except OutOfDate as clash:
        newest: Any = clash.newest
        if newest is None or _with(newest, decided) != Decisions.from_json(newest.decided):
            raise
        move.version, move.decided = newest.version, newest.decided


def leave(move: MoveIn, *, seen: int) -> None:
    """Give the move up and forget what was read; raises OutOfDate when it went on meanwhile."""
    with transaction.atomic():
        move.claim(seen)
        move.state, move.ended_at = MoveIn.State.LEFT, timezone.now()
        move.read, move.decided = {}, {}
        move.save(update_fields=["state", "ended_at", "read", "decided"])


def _with(move: MoveIn, decided: dict[str, Any]) -> Decisions:
    return replace(Decisions.from_json(move.decided), **decided)
