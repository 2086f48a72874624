"""A workbook that comes back: what in it is new, kept until somebody has decided about it."""

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.files.contents import FileRead, Remark, rows_of
from initiatives.models import Agency, ReturnedRow, ReturnedWorkbook
from initiatives.workbook.forgetting import forget_old
from initiatives.workbook.headed_lines import CannotBeUsed
from initiatives.workbook.news import about_marks, news, of_no_initiative
from initiatives.workbook.on_record import OnRecord, initiatives_of, on_record, redactions_of
from initiatives.workbook.standing import stood
from initiatives.workbook.typed_rows import TypedRow, typed_rows
from priorities.models import PartnershipPlan
from priorities.text import no_longer_than
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

_LONGEST_NAME = 200
_MOST_REMARKS = 200  # kept of a workbook, and shown on one page
_NOT_IN_NAMES = re.compile(r"[^\w .,()&'’–+=@#-]")


def receive(
    read: FileRead, *, plan: PartnershipPlan, agency: Agency | None, by: "User", file_name: str
) -> ReturnedWorkbook:
    """Keep what the file says anew about the plan, for its sender to look at.

    It takes the place of what they, or their agency, looked at before and did not send. Raises
    CannotBeUsed where nothing of the file can be used, or the agency's last one waits for an officer.
    """
    forget_old()
    typed = typed_rows(read, start_year=plan.start_year)
    known = on_record(plan, by)
    rows, remarks = _new_rows(typed.rows, known)
    told = [*typed.remarks, *remarks, *about_marks(typed.rows, known)]
    workbook = ReturnedWorkbook(
        plan=plan,
        agency=agency,
        sent_by=by,
        file_name=_kept_name(file_name),
        rows_read=len(typed.rows) + len(rows_of(typed.remarks)),
        remarks=[asdict(remark) for remark in _first(told)],
    )
    try:
        with transaction.atomic():
            _keep(workbook, rows, known)
    except (IntegrityError, OutOfDate) as clash:
        raise CannotBeUsed(
            "Another workbook was uploaded at the same moment. Look at that one first, or upload this "
            "one again to put it in its place."
        ) from clash
    return workbook


def _new_rows(
    typed: tuple[TypedRow, ...], known: OnRecord
) -> tuple[list[ReturnedRow], list[Remark]]:
    """What is to be kept of the rows, and what is to be told of them."""
    theirs = {known.pks[row.number]: row for row in typed if row.number in known.pks}
    follows = {pk: known.follows(row) for pk, row in theirs.items()}
    base = stood(initiatives_of(known.plan), follows)
    remarks = [of_no_initiative(row, known) for row in typed if row.number not in known.pks]
    rows = []
    for pk, row in theirs.items():
        new = news(row, known, base=base[pk])
        remarks += new.remarks
        if new.said:
            kept = {"follows": follows[pk], "said": new.said, "choice": new.choice}
            place = no_longer_than(_LONGEST_NAME, row.place)
            rows.append(ReturnedRow(initiative_id=pk, place=place, **kept))
    return rows, remarks


def _first(told: list[Remark]) -> list[Remark]:
    """As many remarks as somebody can go through, and how many more there are."""
    if rest := len(told[_MOST_REMARKS:]):
        one = "There is 1 more thing" if rest == 1 else f"There are {rest:,} more things"
        more = (
            f"{one} like these. Mend what is named here and upload the workbook again to see more."
        )
        rows = "\n".join(each.rows for each in told[_MOST_REMARKS:] if each.rows)
        return [*told[:_MOST_REMARKS], Remark("", more, rows)]
    return told


def _keep(workbook: ReturnedWorkbook, rows: list[ReturnedRow], known: OnRecord) -> None:
    """Put it in the place of the one before, unless words were taken out of the plan meanwhile."""
    initiatives_of(workbook.plan).hold()  # whoever redacts finds it whole, or had ended before
    if redactions_of(workbook.plan) != known.redactions:
        raise CannotBeUsed(
            "Words were taken out of an outcome while the workbook was read. Upload it again."
        )
    _replace(workbook)
    workbook.save()
    for row in rows:
        row.workbook = workbook
    ReturnedRow.objects.bulk_create(rows)


def _replace(workbook: ReturnedWorkbook) -> None:
    earlier = ReturnedWorkbook.objects.undecided().select_related("agency")
    if workbook.agency:
        earlier = earlier.filter(agency=workbook.agency)
    else:
        earlier = earlier.filter(agency=None, sent_by=workbook.sent_by, plan=workbook.plan)
    for each in earlier:
        if each.state == ReturnedWorkbook.State.WAITING:
            raise CannotBeUsed(_still_waits(each))
        each.end(ReturnedWorkbook.State.LEFT, by=workbook.sent_by)


def _still_waits(workbook: ReturnedWorkbook) -> str:
    sent_on = f"{timezone.localtime(workbook.sent_at):%-d %B %Y}"
    agency = workbook.agency.short_name if workbook.agency else "Your agency"
    return (
        f"{agency} sent the workbook “{workbook}” on {sent_on}, and it still waits for an officer. "
        "Upload this one when they have decided about it, or take that one back on its page first."
    )


def _kept_name(file_name: str) -> str:
    """The file's name as the log keeps it: no folders, no hidden characters."""
    name = re.split(r"[/\\]", file_name)[-1]
    return no_longer_than(_LONGEST_NAME, _NOT_IN_NAMES.sub(" ", name).strip()) or "Workbook"
