"""Files of separated values: .csv, .tsv and .txt, whatever program wrote them."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from initiatives.files.contents import CannotBeRead, FileRead, FileTable, Remark
from initiatives.files.encodings import decoded
from initiatives.files.kinds import EMPTY
from initiatives.files.limits import Room, check_size
from initiatives.files.row_numbers import rows_named

_SEPARATORS = ",;\t|"
_SAMPLE = 500  # rows that tell the separator
_SAID_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)  # Excel's own first line
# Our CSV files have "'" before what a spreadsheet would take for the beginning of a formula.
_GUARDED = re.compile("'(?='*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\n]))")
_LINE_ENDING = re.compile("\r\n?")


class _NotInRows(Exception):
    """A separator with which the quotation marks of a file make no sense, and in which row."""

    def __init__(self, row: int, words: str) -> None:
        super().__init__(words)
        self.row = row


def read(content: bytes, name: str) -> FileRead:
    """The one table of a file; its separator and its letters are found by looking.

    Raises CannotBeRead, in words, for what is no table: nothing, or a text without columns.
    """
    text, is_guess = decoded(content)
    if not text.strip():
        raise CannotBeRead(EMPTY)
    table, ragged = _table(text, name)
    remarks = []
    if is_guess:
        remarks.append(
            Remark(
                "",
                "The file does not say how its letters are written. It was read as Windows-1252: "
                "look at the pound signs, dashes and accents.",
            )
        )
    if ragged:
        remarks.append(
            Remark(
                f"{name}, {rows_named(ragged)}",
                "There are fewer cells here than in the other rows; "
                "blank cells were added at the end.",
            )
        )
    return FileRead((table,), tuple(remarks))


def _table(text: str, name: str) -> tuple[FileTable, list[int]]:
    """The table of a text, and the numbers of its rows that were too short."""
    said = _SAID_SEPARATOR.match(text)
    if said:
        rows = list(_checked(text[said.end() :], said[1], name))
    else:
        rows = list(_checked(text, _separator(text), name))
    width = max((_filled(row) for row in rows), default=0)
    while rows and not _filled(rows[-1]):
        del rows[-1]
    check_size(name, columns=width)
    Room().take(cells=len(rows) * width)
    ragged = [place for place, row in enumerate(rows, start=1) if 0 < len(row) < width]
    padded = (tuple(row[:width]) + ("",) * (width - len(row)) for row in rows)
    return FileTable(name, tuple(padded)), ragged


def _filled(row: list[str]) -> int:
    """How many cells a row has up to its last that says something."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def _checked(text: str, separator: str, name: str) -> Iterator[list[str]]:
    try:
        for count, row in enumerate(_rows(text, separator), start=1):
            check_size(name, rows=count)
            yield row
    except _NotInRows as error:
        raise CannotBeRead(f"{name}, row {error.row}: {error}") from error


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The cells row by row, each with "\\n" in it and without the guard against formulas."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    count = 0
    try:
        for row in reader:
            count += 1
            yield [_unguarded(_LINE_ENDING.sub("\n", cell)) for cell in row]
    except csv.Error as error:
        raise _NotInRows(count + 1, _explained(str(error))) from error


def _unguarded(cell: str) -> str:
    """The cell without the guard; an apostrophe further on is somebody's own."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _explained(error: str) -> str:
    if "expected after" in error:
        return (
            "A quotation mark closes in the middle of a cell. Write a quotation mark within a cell "
            "twice, or save the file again from a spreadsheet program."
        )
    if "field larger" in error:
        return "A cell is too long to be read. A quotation mark in it may never have been closed."
    return (
        "A quotation mark opens here and is never closed. Close it, or save the file again from a "
        "spreadsheet program."
    )


def _separator(text: str) -> str:
    """The separator with which most rows have the same number of cells, and most cells at that."""
    found = {separator: _consistency(text, separator) for separator in _SEPARATORS}
    best = max(found, key=lambda separator: found[separator])
    if found[best][0] > 0.5:
        return best
    if broken := [separator for separator in _SEPARATORS if found[separator] == _BROKEN]:
        return max(broken, key=text.count)  # reading it will say what is wrong, and where
    raise CannotBeRead(
        "No columns can be told in this file: its cells should be separated by commas, semicolons "
        "or tabs, the same in every row. Save it again from a spreadsheet program as CSV or .xlsx."
    )


_BROKEN = (-1.0, 0)


def _consistency(text: str, separator: str) -> tuple[float, int]:
    """The share of rows that have the commonest number of cells, if that is two or more; and it."""
    try:
        sizes = [len(row) for row in islice(_rows(text, separator), _SAMPLE) if any(row)]
    except _NotInRows:
        return _BROKEN
    several = Counter(size for size in sizes if size > 1).most_common(1)
    if not several:
        return 0.0, 0
    size, count = several[0]
    return round(count / len(sizes), 2), size
