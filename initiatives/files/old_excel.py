"""Reads an old Excel workbook (.xls): its texts by calamine, what its cells show by its records."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from initiatives.files.cell_texts import (
    day_text,
    duration_text,
    moment_text,
    number_text,
    time_text,
)
from initiatives.files.contents import CannotBeRead, Remark
from initiatives.files.kinds import DAMAGED, PROTECTED
from initiatives.files.limits import Room, check_place
from initiatives.files.old_excel_records import Told
from initiatives.files.sheet import Sheet

WHAT_IS_NOT_TOLD = Remark(
    "",
    "In this old .xls file, formulas, percentages, hidden rows and dates that show only their "
    "month cannot be told from plain values. To have them pointed out, save it as .xlsx and upload "
    "that.",
)
_Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


def sheets(content: bytes, told: dict[str, Told]) -> Iterator[Sheet]:
    """Each work sheet in the workbook's order, with what its records told by its name."""
    room = Room()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for listed in book.sheets_metadata:
            if listed.typ == SheetTypeEnum.WorkSheet:
                is_hidden = listed.visible != SheetVisibleEnum.Visible
                sheet = Sheet(listed.name, room, is_hidden=is_hidden)
                _fill(sheet, book.get_sheet_by_name(listed.name), told.get(listed.name, Told()))
                yield sheet
    except PasswordError as error:
        raise CannotBeRead(PROTECTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise CannotBeRead(DAMAGED.format(save_as="an Excel workbook (.xlsx)")) from error


def _fill(sheet: Sheet, found: CalamineSheet, told: Told) -> None:
    first_row, first_column = found.start or (0, 0)
    if found.end:
        check_place(sheet.name, found.end[0] + 1, found.end[1] + 1)
    for row, values in enumerate(found.to_python(), start=first_row + 1):
        for column, value in enumerate(values, start=first_column + 1):
            if (row, column) not in told.texts:
                sheet.put(row, column, _text(value))
    for (top, left), (bottom, right) in found.merged_cell_ranges or ():
        sheet.merged.append((top + 1, left + 1, bottom + 1, right + 1))
    for cell, text in told.texts.items():
        sheet.put(*cell, text)
    for oddity, cell in told.odd:
        sheet.mark(oddity, *cell)
    sheet.hidden_rows, sheet.hidden_columns = told.hidden_rows, told.hidden_columns


def _text(value: _Value) -> str:
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return moment_text(value)
        case date():
            return day_text(value)
        case time():
            return time_text(value)
        case timedelta():
            return duration_text(value)
        case _:
            return number_text(value)
