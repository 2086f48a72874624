"""What an old Excel workbook's records tell beside its values: formats, formulas and what is hidden."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from initiatives.files.cell_texts import shown_text
from initiatives.files.compound_files import stream_of
from initiatives.files.number_formats import Shown, built_in, shown_by
from initiatives.files.sheet import Cell, Oddity

_EXCEL_97 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_HIDDEN_ROW = 0x20
_HIDDEN_COLUMN = 0x01


@dataclass
class Told:
    """What the records of one sheet tell."""

    texts: dict[Cell, str] = field(default_factory=dict)  # of numbers and errors, as shown
    odd: list[tuple[Oddity, Cell]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def told_by_records(content: bytes) -> dict[str, Told] | None:
    """For each sheet by its name; None for what is older than Excel 97, or not made as Excel does."""
    stream = stream_of(content, "Workbook")
    if stream is None:
        return None
    try:
        return _Workbook(stream).sheets()
    except (struct.error, IndexError):
        return None


class _Workbook:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._formats: dict[int, Shown] = {}
        self._styles: list[int] = []
        self._is_from_1904 = False

    def sheets(self) -> dict[str, Told] | None:
        places: dict[str, int] = {}
        for kind, said in _records(self._stream, 0):
            match kind:
                case 0x0809 if struct.unpack_from("<H", said)[0] != _EXCEL_97:
                    return None
                case 0x0022:
                    self._is_from_1904 = said[:2] == b"\x01\0"
                case 0x041E:
                    self._formats[struct.unpack_from("<H", said)[0]] = shown_by(
                        _text(said[2:], length=2)
                    )
                case 0x00E0:
                    self._styles.append(struct.unpack_from("<H", said, 2)[0])
                case 0x0085:
                    places[_text(said[6:], length=1)] = struct.unpack_from("<I", said)[0]
        return {name: self._told(place) for name, place in places.items()}

    def _told(self, place: int) -> Told:
        told = Told()
        for kind, said in _records(self._stream, place):
            match kind:
                case 0x0203:
                    self._number(told, said, struct.unpack_from("<d", said, 6)[0])
                case 0x027E:
                    self._number(told, said, _packed(said, 6))
                case 0x00BD:
                    self._numbers(told, said)
                case 0x0006:
                    self._formula(told, said)
                case 0x0205 if said[7]:
                    self._error(told, said, said[6])
                case 0x0208 if struct.unpack_from("<I", said, 12)[0] & _HIDDEN_ROW:
                    row = struct.unpack_from("<H", said)[0] + 1
                    told.hidden_rows.append((row, row))
                case 0x007D if struct.unpack_from("<H", said, 8)[0] & _HIDDEN_COLUMN:
                    first, last = struct.unpack_from("<HH", said)
                    told.hidden_columns.append((first + 1, last + 1))
        return told

    def _number(self, told: Told, said: bytes, value: float) -> None:
        self._put(told, _cell(said), struct.unpack_from("<H", said, 4)[0], value)

    def _numbers(self, told: Told, said: bytes) -> None:
        row, first = struct.unpack_from("<HH", said)
        for across in range((len(said) - 6) // 6):
            style = struct.unpack_from("<H", said, 4 + across * 6)[0]
            value = _packed(said, 6 + across * 6)
            self._put(told, (row + 1, first + across + 1), style, value)

    def _formula(self, told: Told, said: bytes) -> None:
        told.odd.append(("formula", _cell(said)))
        if said[12:14] != b"\xff\xff":
            self._number(told, said, struct.unpack_from("<d", said, 6)[0])
        elif said[6] == 2:  # its result is an error
            self._error(told, said, said[8])

    def _error(self, told: Told, said: bytes, code: int) -> None:
        told.texts[_cell(said)] = _ERRORS.get(code, "#VALUE!")
        told.odd.append(("error", _cell(said)))

    def _put(self, told: Told, cell: Cell, style: int, value: float) -> None:
        number = self._styles[style]
        shown = self._formats.get(number) or built_in(number)
        try:
            told.texts[cell] = shown_text(value, shown, from_1904=self._is_from_1904)
        except (ValueError, OverflowError):
            return
        if shown in {"month", "day and month"}:
            told.odd.append((shown, cell))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place to the end of what begins there, without what it holds of charts."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        said = stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += {0x0809: 1, 0x000A: -1}.get(kind, 0)
        if depth == 1:
            yield kind, said
        if depth == 0:
            return


def _cell(said: bytes) -> Cell:
    row, column = struct.unpack_from("<HH", said)
    return row + 1, column + 1


def _packed(said: bytes, at: int) -> float:
    """A number in four bytes: the higher half of a float or a whole number, perhaps a hundredfold."""
    packed = struct.unpack_from("<i", said, at)[0]
    if packed & 2:
        value = float(packed >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]
    return value / 100 if packed & 1 else value


def _text(said: bytes, *, length: int) -> str:
    """A text after its length in one or two bytes and a byte that tells how its letters are kept."""
    count = int.from_bytes(said[:length], "little")
    letters = said[length + 1 :]
    if said[length] & 1:
        return letters[: count * 2].decode("utf-16-le", "replace")
    return letters[:count].decode("latin-1")
