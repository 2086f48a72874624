"""What each kind of file of a paper says, read back by another program than the one that wrote it."""

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO

from docx import Document
from docx.table import Table as WordTable
from openpyxl import load_workbook

from tests.reports import tagged_pdf

Rows = list[list[str]]


def squeezed(text: str) -> str:
    """The words of a text: how they are laid out, and what marks a point of a list, says nothing."""
    lines = (line.strip().removeprefix("• ").removeprefix("- ") for line in text.splitlines())
    return " ".join(" ".join(lines).split())


def run_together(rows: Rows) -> Rows:
    """The words without spaces, for where the end of a line cannot be told from a space."""
    return [["".join(squeezed(text).split()) for text in row] for row in rows]


def words(rows: Rows) -> Rows:
    return [[squeezed(text) for text in row] for row in rows]


def printed_in_word(file: bytes) -> list[Rows]:
    """The tables of a Word file; a cell that spans rows stands in each of them."""
    return [list(_rows_of(table)) for table in Document(BytesIO(file)).tables]


def _rows_of(table: WordTable) -> Iterator[list[str]]:
    for row in table.rows:
        yield [cell.text for cell in row.cells]


def printed_in_pdf(file: bytes) -> list[Rows]:
    """The tables of a PDF file, as its tags tell a screen reader."""
    return tagged_pdf.tables(file)


def columns_printed_in_excel(file: bytes) -> list[str]:
    """What stands in each column of the sheet to print, all its cells run together without spaces."""
    sheet = load_workbook(BytesIO(file)).worksheets[0]
    return [
        "".join("".join(str(cell.value or "") for cell in column).split())
        for column in sheet.columns
    ]


def texts_printed_in_excel(file: bytes) -> list[str]:
    """Every text of the sheet to print."""
    sheet = load_workbook(BytesIO(file)).worksheets[0]
    return [str(cell.value) for row in sheet for cell in row if cell.value is not None]


def data_in_excel(file: bytes) -> Rows:
    """The flat data, headings first; a blank cell is ""."""
    sheet = load_workbook(BytesIO(file))["Data"]
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def data_in_csv(file: bytes) -> Rows:
    """The flat data, field names first, without the sign that keeps a text from being a formula."""
    read = csv.reader(StringIO(file.decode("utf-8-sig"), newline=""))
    return [[_unguarded(text) for text in row] for row in read]


def data_in_json(file: bytes) -> Rows:
    """The flat data, field names first."""
    paper = json.loads(file)
    names = [field["name"] for field in paper["fields"]]
    return [names, *([row[name] for name in names] for row in paper["rows"])]


def _unguarded(text: str) -> str:
    return text[1:] if re.match(r"'+(\s*[=+\-@]|[\t\n])", text) else text
