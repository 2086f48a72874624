"""What the cells of a row mean: words of statuses, and texts that can be kept."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError

from initiatives.files.contents import Remark
from initiatives.models import Status
from initiatives.rows import NO_STATUS
from initiatives.workbook.headed_lines import TypedCell
from initiatives.workbook.marks import digest, same_words
from initiatives.workbook.standing import Standing
from initiatives.workbook.typed_rows import TypedRow
from initiatives.workbook.wording import cleaned, recorded
from priorities.text import LONGEST_TEXT, LineFormField, ProseFormField

_STATUSES = {status.label.casefold(): status.value for status in Status} | {
    "": "",
    NO_STATUS.casefold(): "",
}
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_LONGEST_REASON = 500
_LONGEST_NAMED = 40  # characters of a word that is not understood


class Understood(NamedTuple):
    """What the row says in the tracker's own terms, and the cells that say nothing it can keep."""

    said: dict[str, str]
    remarks: tuple[Remark, ...]


def understood(row: TypedRow, *, base: Standing) -> Understood:
    """The row's cells as they would be recorded; those that stand as they were are not looked at."""
    said, remarks = {}, []
    for name, cell in row.cells.items():
        was, typed = base.said[name], cleaned(cell.text)
        try:
            _refuse_error(typed)
            said[name] = _READERS[name](typed, was)
        except ValidationError as error:
            why = f"{' '.join(error.messages)} This cell is left out; the rest of its row counts."
            remarks.append(Remark(cell.place, why, row.place))
    return Understood(said, tuple(remarks))


def is_as_made(row: TypedRow, *, base: Standing) -> bool:
    """Whether the row still says what its mark was made of, be it that the words are on record no more."""
    if row.mark is None:
        return False
    note = row.cells.get("internal_note")
    has_new_note = note and cleaned(note.text) and not same_words(note.text, base.internal_note)
    return not has_new_note and row.mark.digest == digest(base.said | _as_typed(row.cells))


def _as_typed(cells: Mapping[str, TypedCell]) -> dict[str, str]:
    said = {name: cleaned(cell.text) for name, cell in cells.items()}
    if "status" in said:
        said["status"] = _STATUSES.get(_plain_word(said["status"]), said["status"])
    return said


def _refuse_error(typed: str) -> None:
    """Raise a ValidationError where the spreadsheet took what was typed for a formula."""
    if typed in _ERRORS:
        raise ValidationError(
            f"{typed} is what Excel shows where it takes words for a formula, as when they begin with "
            "“=”, “+” or “-”. Type an apostrophe (') before them."
        )


def _text(typed: str, was: str) -> str:
    if same_words(typed, was):
        return was
    field = ProseFormField(required=False, max_length=LONGEST_TEXT)
    return str(field.clean(recorded(typed, was)))


def _reason(typed: str, was: str) -> str:
    if same_words(typed, was):
        return was
    field = LineFormField(required=False, max_length=_LONGEST_REASON)
    return str(field.clean(recorded(typed, was)))


def _status(typed: str, was: str) -> str:
    value = _STATUSES.get(_plain_word(typed))
    if value is None:
        words = ", ".join(f"“{status.label}”" for status in Status)
        raise ValidationError(
            f"“{typed[:_LONGEST_NAMED]}” is not one of the statuses. Write one of these: {words}."
        )
    return value


def _plain_word(text: str) -> str:
    return " ".join(text.split()).casefold()


_READERS: dict[str, Callable[[str, str], str]] = {
    "text": _text,
    "status": _status,
    "status_reason": _reason,
    "internal_note": _text,
}
