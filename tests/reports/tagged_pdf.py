"""A PDF file as a screen reader has it: read through its tags, not by where the letters stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PageObject, PdfReader


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
    """The text of each piece of marked content on a page, by its number."""
    texts: dict[int, str] = {}
    open_marks: list[int | None] = []

    def follow(operator, operands, *place):
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if operator == b"BDC" else {}
            open_marks.append(properties.get("/MCID") if isinstance(properties, dict) else None)
        elif operator == b"EMC":
            open_marks.pop()

    def take(text, *place):
        number = next((mark for mark in reversed(open_marks) if mark is not None), None)
        if number is not None:
            texts[number] = texts.get(number, "") + text

    page.extract_text(visitor_operand_before=follow, visitor_text=take)
    # Where a line ends on paper says nothing.
    return {number: text.replace("\n", " ") for number, text in texts.items()}


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
