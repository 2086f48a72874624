"""A table copied from Word, Excel or a web page, and pasted as text."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from initiatives.files.contents import CannotBeRead, FileRead, FileTable, FileText, Remark, Rows
from initiatives.files.limits import Room, check_size
from initiatives.files.row_numbers import rows_named

NAME = "Pasted text"

_HOW_TO = (
    "Select the whole table in Word, in a spreadsheet or on a web page, copy it, and paste it here "
    "without changing it; or upload the file itself."
)
_LINE_ENDING = re.compile("\r\n?")
# A spreadsheet puts a cell that has line breaks in quotation marks and doubles those in it. A quote
# that closes in its own line, or takes in a tab, is somebody's words.
_QUOTED = re.compile(r'(?:(?<=[\t\n])|\A)"((?:[^"\t]|"")*)"(?=[\t\n]|\Z)')
_RULE = re.compile(r"[\s|:+=-]+")  # the line under a heading, drawn with signs
_BREAK = "\x00"  # stands for a line break within a cell while lines are told apart


def read(text: str) -> FileRead:
    """The tables in a pasted text, and the lines outside them.

    Cells are told by tabs; where there is none, by "|" or by wide gaps if every line agrees.
    Raises CannotBeRead with words on how to copy a table.
    """
    text = _LINE_ENDING.sub("\n", text).replace(_BREAK, "")
    if not text.strip():
        raise CannotBeRead(f"Nothing was pasted. {_HOW_TO}")
    if "\t" in text:
        return _by_tabs(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    rows = _by_bars(lines) or _by_gaps(lines)
    if not rows:
        raise CannotBeRead(f"No rows and columns can be told in what was pasted. {_HOW_TO}")
    _check([rows])
    return FileRead((FileTable(NAME, rows),))


def _by_tabs(text: str) -> FileRead:
    """Lines with tabs in them are rows; the others are paragraphs, and end a table."""
    blocks: list[FileTable | FileText] = []
    tables: list[Rows] = []
    room = Room()
    remarks: list[Remark] = []
    for has_cells, lines in groupby(_lines(text), key=lambda line: "\t" in line):
        if not has_cells:
            for line in filter(None, map(str.strip, lines)):
                room.take(paragraphs=1)
                blocks.append(FileText(line))
            continue
        rows, ragged = _rectangular((line.split("\t") for line in lines), room)
        tables.append(rows)
        name = NAME if len(tables) == 1 else f"{NAME}, table {len(tables)}"
        blocks.append(FileTable(name, rows))
        if ragged:
            remarks.append(_on_ragged(f"{name}, {rows_named(ragged)}"))
    _check(tables)
    return FileRead(tuple(blocks), tuple(remarks))


def _on_ragged(place: str) -> Remark:
    return Remark(
        place,
        "There are fewer cells here than in the other rows; blank cells were added at the end. "
        "A cell of several paragraphs may have come apart when it was copied: compare it, or upload "
        "the file itself.",
    )


def _lines(text: str) -> Iterator[str]:
    """Each line of the text, with the line breaks that stand within a cell still in it."""
    lines = _QUOTED.sub(_in_one_line, text).strip("\n").split("\n")
    return (line.replace(_BREAK, "\n") for line in lines)


def _in_one_line(cell: re.Match[str]) -> str:
    if "\n" not in cell[1]:
        return cell[0]
    return cell[1].replace('""', '"').replace("\n", _BREAK)


def _rectangular(rows: Iterable[list[str]], room: Room) -> tuple[Rows, list[int]]:
    """The rows, all of one length, and the numbers of those that were too short.

    Only a table within bounds is filled up: one long row could make every other as long.
    """
    cells = [[cell.strip() for cell in row] for row in rows]
    width = max(map(len, cells))
    check_size(NAME, rows=len(cells), columns=width)
    room.take(cells=len(cells) * width)
    ragged = [number for number, row in enumerate(cells, start=1) if len(row) < width]
    return tuple((*row, *[""] * (width - len(row))) for row in cells), ragged


def _by_bars(lines: list[str]) -> Rows | None:
    lines = [line for line in lines if not _RULE.fullmatch(line)]
    if all(len(line) > 1 and line[0] == line[-1] == "|" for line in lines):
        lines = [line[1:-1] for line in lines]
    return _agreeing([[cell.strip() for cell in line.split("|")] for line in lines])


def _by_gaps(lines: list[str]) -> Rows | None:
    return _agreeing([re.split(r" {2,}", line) for line in lines])


def _agreeing(rows: list[list[str]]) -> Rows | None:
    """The rows if there are two or more, all of one length, which is two or more."""
    if len(rows) < 2 or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        return None
    return tuple(map(tuple, rows))


def _check(tables: list[Rows]) -> None:
    for rows in tables:
        check_size(NAME, columns=len(rows[0]))
    check_size(NAME, rows=sum(map(len, tables)))
    Room().take(cells=sum(len(rows) * len(rows[0]) for rows in tables))
