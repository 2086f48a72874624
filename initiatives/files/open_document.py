"""Reads an OpenDocument spreadsheet (.ods), as LibreOffice saves it."""

from collections.abc import Iterator

from initiatives.files.contents import CannotBeRead
from initiatives.files.kinds import PROTECTED
from initiatives.files.limits import Room
from initiatives.files.open_document_cells import OpenDocumentCell, counted
from initiatives.files.open_document_text import TextPieces
from initiatives.files.sheet import Sheet
from initiatives.files.unpacking import Parts
from initiatives.files.xml_parts import Attributes, stream

_MANIFEST = "META-INF/manifest.xml"
_NOT_READ = {  # what stands inside a table, or a cell, and is none of its text
    "office:annotation",
    "office:forms",
    "table:shapes",
    "table:tracked-changes",
    "table:dde-links",
}
_LINKS = (
    "The spreadsheet takes values from other files. In LibreOffice, choose Edit, then Links to "
    "External Files, break the links, save it and upload it again."
)
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_HIDDEN = {"collapse", "filter"}


def sheets(parts: Parts) -> Iterator[Sheet]:
    """Each sheet in its order."""
    if _MANIFEST in parts and b"encryption-data" in parts.read(_MANIFEST):
        raise CannotBeRead(PROTECTED)
    reader = _ContentReader()
    stream(parts.read("content.xml"), start=reader.start, end=reader.end, text=reader.text)
    yield from reader.sheets


class _ContentReader:
    """Follows the one part that has every sheet in it."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._room = Room()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._skipped = 0  # how deep inside what is not read
        self._row = self._column = 0
        self._row_repeat = 1
        self._cells: list[OpenDocumentCell] = []
        self._cell: Attributes | None = None
        self._pieces = TextPieces()

    def start(self, name: str, said: Attributes) -> None:
        """An element begins."""
        if self._skipped or name in _NOT_READ or name.startswith("draw:"):
            self._skipped += 1
        elif name in _CELLS:
            self._cell = said
            self._pieces = TextPieces()
        elif self._cell is not None:
            self._pieces.start(name, said)
        else:
            self._start_outside_cells(name, said)

    def text(self, piece: str) -> None:
        """Some text of an element."""
        if not self._skipped and self._cell is not None:
            self._pieces.text(piece)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif name in _CELLS:
            self._end_cell()
        elif self._cell is not None:
            self._pieces.end(name)
        elif name == "table:table-row" and self.sheets:
            self._end_row()

    def _start_outside_cells(self, name: str, said: Attributes) -> None:
        if name == "style:style":
            self._style = said.get("style:name", "")
        elif name == "style:table-properties" and said.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table:table-source":
            raise CannotBeRead(_LINKS)
        elif name == "table:table":
            is_hidden = said.get("table:style-name", "") in self._hidden_styles
            self.sheets.append(Sheet(said.get("table:name", ""), self._room, is_hidden=is_hidden))
            self._room.take(cells=1)
            self._row = self._column = 0
        elif name == "table:table-column" and self.sheets:
            first, repeat = self._column + 1, counted(said, "columns-repeated")
            self._column += repeat
            if said.get("table:visibility") in _HIDDEN:
                self.sheets[-1].hidden_columns.append((first, self._column))
        elif name == "table:table-row" and self.sheets:
            self._column, self._cells = 0, []
            self._row_repeat = counted(said, "rows-repeated")
            if said.get("table:visibility") in _HIDDEN:
                span = (self._row + 1, self._row + self._row_repeat)
                self.sheets[-1].hidden_rows.append(span)

    def _end_cell(self) -> None:
        said, self._cell = self._cell, None
        if said is not None:
            cell = OpenDocumentCell.read(self._column + 1, said, self._pieces.joined())
            self._column += cell.repeat
            if not cell.is_blank:
                self._cells.append(cell)

    def _end_row(self) -> None:
        """Put the row's cells as often as it is repeated; blank ones cost nothing, however many."""
        first, self._row = self._row + 1, self._row + self._row_repeat
        for row in range(first, self._row + 1):
            for cell in self._cells:
                cell.put(self.sheets[-1], row)
            if not self._cells:
                break
        self._cells = []
