"""An update workbook as two programs that did not write it read it back."""

from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from python_calamine import CalamineWorkbook

from initiatives.workbook.columns import REFERENCE
from initiatives.workbook.outcomes_sheet import TITLE


def opened(content: bytes) -> Workbook:
    """The workbook as openpyxl reads it, with looks, locks and checks."""
    return load_workbook(BytesIO(content))


def cell(book: Workbook, reference: str, heading: str) -> Cell:
    """The cell of an initiative's row under a heading of the sheet of outcomes."""
    head, *rows = book[TITLE].iter_rows()
    names = [each.value for each in head]
    [row] = [row for row in rows if row[names.index(REFERENCE)].value == reference]
    return row[names.index(heading)]


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The rows of the sheet of outcomes by their headings, as calamine reads them."""
    head, *rows = (
        CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(TITLE).to_python()
    )
    return [dict(zip(head, row, strict=True)) for row in rows]


def everything_in(content: bytes) -> str:
    """All that is written in any part of the file."""
    with ZipFile(BytesIO(content)) as file:
        return "\n".join(file.read(name).decode() for name in file.namelist())


def part_of(content: bytes, name: str) -> str:
    """One part of the file as it is written: "sheet2.xml"."""
    with ZipFile(BytesIO(content)) as file:
        [path] = [each for each in file.namelist() if each.endswith(f"/{name}")]
        return file.read(path).decode()
