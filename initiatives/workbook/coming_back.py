"""A workbook that comes back: what in it is new, kept until somebody has decided about it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.files.contents import FileRead, Remark
from initiatives.models import Agency, Initiative, Redaction, ReturnedRow, ReturnedWorkbook
from initiatives.models.initiatives import reference
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.workbook.comparing import Compared, compared
from initiatives.workbook.forgetting import forget_old
from initiatives.workbook.standing import Standing, standing, stood
from initiatives.workbook.typed_rows import CannotBeUsed, TypedRow, typed_rows
from initiatives.workbook.understanding import is_as_made, understood
from priorities.models import PartnershipPlan
from priorities.text import no_longer_than

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

_LONGEST_NAME = 200
_UNPRINTABLE = re.compile(r"[^\w .,()&'’–+=@#-]")


class New(NamedTuple):
    """What a row says anew, and what its sender should know of the rest."""

    said: dict[str, str]
    is_chosen: bool | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class OnRecord:
    """What is known of a plan's initiatives, each by its primary key but for `pks`."""

    plan: PartnershipPlan
    pks: Mapping[int, int]  # of the initiatives its sender sees, by number
    answerable: frozenset[int]
    now: Mapping[int, Standing]
    redactions: Mapping[int, int] = field(default_factory=dict)  # the initiative of each redaction


def receive(
    read: FileRead,
    *,
    plan: PartnershipPlan,
    agency: Agency | None,
    by: "User",
    file_name: str,
) -> ReturnedWorkbook:
    """Keep what the file says anew about the plan, for its sender to look at.

    It takes the place of what they, or their agency, looked at before and did not send. Raises
    CannotBeUsed where nothing of the file can be used, or the agency's last one waits for an officer.
    """
    forget_old()
    typed = typed_rows(read, start_year=plan.start_year)
    known = _on_record(plan, by)
    follows = {
        known.pks[row.number]: _follows(row, known.now[known.pks[row.number]])
        for row in typed.rows
        if row.number in known.pks
    }
    base = stood(_of(plan), follows)
    remarks = [*read.remarks, *typed.remarks]
    rows = []
    for row in typed.rows:
        pk = known.pks.get(row.number)
        new = _new(row, known, pk, base[pk]) if pk else _unknown(row, plan)
        remarks += new.remarks
        if pk and new.said:
            rows.append(
                ReturnedRow(
                    initiative_id=pk,
                    place=no_longer_than(_LONGEST_NAME, row.place),
                    follows=follows[pk],
                    said=new.said,
                    is_chosen=new.is_chosen,
                )
            )
    remarks += _about_marks(typed.rows, known)
    workbook = ReturnedWorkbook(
        plan=plan,
        agency=agency,
        sent_by=by,
        file_name=_kept_name(file_name),
        rows_read=len(typed.rows),
        remarks=[asdict(remark) for remark in remarks],
    )
    try:
        with transaction.atomic():
            _keep(workbook, rows, known)
    except IntegrityError as clash:
        raise CannotBeUsed(
            "Another workbook was uploaded at the same moment. Look at that one first, or upload this "
            "one again to put it in its place."
        ) from clash
    return workbook


def _keep(workbook: ReturnedWorkbook, rows: list[ReturnedRow], known: OnRecord) -> None:
    """Put it in the place of the one before, unless words were taken out of the plan meanwhile."""
    _replace(workbook)
    workbook.save()
    for row in rows:
        row.workbook = workbook
    ReturnedRow.objects.bulk_create(rows)
    # From here on whoever redacts waits for these rows; what was redacted before is seen here.
    if _redactions(workbook.plan) != known.redactions:
        raise CannotBeUsed(
            "Words were taken out of an outcome while the workbook was read. Upload it again."
        )


def _replace(workbook: ReturnedWorkbook) -> None:
    earlier = ReturnedWorkbook.objects.undecided()
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
        "Wait until they have decided about it, or ask them to leave it, and upload this one then."
    )


def _on_record(plan: PartnershipPlan, by: "User") -> OnRecord:
    of_plan = _of(plan)
    redactions = _redactions(plan)  # first: whoever redacts after this is noticed
    return OnRecord(
        plan,
        pks=dict(of_plan.visible_to(by).values_list("number", "pk")),
        answerable=frozenset(of_plan.answerable_by(by).values_list("pk", flat=True)),
        now=standing(of_plan),
        redactions=redactions,
    )


