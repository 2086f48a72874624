"""What becomes of a returned workbook: sent to an officer, accepted row by row, or left."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.models import Initiative, ReturnedRow, ReturnedWorkbook
from initiatives.together import ChangedMeanwhile
from initiatives.workbook.preview import Change, Preview, preview
from initiatives.workbook.recording import record, say_what_became
from initiatives.workbook.telling import tell_sender
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

State = ReturnedWorkbook.State
Choice = ReturnedRow.Choice


def accept(
    workbook: ReturnedWorkbook,
    *,
    chosen: Mapping[int, str],
    seen: str,
    by: "User",
    reported_on: date | None = None,
    note: str = "",
) -> int:
    """Record what is chosen of the rows, all of that or none; tells how many outcomes that were.

    The sender of a workbook that waited is told, with the note if there is one, and what was not
    recorded of it is kept for them. `chosen` has a choice by each row's primary key, and `seen` is that of the preview somebody chose from.
    Raises ChangedMeanwhile, with nothing recorded, when it would be another preview by now; a
    ValidationError in words when a row still has to be chosen or left.
    """
    try:
        with transaction.atomic():
            return _accept(workbook, chosen, seen, by, reported_on, note)
    except OutOfDate as clash:
        raise ChangedMeanwhile from clash
    except IntegrityError as clash:
        if preview(workbook).seen == seen:  # some other rule was broken, not a race
            raise
        raise ChangedMeanwhile from clash


def _accept(
    workbook: ReturnedWorkbook,
    chosen: Mapping[int, str],
    seen: str,
    by: "User",
    reported_on: date | None,
    note: str,
) -> int:
    # Whoever redacts takes an initiative first and its returned rows then: so does this.
    initiatives = Initiative.objects.filter(pk__in=workbook.rows.order_by().values("initiative"))
    initiatives.hold()
    held = ReturnedWorkbook.objects.select_related("sent_by").get(pk=workbook.pk)
    if not held.is_for_an_officer:
        raise ChangedMeanwhile
    compared = preview(held)
    if compared.seen != seen:
        raise ChangedMeanwhile
    changes = _picked(compared.changes, chosen)
    moment = timezone.now()
    record(changes, held, initiatives.order_by(), reported_on, moment)
    was_sent = held.state == State.WAITING
    unused = State.DECLINED if was_sent else State.LEFT
    kept = _not_recorded(compared, changes) if was_sent else []
    held.end(State.APPLIED if changes else unused, by=by, note=note, keeping=kept)
    say_what_became(held, moment)
    if was_sent:
        tell_sender(held, recorded=len(changes), left=len(kept))
    return len(changes)


@transaction.atomic
def send(workbook: ReturnedWorkbook, *, chosen: Mapping[int, str], by: "User") -> None:
    """Have an officer decide about the rows that are chosen; the others are kept no longer.

    Raises ChangedMeanwhile when it was sent, left or redacted since it was looked up; a ValidationError
    in words when a row still has to be chosen or left, or none is chosen.
    """
    if workbook.state != State.READ or workbook.sent_by != by or workbook.agency_id is None:
        raise ChangedMeanwhile
    changes = _picked(preview(workbook).changes, chosen)
    if not changes:
        raise ValidationError("Choose at least one change to send, or leave the workbook.")
    _claim(workbook)
    workbook.state, workbook.sent_at = State.WAITING, timezone.now()
    workbook.save()
    kept = {change.row.pk for change in changes}
    left_out = [pk for pk in workbook.rows.values_list("pk", flat=True) if pk not in kept]
    workbook.rows.filter(pk__in=left_out).delete()
    workbook.rows.update(choice=Choice.ALL)
    _keep_only([change for change in changes if chosen[change.row.pk] == Choice.REST])


@transaction.atomic
def leave(workbook: ReturnedWorkbook, *, by: "User", note: str = "") -> None:
    """Record nothing of the workbook, and keep nothing of what was typed in it.

    Where it waited for an officer, and one leaves it, what was typed is kept for its sender, who is
    told, with the note if there is one.

    Raises ChangedMeanwhile when somebody else decided since it was looked up.
    """
    if not workbook.is_undecided:
        raise ChangedMeanwhile
    is_declined = workbook.state == State.WAITING and by.has_perm("initiatives.change_initiative")
    kept = list(workbook.rows.values_list("pk", flat=True)) if is_declined else []
    try:
        workbook.end(State.DECLINED if is_declined else State.LEFT, by=by, note=note, keeping=kept)
    except OutOfDate as clash:
        raise ChangedMeanwhile from clash
    if is_declined:
        tell_sender(workbook, recorded=0, left=len(kept))


def _not_recorded(compared: Preview, picked: Sequence[Change]) -> list[int]:
    """The rows of which something is not recorded, once they say no more than that."""
    recorded = {change.row.pk: {cell.name for cell in change.cells} for change in picked}
    rows = [*compared.shut]
    in_part = []
    for change in compared.changes:
        names = {cell.name for cell in change.cells}
        done = recorded.get(change.row.pk, set())
        if left := names - done:
            rows.append(change.row)
        if left and done:
            change.row.said = {name: change.row.said[name] for name in left}
            in_part.append(change.row)
    ReturnedRow.objects.bulk_update(in_part, ["said"])
    return [row.pk for row in rows]


def _claim(workbook: ReturnedWorkbook) -> None:
    try:
        workbook.claim(workbook.version)
    except OutOfDate as clash:
        raise ChangedMeanwhile from clash


def _keep_only(rest_of: Sequence[Change]) -> None:
    """Keep of these rows no more than the rest that is chosen."""
    rows = [change.row for change in rest_of]
    for row, change in zip(rows, rest_of, strict=True):
        row.said = {cell.name: row.said[cell.name] for cell in change.cells}
    ReturnedRow.objects.bulk_update(rows, ["said"])


def _picked(changes: Sequence[Change], chosen: Mapping[int, str]) -> list[Change]:
    """The changes that are chosen, each as far as it is, once something is said of every one."""
    if open_ones := [change for change in changes if not chosen.get(change.row.pk)]:
        names = ", ".join(change.initiative.reference for change in open_ones[:10])
        more = f" and {len(open_ones) - 10} more" if len(open_ones) > 10 else ""
        raise ValidationError(f"Choose what becomes of {names}{more}.")
    picked = (change.of(chosen[change.row.pk]) for change in changes)
    return [change for change in picked if change]
