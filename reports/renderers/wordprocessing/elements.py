"""Paragraphs as Word keeps them: whatever is typed is text in them, never markup."""

from functools import cache

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import SubElement

from priorities.sheets.texts import printable

_SPACE = qn("xml:space")


def child(parent: BaseOxmlElement, tag: str, **attributes: str | int) -> BaseOxmlElement:
    """A new element at the end of its parent, by Word's own names: child(cell, "tcW", w=720)."""
    named = {_name(name): str(value) for name, value in attributes.items()}
    element: BaseOxmlElement = SubElement(parent, _name(tag), named)
    return element


def new(tag: str) -> BaseOxmlElement:
    """An element that stands in nothing yet."""
    return OxmlElement(f"w:{tag}")


@cache
def _name(name: str) -> str:
    return qn(f"w:{name}")


def paragraph(
    text: str, style: str = "", *, kept: bool = False, numbering: int | None = None
) -> BaseOxmlElement:
    """A paragraph of a style; one that is `kept` stays on the page of what comes next.

    `numbering` is the list that a numbered point counts in.
    """
    element = new("p")
    if style or kept or numbering is not None:
        properties = child(element, "pPr")
        if style:
            child(properties, "pStyle", val=style)
        if kept:
            child(properties, "keepNext")
        if numbering is not None:
            of_list = child(properties, "numPr")
            child(of_list, "ilvl", val=0)
            child(of_list, "numId", val=numbering)
    if text:
        write(child(element, "r"), text)
    return element


def write(run: BaseOxmlElement, text: str) -> None:
    """Put a text into a run, with its tabs and line ends."""
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            child(run, "br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                child(run, "tab")
            if piece:
                words = child(run, "t")
                words.text = piece
                words.set(_SPACE, "preserve")  # else Word drops the spaces at the ends