def _of(plan: PartnershipPlan) -> InitiativeQuerySet:
    return Initiative.objects.filter(plan=plan).order_by()


def _redactions(plan: PartnershipPlan) -> dict[int, int]:
    redactions = Redaction.objects.filter(update__initiative__plan=plan).order_by()
    return dict(redactions.values_list("pk", "update__initiative_id"))


def _follows(row: TypedRow, now: Standing) -> int:
    """The update its row was made with; where that is not known, it counts as made with nothing."""
    return row.mark.follows if row.mark and row.mark.follows <= now.follows else 0


def _is_marked(row: TypedRow, now: Standing) -> bool:
    return row.mark is not None and row.mark.follows <= now.follows


def _new(row: TypedRow, known: OnRecord, pk: int, base: Standing) -> New:
    """What is new in a row of an initiative that its sender sees."""
    now = known.now[pk]
    read = understood(row, base=base)
    new = compared(read.said, base=base, current=now)
    if not new.cells and not new.refused and not read.remarks:
        return New({}, None, ())
    if pk not in known.answerable:
        return _left_alone(row, _why_not(row, known))
    if _was_redacted(row, known, pk, base):
        as_made = is_as_made(row, base=base)
        return New({}, None, ()) if as_made else _left_alone(row, _why_redacted(row, known))
    said = new.said
    refused = [Remark(row.cells[each.name].place, each.why) for each in new.refused]
    if "internal_note" in said and pk in known.redactions.values():
        del said["internal_note"]
        refused.append(Remark(row.cells["internal_note"].place, _NOTE_OF_REDACTED))
    return New(said, _chosen_beforehand(new), (*read.remarks, *refused))


def _was_redacted(row: TypedRow, known: OnRecord, pk: int, base: Standing) -> bool:
    """Whether words that are no more on record may stand in the row."""
    if row.mark and _is_marked(row, known.now[pk]):
        return not row.mark.fits(base.said)
    return pk in known.redactions.values()


def _chosen_beforehand(new: Compared) -> bool | None:
    if any(cell.is_conflict for cell in new.cells):
        return None
    return not any(cell.is_blanked for cell in new.cells)


def _left_alone(row: TypedRow, why: str) -> New:
    return New({}, None, (Remark(row.place, f"{why} This row is left alone."),))


def _unknown(row: TypedRow, plan: PartnershipPlan) -> New:
    return _left_alone(row, f"The plan {plan.year} has no initiative {_named(row, plan)}.")


def _why_not(row: TypedRow, known: OnRecord) -> str:
    """Why its sender, who sees it, may not answer for it."""
    named = _named(row, known.plan)
    if known.answerable and known.plan.is_open:
        return f"{named} is not yours to answer for, or was removed from the plan."
    return f"The outcome of {named} no longer changes."


def _why_redacted(row: TypedRow, known: OnRecord) -> str:
    return (
        f"Words were taken out of {_named(row, known.plan)} that this row may still have. Download the "
        "workbook again, and type there what is new."
    )


_NOTE_OF_REDACTED = (
    "Words were taken out of what was said about this initiative, so no internal note is taken from a "
    "file. Write the note where its outcome is updated on screen. The rest of the row counts."
)


def _named(row: TypedRow, plan: PartnershipPlan) -> str:
    return reference(plan.year, row.number)


def _about_marks(rows: Iterable[TypedRow], known: OnRecord) -> Iterator[Remark]:
    """One remark for all rows of which nobody can tell any more what they were made with."""
    lost = [
        row
        for row in rows
        if row.number in known.pks and not _is_marked(row, known.now[known.pks[row.number]])
    ]
    if lost:
        rows_have = "1 row has" if len(lost) == 1 else f"{len(lost)} rows have"
        yield Remark(
            lost[0].place,
            f"{rows_have} no word, or a damaged one, of when the workbook was made: somebody changed or "
            "deleted the column “Made with”. Where such a row differs from what is on record, both texts "
            "are shown, and you choose.",
        )


def _kept_name(file_name: str) -> str:
    """The file's name as the log keeps it: no folders, no hidden characters."""
    name = re.split(r"[/\\]", file_name)[-1]
    return no_longer_than(_LONGEST_NAME, _UNPRINTABLE.sub(" ", name).strip()) or "Workbook"
