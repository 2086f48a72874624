"""The sheet of the update workbook that somebody types in: one row for each initiative."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from initiatives.models import OutcomeUpdate, Status
from initiatives.workbook.columns import (
    KIND_OF_DATA,
    MARK,
    NOTE,
    OUTCOME,
    READ,
    REASON,
    REFERENCE,
    STATUS,
    TYPED,
)
from priorities.sheets import arial
from priorities.sheets.measures import PAGE_WIDTH, row_height
from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.sheet import Look, Sheet
from priorities.sheets.texts import whole
from priorities.text import LONGEST_TEXT

TITLE = "Outcomes"
LONGEST_REASON = OutcomeUpdate._meta.get_field("status_reason").max_length or 0

_HEADING = Look(bold=True, shaded=True, edges=True)
_READ, _TYPED = Look(faint=True, edges=True), Look(edges=True, typed=True)
_ROOM_TO_TYPE = arial.height(3, size=_TYPED.size)
_WIDTHS = dict(zip((REFERENCE, *READ), (11.0, 19.0, 11.0, 11.0), strict=True)) | {
    STATUS: 12.0,
    REASON: 15.0,
    NOTE: 22.0,
    MARK: 12.0,
    KIND_OF_DATA: 11.0,
}
_LEAST_FOR_OUTCOMES = 38.0  # on a page that is made smaller for it
_MOST = {OUTCOME: LONGEST_TEXT, REASON: LONGEST_REASON, NOTE: LONGEST_TEXT}


def headings(*, with_notes: bool, is_example: bool) -> tuple[str, ...]:
    """The headings of the columns, in their order."""
    note = (NOTE,) if with_notes else ()
    kind = (KIND_OF_DATA,) if is_example else ()
    return (REFERENCE, *READ, OUTCOME, STATUS, REASON, *note, MARK, *kind)


def write(
    worksheet: Worksheet,
    texts: SharedTexts,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str,
    standing: str,
) -> Sheet:
    """Fill a worksheet with the rows under their headings; only what is to be typed can be changed."""
    worksheet.title = TITLE
    sheet = Sheet(worksheet, texts, title=title, standing=standing)
    widths = _widths(columns)
    sheet.set_widths(widths)
    looks = [_TYPED if heading in TYPED else _READ for heading in columns]
    headed = [(number, heading, _HEADING) for number, heading in enumerate(columns, start=1)]
    sheet.add_row(headed, height=row_height(headed, widths))
    for row in rows:
        cells = [
            (number, whole(text, reference=row[0], heading=heading), look)
            for number, (text, heading, look) in enumerate(zip(row, columns, looks, strict=True), 1)
        ]
        sheet.add_row(cells, height=max(row_height(cells, widths), _ROOM_TO_TYPE), grows=True)
    sheet.repeat_on_each_page(1)
    worksheet.freeze_panes = "B2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.protect()
    if rows:
        _check_what_is_typed(worksheet, columns, len(rows))
    return sheet


def _widths(columns: Sequence[str]) -> list[float]:
    """The widths of the columns; outcomes have what the others leave of a page."""
    others = sum(_WIDTHS[heading] for heading in columns if heading != OUTCOME)
    for_outcomes = max(_LEAST_FOR_OUTCOMES, PAGE_WIDTH - others)
    return [_WIDTHS.get(heading, for_outcomes) for heading in columns]


def _check_what_is_typed(worksheet: Worksheet, columns: Sequence[str], rows: int) -> None:
    """Have the spreadsheet offer the statuses, and refuse what the tracker would refuse."""
    for number, heading in enumerate(columns, start=1):
        letter = get_column_letter(number)
        if check := _check(heading):
            check.add(f"{letter}2:{letter}{rows + 1}")
            worksheet.add_data_validation(check)


def _check(heading: str) -> DataValidation | None:
    if heading == STATUS:
        return DataValidation(
            type="list",
            formula1=f'"{",".join(Status.labels)}"',
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not one of the statuses",
            error=f"Choose one of the list: {', '.join(Status.labels)}.",
        )
    if most := _MOST.get(heading):
        return DataValidation(
            type="textLength",
            operator="lessThanOrEqual",
            formula1=str(most),
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Too long",
            error=f"Write {most:,} characters or fewer.",
        )
    return None
