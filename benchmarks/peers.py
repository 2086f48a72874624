"""Other ways to write the same cells into an Excel file; each library is met only when it is asked.

All get the same texts and are told what the tracker's own sheet does: text and never formulas,
Arial 10, wrapped, with edges; the headings bold and shaded; the columns as wide.
django-import-export takes no styles, and is spared them.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from io import BytesIO
from typing import Any, NamedTuple


class Cells(NamedTuple):
    """What a sheet holds: texts under headings, in columns so many characters wide."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_BODY = {
    "font_name": "Arial",
    "font_size": 10,
    "border": 1,
    "border_color": "#595959",
    "text_wrap": True,
    "valign": "top",
}
_PADDING = 0.71  # which XlsxWriter adds to every width
_HEADING = {**_BODY, "bold": True, "bg_color": "#E7E6E6"}


def xlsxwriter(cells: Cells) -> bytes:
    """The file as XlsxWriter writes it."""
    from xlsxwriter import Workbook

    file = BytesIO()
    workbook = Workbook(file, {**_TEXT_ONLY, "in_memory": True})
    sheet = workbook.add_worksheet("Data")
    heading, body = workbook.add_format(_HEADING), workbook.add_format(_BODY)
    for column, (text, width) in enumerate(zip(cells.headings, cells.widths, strict=True)):
        sheet.set_column(column, column, width - _PADDING)
        sheet.write_string(0, column, text, heading)
    for number, row in enumerate(cells.rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, body)
    workbook.close()
    return file.getvalue()


def pandas(cells: Cells) -> bytes:
    """The file as pandas writes it, with XlsxWriter as its engine; styles go to whole columns."""
    from pandas import DataFrame, ExcelWriter

    file = BytesIO()
    options = {**_TEXT_ONLY, "in_memory": True}
    with ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        frame = DataFrame(cells.rows, columns=list(cells.headings))
        frame.to_excel(writer, sheet_name="Data", index=False, header=False, startrow=1)
        heading, body = writer.book.add_format(_HEADING), writer.book.add_format(_BODY)
        sheet = writer.sheets["Data"]
        for column, (text, width) in enumerate(zip(cells.headings, cells.widths, strict=True)):
            sheet.set_column(column, column, width - _PADDING, body)
            sheet.write_string(0, column, text, heading)
    return file.getvalue()


def django_import_export(cells: Cells) -> bytes:
    """The file as django-import-export makes it of the rows that a resource gave."""
    from import_export.formats.base_formats import XLSX
    from tablib import Dataset

    file: bytes = XLSX().export_data(Dataset(*cells.rows, headers=cells.headings))
    return file


def installed() -> Mapping[str, Callable[[Cells], bytes]]:
    """Those of them that are there, by name."""
    peers: dict[str, tuple[str, Callable[[Cells], bytes]]] = {
        "XlsxWriter": ("xlsxwriter", xlsxwriter),
        "pandas": ("pandas", pandas),
        "django-import-export": ("import_export", django_import_export),
    }
    return {name: write for name, (module, write) in peers.items() if find_spec(module)}


def styles_of(sheet: Any) -> dict[str, Any]:
    """What can be seen of a sheet's styles, as openpyxl reads them back."""
    seen = {
        cell.coordinate: (
            cell.font.name,
            cell.font.sz,
            bool(cell.font.b),
            cell.fill.fill_type,
            cell.border.left.style,
            cell.alignment.wrap_text,
            cell.alignment.vertical,
        )
        for row in sheet["A1:B2"]
        for cell in row
    }
    widths = [round(dimension.width) for dimension in sheet.column_dimensions.values()]
    return {**seen, "widths": widths}
