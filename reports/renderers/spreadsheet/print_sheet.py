"""The sheet that prints as the committee prints its paper."""

from collections.abc import Iterator

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Report
from reports.renderers.spreadsheet import grid, sections
from reports.renderers.spreadsheet.grid import Grid
from reports.renderers.spreadsheet.pages import paged
from reports.renderers.spreadsheet.sheet import Sheet
from reports.renderers.spreadsheet.strips import Strip
from reports.renderers.spreadsheet.texts import sheet_title

MOST_BREAKS = 1_023  # Excel allows a sheet no more


def write(worksheet: Worksheet, report: Report) -> None:
    """Fill a worksheet with the whole paper, page by page."""
    worksheet.title = sheet_title(f"{report.slug.replace('-', ' ').capitalize()} {report.year}")
    worksheet.sheet_view.showGridLines = False
    sheet = Sheet(worksheet, title=report.particulars.title)
    columns = grid.for_report(report)
    sheet.set_widths(columns.widths)
    row = 0
    for page in paged(_strips(report, columns)):
        if row > 0 and len(worksheet.row_breaks.brk) < MOST_BREAKS:
            worksheet.row_breaks.append(Break(id=row))
        for strip in page:
            row += 1
            _write(sheet, row, strip)


def _strips(report: Report, columns: Grid) -> Iterator[Strip]:
    yield from _head(report, columns)
    yield from sections.of_sections(report.sections, columns)
    yield from sections.set_off(
        sections.prose(report.particulars.closing, columns, sections.CLOSING)
    )


def _head(report: Report, columns: Grid) -> Iterator[Strip]:
    particulars = report.particulars
    prepared_by = f"Prepared by: {particulars.prepared_by}" if particulars.prepared_by else ""
    yield from sections.prose(particulars.strapline, columns, sections.STRAPLINE)
    yield from sections.prose(particulars.title, columns, sections.TITLE)
    for line in (particulars.date_line, prepared_by, particulars.opening, report.note):
        yield from sections.prose(line, columns)


def _write(sheet: Sheet, row: int, strip: Strip) -> None:
    sheet.set_height(row, strip.height)
    if strip.heads_columns and not sheet.worksheet.print_title_rows:
        sheet.repeat_on_each_page(row)
    for block in strip.blocks:
        first, last = block.span
        sheet.write(row, first, block.text, block.look)
        for column in range(first + 1, last + 1):
            sheet.write(row, column, "", block.look)
        if block.down > 1 or (block.down == 1 and last > first):
            sheet.merge(row, first, to_row=row + block.down - 1, to_column=last)
