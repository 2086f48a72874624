"""Reads the cells of one sheet of an Excel workbook as its XML streams by."""

import re
from collections.abc import Sequence

from initiatives.files.cell_texts import iso_moment, moment_text, shown_text
from initiatives.files.contents import CannotBeRead
from initiatives.files.kinds import DAMAGED
from initiatives.files.number_formats import Shown
from initiatives.files.plain_text import unescaped
from initiatives.files.sheet import Range, Sheet
from initiatives.files.xml_parts import Attributes, local

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,9})\$?([0-9]{1,20})")
_TRUE = {"1", "true"}


class SheetReader:
    """Puts what a sheet's XML says into a `Sheet`, with what Excel shows and what it hides."""

    def __init__(
        self, sheet: Sheet, shared: Sequence[str], shown: Sequence[Shown], *, is_from_1904: bool
    ) -> None:
        self.sheet, self.shared, self.shown = sheet, shared, shown
        self.is_from_1904 = is_from_1904
        self.row = self.column = 0
        self.cell: Attributes = {}
        self.pieces: list[str] = []
        self.run: list[str] = []  # an escape stands in one run: what runs make together is none
        self.is_collecting = self.is_pronunciation = False
        self.has_formula = self.has_value = False

    def start(self, name: str, said: Attributes) -> None:
        """An element begins."""
        match local(name):
            case "c":
                self._start_cell(said)
            case "v" | "t":
                self.is_collecting = not self.is_pronunciation
            case "is":
                self.has_value = True
            case "f":
                self.has_formula = True
            case "rPh":
                self.is_pronunciation = True
            case "row":
                self.row = _number(said["r"]) if "r" in said else self.row + 1
                self.column = 0
                if said.get("hidden") in _TRUE:
                    self.sheet.hidden_rows.append((self.row, self.row))
            case "col" if said.get("hidden") in _TRUE:
                span = (_number(said.get("min", "")), _number(said.get("max", "")))
                self.sheet.hidden_columns.append(span)
            case "mergeCell":
                self.sheet.room.take(cells=1)
                self.sheet.merged.append(_range(said.get("ref", "")))

    def text(self, piece: str) -> None:
        """Some text of an element."""
        if self.is_collecting:
            self.run.append(piece)

    def end(self, name: str) -> None:
        """An element ends."""
        match local(name):
            case "v":
                self._end_run()
                self.has_value = bool(self.pieces) or self.cell.get("t") == "str"
            case "t":
                self._end_run()
            case "rPh":
                self.is_pronunciation = False
            case "c":
                self._end_cell()

    def _end_run(self) -> None:
        self.is_collecting = False
        if self.run:
            self.pieces.append(unescaped("".join(self.run)))
            self.run.clear()

    def _start_cell(self, said: Attributes) -> None:
        self.cell = said
        self.pieces = []
        self.has_formula = self.has_value = False
        if "r" in said:
            self.row, self.column = _place(said["r"])
        else:
            self.column += 1

    def _end_cell(self) -> None:
        if self.has_value:
            self.sheet.put(self.row, self.column, self._as_text("".join(self.pieces)))
        if self.has_formula:
            self.sheet.mark("formula" if self.has_value else "unsaved", self.row, self.column)

    def _as_text(self, value: str) -> str:
        match self.cell.get("t", "n"):
            case "s":
                return self._shared_text(value)
            case "inlineStr" | "str":
                return value
            case "b":
                return "TRUE" if value.strip() in _TRUE else "FALSE"
            case "e":
                self.sheet.mark("error", self.row, self.column)
                return value
            case "d":
                moment = iso_moment(value)
                return value if moment is None else moment_text(moment)
            case _:
                return self._number_text(value)

    def _shared_text(self, value: str) -> str:
        try:
            return self.shared[_number(value.strip())]
        except IndexError as error:
            raise CannotBeRead(DAMAGED.format(save_as="a new file")) from error

    def _number_text(self, value: str) -> str:
        try:
            number = float(value)
            style = int(self.cell.get("s", "0"))
            shown = self.shown[style] if 0 <= style < len(self.shown) else "number"
            text = shown_text(number, shown, from_1904=self.is_from_1904)
        except (ValueError, OverflowError):
            return value  # what is no number is shown as it stands
        if shown in {"month", "day and month"}:
            self.sheet.mark(shown, self.row, self.column)
        return text


def _place(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise CannotBeRead(DAMAGED.format(save_as="a new file"))
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _range(reference: str) -> Range:
    first, _, last = reference.partition(":")
    return (*_place(first), *_place(last or first))


def _number(digits: str) -> int:
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 20):
        raise CannotBeRead(DAMAGED.format(save_as="a new file"))
    return int(digits)
