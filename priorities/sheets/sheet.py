"""A worksheet that holds text in the house style, set up for A4 paper."""

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any, NamedTuple, TypeAlias

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.texts import printable

_DIMENSION = re.compile(r"<dimension [^>]*/>")  # of a shell, which is one cell
_NO_ROWS = re.compile(r"<sheetData ?/>|<sheetData></sheetData>")
_THIN, _OPEN = Side(style="thin", color="595959"), Side()


class Look(NamedTuple):
    """How a cell looks; a cell of a table has edges, of which two may be left open."""

    size: int = 10
    bold: bool = False
    shaded: bool = False
    faint: bool = False  # shaded more lightly
    edges: bool = False
    open_above: bool = False
    open_below: bool = False
    indent: int = 0
    low: bool = False  # stands at the foot of its cell, with room above
    typed: bool = False  # somebody types here, even where the sheet is protected


Cell: TypeAlias = tuple[int, str, Look]  # its column, its text, and how it looks


class Sheet:
    """Writes texts and nothing else: whatever is written, no formula, number or error.

    The worksheet is the shell that openpyxl saves: it has everything but the rows. They are kept
    as XML, which takes a tenth of the time, until `filled` puts them in.
    """

    def __init__(
        self, worksheet: Worksheet, texts: SharedTexts, *, title: str, standing: str
    ) -> None:
        self.worksheet = worksheet
        self._texts = texts
        self._rows: list[str] = []
        self._styles: dict[Look, int] = {}
        _set_up_page(worksheet, title, standing)

    def add_row(self, cells: Iterable[Cell], *, height: float, grows: bool = False) -> int:
        """Add a row so many points high and return its number; one that grows does so with its texts.

        The texts are `printable` already; an empty one leaves its cell blank.
        """
        row = len(self._rows) + 1
        fixed = "" if grows else ' customHeight="1"'
        written = [f'<row r="{row}" ht="{height:g}"{fixed}>']
        for column, text, look in cells:
            value = self._texts.cell(text) if text else "/>"
            place = f"{get_column_letter(column)}{row}"
            written.append(f'<c r="{place}" s="{self._style(look)}"{value}')
        self._rows.append("".join([*written, "</row>"]))
        return row

    def filled(self, shell: str) -> str:
        """The part of the file that openpyxl wrote for the worksheet, with the rows in it."""
        before, after = _NO_ROWS.split(_DIMENSION.sub("", shell))
        return "".join([before, "<sheetData>", *self._rows, "</sheetData>", after])

    def merge(self, row: int, column: int, *, to_row: int, to_column: int) -> None:
        """Make one cell of several; each keeps its own edges, so that all four sides show."""
        merged = CellRange(min_row=row, min_col=column, max_row=to_row, max_col=to_column)
        self.worksheet.merged_cells.ranges.add(merged)  # its own add() compares it with all others

    def set_widths(self, widths: Sequence[float]) -> None:
        """Fix the widths of the columns, in characters."""
        for number, width in enumerate(widths, start=1):
            self.worksheet.column_dimensions[get_column_letter(number)].width = round(width, 2)

    def protect(self) -> None:
        """Lock every cell but those for typing, without a password.

        Rows can still be filtered and sorted, and widths and heights changed.
        """
        protection = self.worksheet.protection
        protection.sheet = True
        protection.sort = protection.autoFilter = False  # False is what the sheet does not forbid
        protection.formatColumns = protection.formatRows = False

    def repeat_on_each_page(self, row: int) -> None:
        """Print this row at the head of every later page."""
        self.worksheet.print_title_rows = f"{row}:{row}"

    def _style(self, look: Look) -> int:
        if look not in self._styles:
            self._styles[look] = _style_id(self.worksheet, look)
        return self._styles[look]


def _style_id(worksheet: Worksheet, look: Look) -> int:
    """The number that the workbook knows a look by."""
    cell: Any = WriteOnlyCell(worksheet)
    cell.font = Font(name="Arial", size=look.size, bold=look.bold)
    cell.alignment = Alignment(
        horizontal="left" if look.indent else None,  # without it the indent is not shown
        vertical="bottom" if look.low else "top",
        indent=look.indent,
        wrap_text=True,
    )
    if look.shaded or look.faint:
        cell.fill = PatternFill("solid", fgColor="E7E6E6" if look.shaded else "F3F2F1")
    if look.edges:
        cell.border = Border(
            left=_THIN,
            right=_THIN,
            top=_OPEN if look.open_above else _THIN,
            bottom=_OPEN if look.open_below else _THIN,
        )
    cell.quotePrefix = True  # so that it stays text when somebody edits it
    if look.typed:
        cell.protection = Protection(locked=False)
        cell.number_format = FORMAT_TEXT  # so that "- Held" is no formula, and "3/4" no day
    style_id: int = cell.style_id
    return style_id


def _set_up_page(worksheet: Worksheet, title: str, standing: str) -> None:
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
    worksheet.HeaderFooter.oddHeader = _header(standing)


def _header(standing: str) -> HeaderFooterItem:
    header = HeaderFooterItem()
    part = header.right
    part.font, part.size, part.text = "Arial,Bold", 9, standing or None
    return header


def _footer(title: str) -> HeaderFooterItem:
    footer = HeaderFooterItem()
    for part, text in (
        # Excel allows 255 characters for all parts and their codes; "&" is one, so it is doubled.
        (footer.left, shorten(printable(title), 90, placeholder="…").replace("&", "&&")),
        (footer.right, "Page &P of &N"),
    ):
        part.font, part.size, part.text = "Arial,Regular", 9, text
    return footer
