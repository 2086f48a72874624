"""The sheet that prints as the committee prints its paper."""

from collections.abc import Iterator
from itertools import accumulate, chain

from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.worksheet import Worksheet

from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.sheet import Cell, Sheet
from reports.document import Report
from reports.renderers.spreadsheet import grid, sections
from reports.renderers.spreadsheet.grid import Grid
from reports.renderers.spreadsheet.pages import paged
from reports.renderers.spreadsheet.strips import Strip
from reports.renderers.spreadsheet.titles import sheet_title

MOST_BREAKS = 1_023  # Excel allows a sheet no more


def write(worksheet: Worksheet, texts: SharedTexts, report: Report) -> Sheet:
    """Fill a worksheet with the whole paper, page by page."""
    worksheet.title = sheet_title(f"{report.slug.replace('-', ' ').capitalize()} {report.year}")
    worksheet.sheet_view.showGridLines = False
    sheet = Sheet(worksheet, texts, title=report.particulars.marked_title, standing=report.standing)
    columns = grid.for_report(report)
    sheet.set_widths(columns.widths)
    pages = paged(_strips(report, columns))
    for strip in chain.from_iterable(pages):
        _write(sheet, strip)
    *ends, _ = accumulate(map(len, pages))
    worksheet.row_breaks = RowBreak(brk=[Break(id=row) for row in ends[:MOST_BREAKS]])
    return sheet


def _strips(report: Report, columns: Grid) -> Iterator[Strip]:
    yield from _head(report, columns)
    yield from sections.of_sections(report.sections, columns)
    yield from sections.set_off(
        sections.prose(report.particulars.closing, columns, sections.CLOSING)
    )


def _head(report: Report, columns: Grid) -> Iterator[Strip]:
    particulars = report.particulars
    prepared_by = f"Prepared by: {particulars.prepared_by}" if particulars.prepared_by else ""
    yield from sections.prose(particulars.mark, columns, sections.MARK)
    yield from sections.prose(report.standing, columns, sections.MARK)
    yield from sections.prose(particulars.strapline, columns, sections.STRAPLINE)
    yield from sections.prose(particulars.title, columns, sections.TITLE)
    for line in (particulars.date_line, prepared_by, particulars.opening, report.note):
        yield from sections.prose(line, columns)


def _write(sheet: Sheet, strip: Strip) -> None:
    row = sheet.add_row(_cells(strip), height=strip.height)
    if strip.heads_columns and not sheet.worksheet.print_title_rows:
        sheet.repeat_on_each_page(row)
    for block in strip.blocks:
        first, last = block.span
        if block.down > 1 or (block.down == 1 and last > first):
            sheet.merge(row, first, to_row=row + block.down - 1, to_column=last)


def _cells(strip: Strip) -> Iterator[Cell]:
    for block in strip.blocks:
        first, last = block.span
        yield first, block.text, block.look
        for column in range(first + 1, last + 1):
            yield column, "", block.look
