"""What a row of a returned workbook says anew, and why some of it is not used."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from initiatives.files.contents import Remark
from initiatives.models import ReturnedRow
from initiatives.models.initiatives import reference
from initiatives.workbook.columns import MARK
from initiatives.workbook.comparing import Compared, compared
from initiatives.workbook.on_record import OnRecord
from initiatives.workbook.standing import Standing
from initiatives.workbook.typed_rows import TypedRow
from initiatives.workbook.understanding import is_as_made, understood

Choice = ReturnedRow.Choice

_NOTE_OF_REDACTED = (
    "Words were taken out of what was said about this initiative, so no internal note is taken from a "
    "file. Write the note where its outcome is updated on screen. The rest of the row counts."
)


class News(NamedTuple):
    """What of a row is to be looked at, and what its sender should know of the rest."""

    said: dict[str, str]  # by the names in TYPED; nothing where the row changes nothing
    choice: str  # what is chosen of it beforehand; "" where a person has to choose
    remarks: tuple[Remark, ...]


_NO_NEWS = News({}, "", ())


def news(row: TypedRow, known: OnRecord, *, base: Standing) -> News:
    """What is new in a row of an initiative that its sender sees, made with `base`."""
    pk = known.pks[row.number]
    read = understood(row, base=base)
    new = compared(read.said, base=base, current=known.now[pk])
    if not new.cells and not new.refused and not read.remarks:
        return _NO_NEWS
    if pk not in known.answerable:
        return _left_alone(row, _why_not_theirs(row, known))
    if _may_have_redacted_words(row, known, base):
        return _NO_NEWS if is_as_made(row, base=base) else _left_alone(row, _redacted(row, known))
    said = new.said
    refused = [Remark(row.cells[each.name].place, each.why, row.place) for each in new.refused]
    if "internal_note" in said and pk in known.redacted:  # marks know nothing of notes
        del said["internal_note"]
        refused.append(Remark(row.cells["internal_note"].place, _NOTE_OF_REDACTED, row.place))
    return News(said, _chosen_beforehand(new), (*read.remarks, *refused))


def of_no_initiative(row: TypedRow, known: OnRecord) -> Remark:
    """What is told of a row whose reference its sender finds nowhere in the plan."""
    why = f"The plan {known.plan.year} has no initiative {_named(row, known)}."
    return Remark(row.place, f"{why} This row is left alone.", row.place)


def about_marks(rows: Iterable[TypedRow], known: OnRecord) -> Iterator[Remark]:
    """One remark for all rows that do not tell any more what they were made with."""
    lost = [row for row in rows if row.number in known.pks and not known.is_marked(row)]
    if lost:
        rows_do = "1 row does" if len(lost) == 1 else f"{len(lost)} rows do"
        yield Remark(
            lost[0].place,
            f"{rows_do} not say what the workbook was made with: its column “{MARK}” was changed or "
            "deleted. Where such a row differs from what is on record, both texts are shown, and you "
            "choose.",
        )


def _may_have_redacted_words(row: TypedRow, known: OnRecord, base: Standing) -> bool:
    """Whether words that are on record no more may stand in the row."""
    if row.mark and known.is_marked(row):
        return not row.mark.fits(base.said)
    return known.pks[row.number] in known.redacted


def _chosen_beforehand(new: Compared) -> str:
    if any(cell.is_conflict for cell in new.cells):
        return ""
    return Choice.NONE if any(cell.is_blanked for cell in new.cells) else Choice.ALL


def _left_alone(row: TypedRow, why: str) -> News:
    return News({}, "", (Remark(row.place, f"{why} This row is left alone.", row.place),))


def _why_not_theirs(row: TypedRow, known: OnRecord) -> str:
    named = _named(row, known)
    if known.pks[row.number] in known.removed:
        return f"{named} has been removed from the plan, so its outcome no longer changes."
    if not known.plan.is_open:
        return f"The plan {known.plan.year} is closed, so the outcome of {named} no longer changes."
    return f"{named} is led by other agencies, and you can read it but not write its outcome."


def _redacted(row: TypedRow, known: OnRecord) -> str:
    return (
        f"Words were taken out of {_named(row, known)} that this row may still have. Download the "
        "workbook again, and type there what is new."
    )


def _named(row: TypedRow, known: OnRecord) -> str:
    return reference(known.plan.year, row.number)
