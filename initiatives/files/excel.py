"""Reads an Excel workbook (.xlsx): which sheets it has, and what their cells refer to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from initiatives.files.contents import CannotBeRead
from initiatives.files.excel_cells import SheetReader
from initiatives.files.kinds import DAMAGED
from initiatives.files.limits import Room
from initiatives.files.number_formats import Shown, built_in, shown_by
from initiatives.files.plain_text import unescaped
from initiatives.files.relations import related
from initiatives.files.sheet import Sheet
from initiatives.files.unpacking import MOST_PARTS, Parts
from initiatives.files.xml_parts import Attributes, local, stream


@dataclass
class Book:
    """What the sheets of a workbook share."""

    is_from_1904: bool = False
    shared: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)  # by the number of a cell's style


@dataclass(frozen=True)
class _Listed:
    name: str
    relation: str
    is_hidden: bool


def sheets(parts: Parts, workbook: str) -> Iterator[Sheet]:
    """Each work sheet in the order of the part `workbook`; charts and dialogs have no cells."""
    book, room = Book(), Room()
    listed = _listed(parts.read(workbook), book)
    targets = related(parts, workbook)
    for target, kind in targets.values():
        if kind == "sharedStrings" and not book.shared:
            book.shared = _shared(parts.read(target), room)
        elif kind == "styles" and not book.shown:
            book.shown = _shown(parts.read(target))
    for said in listed:
        target, kind = targets.get(said.relation, ("", ""))
        if kind == "worksheet":
            sheet = Sheet(said.name, room, is_hidden=said.is_hidden)
            reader = SheetReader(sheet, book.shared, book.shown, is_from_1904=book.is_from_1904)
            stream(parts.read(target), start=reader.start, end=reader.end, text=reader.text)
            yield sheet


def _listed(part: bytes, book: Book) -> list[_Listed]:
    listed: list[_Listed] = []

    def start(name: str, said: Attributes) -> None:
        if local(name) == "workbookPr":
            book.is_from_1904 = said.get("date1904", "0") in {"1", "true"}
        elif local(name) == "sheet":
            relation = next((said[key] for key in said if key.endswith(":id")), "")
            is_hidden = said.get("state", "visible") != "visible"
            listed.append(_Listed(said.get("name", ""), relation, is_hidden))
            if len(listed) > MOST_PARTS:
                raise CannotBeRead(DAMAGED.format(save_as="a new file"))

    stream(part, start=start)
    return listed


def _shared(part: bytes, room: Room) -> list[str]:
    """The texts that cells refer to by number, without how they are to be pronounced."""
    shared: list[str] = []
    pieces: list[str] = []
    run: list[str] = []  # an escape stands in one run: what runs make together is none
    inside: list[str] = []

    def start(name: str, said: Attributes) -> None:
        inside.append(local(name))

    def end(name: str) -> None:
        match inside.pop():
            case "t":
                pieces.append(unescaped("".join(run)))
                run.clear()
            case "si":
                room.take(cells=1)
                shared.append("".join(pieces))
                pieces.clear()

    def text(piece: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside[-3:]:
            run.append(piece)

    stream(part, start=start, end=end, text=text)
    return shared


def _shown(part: bytes) -> list[Shown]:
    """What a number stands for in each of the styles of cells."""
    own: dict[str, Shown] = {}
    shown: list[Shown] = []
    inside: list[str] = []

    def start(name: str, said: Attributes) -> None:
        inside.append(local(name))
        if inside[-1] == "numFmt":
            own[said.get("numFmtId", "")] = shown_by(said.get("formatCode", ""))
        elif inside[-2:] == ["cellXfs", "xf"]:
            number = said.get("numFmtId", "0")
            shown.append(own.get(number) or built_in(int(number) if number.isdecimal() else 0))

    def end(name: str) -> None:
        inside.pop()

    stream(part, start=start, end=end)
    return shown
