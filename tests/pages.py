"""Reading an answer as its reader has it: the rows of its tables, the fields of its form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

from tests.govuk.tree import Tree, text_of


def words_of(response: HttpResponse) -> str:
    """Every word of a page, in order, without its mark-up."""
    return text_of(("", {}, _read(response).root))


def tables_of(response: HttpResponse) -> list[list[list[str]]]:
    """The tables of a page as rows of texts, headings included.

    A cell that spans rows stands in each of them; points of a list begin with "• " on lines of their own.
    """
    return [list(_rows(table)) for table in _read(response).find("table")]


def _read(response: HttpResponse) -> Tree:
    """The page without the elements that stand inside words: an abbreviation is part of its text."""
    return Tree(re.sub("</?abbr[^>]*>", "", response.content.decode()))


def _rows(table: tuple) -> Iterator[list[str]]:
    spanning, left = "", 0
    for row in _inside(table, "tr"):
        cells = [cell for cell in row[2] if cell[0] in {"th", "td"}]
        texts = [_lines(cell) for cell in cells]
        if left:
            texts, left = [spanning, *texts], left - 1
        elif rows := int(cells[0][1].get("rowspan", "1")) - 1:
            spanning, left = texts[0], rows
        yield texts


def _lines(cell: tuple) -> str:
    blocks = list(_inside(cell, "p", "li"))
    if not blocks:
        return text_of(cell)
    return "\n".join(("• " if block[0] == "li" else "") + text_of(block) for block in blocks)


def _inside(element: tuple, *tags: str) -> Iterator[tuple]:
    for child in element[2]:
        if isinstance(child, tuple):
            if child[0] in tags:
                yield child
            yield from _inside(child, *tags)


@dataclass
class Form:
    """A form of a page: where and how it is sent, and what it holds.

    `names` are those of all its controls, `hidden` of those nobody sees, `boxes` of those one types
    into, and `refused` of those marked as wrong.
    """

    address: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    boxes: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)


def forms_of(response: HttpResponse) -> list[Form]:
    """The forms of a page, each with what a browser would send were it sent untouched."""
    reader = _Forms()
    reader.feed(response.content.decode())
    return reader.forms


def form_of(response: HttpResponse) -> dict[str, str | list[str]]:
    """What a browser would send from the page's own form, were it sent untouched."""
    [form] = [
        form
        for form in forms_of(response)
        if "csrfmiddlewaretoken" in form.fields and len(form.fields) > 1
    ]
    return {name: values if len(values) > 1 else values[0] for name, values in form.fields.items()}


_TYPED_INTO = {"text", "email", "password", "number", "search", "date", "url", "tel"}


class _Forms(HTMLParser):
    """`forms` holds each form with its fields by name, each with a list of its values."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._textarea = self._select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append(Form(given.get("action") or "", given.get("method") or "get"))
        elif self.forms and given.get("name"):
            self._name(tag, given)
        if tag == "input" and given.get("type") not in {"submit", "checkbox", "radio", "button"}:
            self._add(given.get("name"), given.get("value") or "")
        elif tag == "input" and "checked" in given:
            self._add(given.get("name"), given.get("value", "on"))
        elif tag == "textarea":
            self._textarea = given["name"]
            self._add(self._textarea, "")
        elif tag == "select":
            self._select = given.get("name") or ""
        elif tag == "option" and "selected" in given:
            self._add(self._select, given["value"])

    def _name(self, tag, given):
        form, name, kind = self.forms[-1], given["name"], given.get("type", "text")
        form.names.add(name)
        if kind in {"hidden", "submit"} or tag == "button":
            form.hidden.add(name)
        elif tag == "textarea" or (tag == "input" and kind in _TYPED_INTO):
            form.boxes.add(name)
        if given.get("aria-invalid") == "true":
            form.refused.add(name)

    def handle_endtag(self, tag):
        if tag == "textarea":
            texts = self.forms[-1].fields[self._textarea]
            texts[-1] = texts[-1].removeprefix("\n")  # HTML drops the first line break there
            self._textarea = ""

    def handle_data(self, data):
        if self._textarea:
            self.forms[-1].fields[self._textarea][-1] += data

    def _add(self, name, value):
        if name:
            self.forms[-1].fields.setdefault(name, []).append(value)
