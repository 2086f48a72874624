"""A worksheet that holds text in the house style, set up for A4 paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.renderers.spreadsheet.texts import as_typed, printable

_THIN, _OPEN = Side(style="thin", color="595959"), Side()


@dataclass(frozen=True)
class Look:
    """How a cell looks; a cell of a table has edges, of which two may be left open."""

    size: int = 10
    bold: bool = False
    shaded: bool = False
    edges: bool = False
    open_above: bool = False
    open_below: bool = False
    indent: int = 0
    low: bool = False  # stands at the foot of its cell, with room above


class Sheet:
    """Writes texts and nothing else: whatever is written, no formula, number or error."""

    def __init__(self, worksheet: Worksheet, *, title: str) -> None:
        self.worksheet = worksheet
        self._styles: dict[Look, StyleArray] = {}
        _set_up_page(worksheet, title)

    def write(self, row: int, column: int, text: str, look: Look) -> None:
        """Put `text`, already `printable`, into a cell; an empty text leaves the cell blank."""
        cell: Any = self.worksheet.cell(row, column, as_typed(text) or None)
        if text:
            cell.data_type = "s"  # "=..." is a partner's words, never a formula
        cell._style = self._style(look)  # sharing the array costs a third of assigning fonts

    def merge(self, row: int, column: int, *, to_row: int, to_column: int) -> None:
        """Make one cell of several; each keeps its own edges, so that all four sides show."""
        merged = CellRange(min_row=row, min_col=column, max_row=to_row, max_col=to_column)
        self.worksheet.merged_cells.ranges.add(merged)  # its own add() compares it with all others

    def set_height(self, row: int, height: float) -> None:
        """Fix the height of a row, in points."""
        self.worksheet.row_dimensions[row].height = height

    def set_widths(self, widths: Sequence[float]) -> None:
        """Fix the widths of the columns, in characters."""
        for number, width in enumerate(widths, start=1):
            self.worksheet.column_dimensions[get_column_letter(number)].width = round(width, 2)

    def repeat_on_each_page(self, row: int) -> None:
        """Print this row at the head of every later page."""
        self.worksheet.print_title_rows = f"{row}:{row}"

    def _style(self, look: Look) -> StyleArray:
        if look not in self._styles:
            self._styles[look] = _style(self.worksheet, look)
        return self._styles[look]


def _style(worksheet: Worksheet, look: Look) -> StyleArray:
    cell: Any = Cell(worksheet, row=1, column=1)
    cell.font = Font(name="Arial", size=look.size, bold=look.bold)
    cell.alignment = Alignment(
        horizontal="left" if look.indent else None,  # without it the indent is not shown
        vertical="bottom" if look.low else "top",
        indent=look.indent,
        wrap_text=True,
    )
    if look.shaded:
        cell.fill = PatternFill("solid", fgColor="E7E6E6")
    if look.edges:
        cell.border = Border(
            left=_THIN,
            right=_THIN,
            top=_OPEN if look.open_above else _THIN,
            bottom=_OPEN if look.open_below else _THIN,
        )
    cell.quotePrefix = True  # so that it stays text when somebody edits it
    style: StyleArray = cell._style
    return style


def _set_up_page(worksheet: Worksheet, title: str) -> None:
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_margins = PageMargins(
        left=0.5, right=0.5, top=0.5, bottom=0.6, header=0.3, footer=0.3
    )
    worksheet.print_options.horizontalCentered = True
    worksheet.HeaderFooter.oddFooter = _footer(title)


def _footer(title: str) -> HeaderFooterItem:
    footer = HeaderFooterItem()
    for part, text in (
        # Excel allows 255 characters for all parts and their codes; "&" is one, so it is doubled.
        (footer.left, shorten(printable(title), 90, placeholder="…").replace("&", "&&")),
        (footer.right, "Page &P of &N"),
    ):
        part.font, part.size, part.text = "Arial,Regular", 9, text
    return footer
