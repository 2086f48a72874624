"""A Word table as a grid: merged cells say their text once, in their first place."""

from lxml import etree

from initiatives.files.contents import FileTable, Rows
from initiatives.files.limits import Room, check_size
from initiatives.files.wordprocessing import remarks
from initiatives.files.wordprocessing.names import child, named, number, unwrapped, val
from initiatives.files.wordprocessing.paragraphs import Paragraphs

_BELOW = {"", "continue"}  # how a cell says that it is merged with the one before it


class Tables:
    """Reads the tables of a document, numbered in their order."""

    def __init__(self, paragraphs: Paragraphs, noted: remarks.Noted, room: Room) -> None:
        self._paragraphs = paragraphs
        self._noted = noted
        self._room = room
        self._count = 0
        self._rows = 0

    def table(self, element: etree._Element) -> FileTable:
        """The next table of the document."""
        self._count += 1
        name = f"Table {self._count}"
        self._noted.table = name
        rows: list[list[str]] = []
        for row in unwrapped(element):
            if named(row) != "tr":
                continue
            self._noted.row = len(rows) + 1
            if (cells := self._row(row)) is not None:
                rows.append(cells)
                self._rows += 1
                check_size(name, rows=self._rows, columns=len(cells))
        self._noted.table = ""
        width = max(map(len, rows), default=0)
        self._room.take(cells=len(rows) * width)
        return FileTable(name, _rectangular(rows, width))

    def words(self, cell: etree._Element) -> str:
        """The words of a cell: a line for each paragraph, and for each row of a table within it."""
        lines: list[str] = []
        is_open = False
        for each in unwrapped(cell):
            match named(each):
                case "p":
                    text = self._paragraphs.text(each)
                    if is_open:
                        lines[-1] += text
                    else:
                        lines.append(text)
                    is_open = self._paragraphs.goes_on(each)
                case "tbl":
                    self._noted.note(remarks.NESTED)
                    lines += self._nested(each)
                    is_open = False
                case "altChunk":
                    self._noted.note(remarks.OTHER_FILE)
        return "\n".join(line.rstrip() for line in lines).strip()

    def _nested(self, element: etree._Element) -> list[str]:
        rows = (row for row in unwrapped(element) if named(row) == "tr")
        laid_out = (self._row(row) for row in rows)
        return ["\t".join(filter(None, cells)) for cells in laid_out if cells]

    def _row(self, row: etree._Element) -> list[str] | None:
        """The cells of a row in the columns where they stand; None if the row was deleted."""
        properties = child(row, "trPr")
        is_deleted = child(properties, "del") is not None
        if is_deleted or child(properties, "ins") is not None:
            self._noted.note(remarks.TRACKED)
        if is_deleted:
            return None
        cells: list[str] = self._blanks(number(child(properties, "gridBefore")))
        for cell in unwrapped(row):
            if named(cell) != "tc":
                continue
            cells.append(self._said(cell))
            cells += self._blanks(number(child(cell, "tcPr", "gridSpan"), otherwise=1) - 1)
            check_size(self._noted.table, columns=len(cells))
        return cells + self._blanks(number(child(properties, "gridAfter")))

    def _said(self, cell: etree._Element) -> str:
        """The words of a cell, "" for one that goes on with the cell above or before it."""
        properties = child(cell, "tcPr")
        if any(child(properties, mark) is not None for mark in ("cellDel", "cellIns")):
            self._noted.note(remarks.TRACKED)
        words = self.words(cell)  # lists and fields count on even where nothing is shown
        for merge in ("vMerge", "hMerge"):
            mark = child(properties, merge)
            if mark is not None and val(mark) in _BELOW:
                return ""
        return "" if child(properties, "cellDel") is not None else words

    def _blanks(self, count: int) -> list[str]:
        check_size(self._noted.table, columns=count)
        return [""] * count


def _rectangular(rows: list[list[str]], width: int) -> Rows:
    return tuple((*row, *[""] * (width - len(row))) for row in rows)
