"""What a paragraph has from its style: whether it is a heading, bold, or a point of a list."""

from typing import NamedTuple

from lxml import etree

from initiatives.files.wordprocessing.names import child, is_on, named, number, val

_MAX_CHAIN = 20  # styles based on each other; Word itself allows eleven
_BODY = 9  # the outline level that means none


class Style(NamedTuple):
    """What the tables and texts of a plan need of a style."""

    is_heading: bool = False
    is_bold: bool = False
    list_number: str = ""
    list_level: int = 0


class Styles:
    """The styles of a document, looked up by their ids."""

    def __init__(self, part: etree._Element | None) -> None:
        self._elements = {
            val(each, "styleId"): each
            for each in (() if part is None else part)
            if named(each) == "style"
        }
        self._default = next(
            (
                style
                for style, each in self._elements.items()
                if val(each, "type") == "paragraph" and val(each, "default") in {"1", "true", "on"}
            ),
            "",
        )
        self._known: dict[str, Style] = {}

    def of(self, properties: etree._Element | None) -> Style:
        """The style that the properties of a paragraph name."""
        style = val(child(properties, "pStyle")) or self._default
        if style not in self._known:
            self._known[style] = self._read(style)
        return self._known[style]

    def _read(self, style: str) -> Style:
        """The style with what it has from those it is based on; the nearest word counts."""
        chain: list[etree._Element] = []
        element = self._elements.get(style)
        while element is not None and len(chain) < _MAX_CHAIN:
            chain.append(element)
            element = self._elements.get(val(child(element, "basedOn")))
        bold = (child(each, "rPr", "b") for each in chain)
        lists = [
            found
            for each in chain
            if (found := child(each, "pPr", "numPr")) is not None
            and child(found, "numId") is not None
        ]
        return Style(
            is_heading=any(map(_is_heading, chain)),
            is_bold=is_on(next((each for each in bold if each is not None), None)),
            list_number=val(child(lists[0], "numId")) if lists else "",
            list_level=number(child(lists[0], "ilvl")) if lists else 0,
        )


def _is_heading(style: etree._Element) -> bool:
    name = val(child(style, "name")).lower()
    return (
        name.startswith("heading ")
        or name in {"title", "subtitle"}
        or has_outline_level(child(style, "pPr"))
    )


def has_outline_level(properties: etree._Element | None) -> bool:
    """Whether a paragraph's properties put it into the outline of the document."""
    level = child(properties, "outlineLvl")
    return level is not None and number(level, otherwise=_BODY) < _BODY
