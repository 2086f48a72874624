"""What was read of files and nobody went on with: kept for a day, and then no longer."""

from django.db import transaction
from django.utils import timezone

from initiatives.models import MoveIn, ReturnedWorkbook
from priorities.versions import OutOfDate


def forget_old() -> int:
    """Empty the workbooks and moves that were left for longer than a day; tells how many they were."""
    left: list[ReturnedWorkbook | MoveIn] = [
        *ReturnedWorkbook.objects.forgotten(),
        *MoveIn.objects.forgotten(),
    ]
    return sum(map(_forget, left))


def _forget(kept: ReturnedWorkbook | MoveIn) -> bool:
    """Empty it, unless somebody goes on with it at this moment."""
    try:
        with transaction.atomic():
            if isinstance(kept, ReturnedWorkbook):
                kept.end(ReturnedWorkbook.State.LEFT, by=None)
            else:
                _end_move(kept)
    except OutOfDate:
        return False
    return True


def _end_move(move: MoveIn) -> None:
    move.claim(move.version)
    move.state, move.ended_at = MoveIn.State.LEFT, timezone.now()
    move.read, move.decided = {}, {}
    move.save()
