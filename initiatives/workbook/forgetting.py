"""What was read of files and nobody went on with: kept for a day, and then no longer."""

from django.db import transaction

from initiatives.models import MoveIn, ReturnedWorkbook
from initiatives.moving_in.going_on import leave
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
                leave(kept, seen=kept.version)
    except OutOfDate:
        return False
    return True
