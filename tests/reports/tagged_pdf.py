"""A PDF file as a screen reader has it: read through its tags, not by where the letters stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf._cmap import get_encoding


@dataclass
class Tag:
    """One element of the structure: its name ("H1", "Table", "TD"), and tags and texts within it."""

    name: str
    inside: list["Tag | str"] = field(default_factory=list)
    row_span: int = 1

    @property
    def text(self) -> str:
        """All its words in reading order; paragraphs and points of a list on lines of their own."""
        return "".join(_lines(self)).strip()

    def find(self, *names: str) -> "Iterator[Tag]":
        """Every tag of those names within it, in reading order."""
        for part in self.inside:
            if isinstance(part, Tag):
                if part.name in names:
                    yield part
                yield from part.find(*names)


def structure(file: bytes) -> Tag:
    """The root of the file's tags, with all the text that is in them."""
    reader = PdfReader(BytesIO(file))
    words = [_marked(page) for page in reader.pages]
    pages = {page.indirect_reference.idnum: words[n] for n, page in enumerate(reader.pages)}
    root = Tag("StructTreeRoot")
    _fill(root, reader.root_object["/StructTreeRoot"]["/K"], pages, {})
    return root


def tables(file: bytes) -> list[list[list[str]]]:
    """The tables as rows of texts, headings first; a cell that spans rows stands in each of them."""
    return [list(_rows(table)) for table in structure(file).find("Table")]


def _rows(table: Tag) -> Iterator[list[str]]:
    spanning, left = "", 0
    for row in table.find("TR"):
        cells = list(row.find("TH", "TD"))
        texts = [cell.text for cell in cells]
        if left:
            texts, left = [spanning, *texts], left - 1
        elif cells[0].row_span > 1:
            spanning, left = texts[0], cells[0].row_span - 1
        yield texts


def _lines(tag: Tag) -> Iterator[str]:
    for part in tag.inside:
        if isinstance(part, str):
            yield part
        elif part.name != "Lbl":  # the bullet or number of a point
            yield from ("\n", *_lines(part)) if part.name in {"P", "LI"} else _lines(part)


def _marked(page: PageObject) -> dict[int, str]:
    """The text of each piece of marked content on a page, by its number.

    Where one glyph stands for several texts, the file says which is meant: that is what is read.
    """
    texts: dict[int, str] = {}
    open_marks: list[dict] = []
    fonts = page["/Resources"].get("/Font", {})
    letters_of = {name: get_encoding(font.get_object())[1] for name, font in fonts.items()}
    letters: dict = {}
    for operands, operator in page.get_contents().operations:
        said = ""
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if operator == b"BDC" else {}
            open_marks.append(properties if isinstance(properties, dict) else {})
            said = open_marks[-1].get("/ActualText", "")
        elif operator == b"EMC":
            open_marks.pop()
        elif operator == b"Tf":
            letters = letters_of[operands[0]]
        elif operator == b"ET":
            said = " "  # where a line ends on paper says nothing
        elif operator in {b"Tj", b"TJ"} and not any("/ActualText" in mark for mark in open_marks):
            said = "".join(_letters(operands[0], letters))
        number = next((mark["/MCID"] for mark in reversed(open_marks) if "/MCID" in mark), None)
        if number is not None:
            texts[number] = texts.get(number, "") + said
    return texts


def _letters(shown, letters: dict) -> Iterator[str]:
    """What the glyphs stand for, each of them two bytes."""
    for piece in shown if isinstance(shown, list) else [shown]:
        if isinstance(piece, str | bytes):
            codes = piece if isinstance(piece, bytes) else piece.original_bytes
            for place in range(0, len(codes), 2):
                code = codes[place : place + 2].decode("utf-16-be", "surrogatepass")
                yield letters.get(code, "")


def _fill(tag: Tag, kids, pages, words) -> None:
    kids = kids.get_object()
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, int):
            tag.inside.append(words.get(kid, ""))
            continue
        own = pages[kid.raw_get("/Pg").idnum] if "/Pg" in kid else words
        if kid.get("/Type") == "/MCR":
            tag.inside.append(own.get(kid["/MCID"], ""))
        elif "/S" in kid:
            part = Tag(kid["/S"].removeprefix("/"), row_span=_row_span(kid))
            tag.inside.append(part)
            if "/K" in kid:
                _fill(part, kid["/K"], pages, own)


def _row_span(kid) -> int:
    attributes = kid["/A"].get_object() if "/A" in kid else []
    several = attributes if isinstance(attributes, list) else [attributes]
    spans = (each.get_object().get("/RowSpan", 1) for each in several)
    return max(spans, default=1)
