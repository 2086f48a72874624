"""The flat sheet: one row for each outcome, to sort, filter and count."""

import re
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from priorities.sheets.measures import PAGE_WIDTH, room_for, row_height
from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.sheet import Look, Sheet
from priorities.sheets.texts import printable, whole
from reports.document import Report
from reports.renderers.widths import fitted

HEADING = Look(bold=True, shaded=True, edges=True)
BODY = Look(edges=True)
_REFERENCE_WIDTH, _OTHER_WIDTH = 12.0, 22.0  # in characters, of columns that no table has
_FILTER_BUTTON = 3.0


def write(worksheet: Worksheet, texts: SharedTexts, report: Report) -> Sheet:
    """Fill a worksheet with the report's data, as an Excel table unless there is none."""
    worksheet.title = "Data"
    sheet = Sheet(worksheet, texts, title=report.particulars.marked_title, standing=report.standing)
    headings = _unlike([column.heading for column in report.data_columns])
    widths = _widths(report, headings)
    sheet.set_widths(widths)
    _add_row(sheet, headings, widths, HEADING)
    rows = report.data_rows
    for row in rows:
        _add_row(sheet, _whole(row, headings), widths, BODY)
    sheet.repeat_on_each_page(1)
    worksheet.freeze_panes = "B2"
    if rows:  # Excel refuses a table without any
        worksheet.add_table(_table(report, headings, rows=len(rows) + 1))
    return sheet


def _add_row(sheet: Sheet, texts: Sequence[str], widths: Sequence[float], look: Look) -> None:
    """One outcome keeps one row, however long: Excel shows what is taller when it is opened."""
    cells = [(column, text, look) for column, text in enumerate(texts, start=1)]
    sheet.add_row(cells, height=row_height(cells, widths))


def _whole(texts: Sequence[str], headings: Sequence[str]) -> list[str]:
    return [
        whole(text, reference=texts[0], heading=heading)
        for text, heading in zip(texts, headings, strict=True)
    ]


def _unlike(headings: Sequence[str]) -> list[str]:
    """The headings in one line each, none blank and none twice: Excel "repairs" tables that are."""
    unlike: list[str] = []
    for number, heading in enumerate(headings, start=1):
        name = plain = " ".join(printable(heading).split()) or f"Column {number}"
        taken = {other.casefold() for other in unlike}
        count = 1
        while name.casefold() in taken:
            count += 1
            name = f"{plain} ({count})"
        unlike.append(name)
    return unlike


def _widths(report: Report, headings: Sequence[str]) -> list[float]:
    """The widths the tables give their columns, scaled to what the others leave of a page."""
    shares = {column.field: column.width for table in report.tables for column in table.columns}
    fields = [column.field for column in report.data_columns]
    others = {field: _OTHER_WIDTH for field in fields if field not in shares}
    others["reference"] = _REFERENCE_WIDTH
    shared = sum(shares.get(field, 0) for field in fields)
    room = PAGE_WIDTH - sum(others.values())
    widths = [others.get(field) or shares[field] * room / shared for field in fields]
    return fitted(widths, [room_for(heading, HEADING) + _FILTER_BUTTON for heading in headings])


def _table(report: Report, headings: Sequence[str], *, rows: int) -> Table:
    ref = f"A1:{get_column_letter(len(headings))}{rows}"
    return Table(
        displayName=re.sub(r"\W", "_", f"data_{report.file_stem}", flags=re.ASCII),
        ref=ref,
        # openpyxl would look for these in the cells, and there are none in a shell.
        tableColumns=[
            TableColumn(id=number, name=heading) for number, heading in enumerate(headings, start=1)
        ],
        autoFilter=AutoFilter(ref=ref),
        tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=False),
    )
