"""Prose as the typesetter takes it: paragraphs and lists, cut where a word is wider than its line."""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, TypeAlias

from priorities.sheets import arial
from priorities.sheets.texts import printable
from reports.renderers.texts import paragraphs

Part: TypeAlias = dict[str, Any]  # one paragraph, list, heading or table, as paper.typ reads it

LIST_INDENT = 24.0  # in points
# Where a line may end within a word; what is between has to fit.
_BREAKS = re.compile(r"(?<=[-–—/?&])(?=\D)")
# The byte order mark, which PDF/UA does not allow, gives way to the character that Unicode names for its use.
_IN_A_LINE = str.maketrans({"\t": " ", "\n": " ", "\ufeff": "\N{WORD JOINER}"})
_SPACES = re.compile(r"(\s+)")


def one_line(text: str) -> str:
    """The printable text with nothing in it that ends a line, or that PDF/UA forbids."""
    return printable(text).translate(_IN_A_LINE)


def parts(text: str, *, width: float, size: float) -> list[Part]:
    """The paragraphs and lists of a text."""
    found: list[Part] = []
    for is_list, lines in groupby(paragraphs(text), key=lambda line: line.is_point):
        texts = [line.words for line in lines]
        if is_list:
            found.append(points(texts, width=width, size=size))
        else:
            found += [paragraph(words, width=width, size=size) for words in texts]
    return found


def paragraph(text: str, *, width: float, size: float) -> Part:
    """One paragraph."""
    return {"kind": "words", "words": pieces(text, width=width, size=size)}


def points(texts: Iterable[str], *, width: float, size: float, numbered: bool = False) -> Part:
    """A list."""
    room = width - LIST_INDENT
    return {
        "kind": "numbers" if numbered else "points",
        "points": [pieces(text, width=room, size=size) for text in texts],
    }


def pieces(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """The printable text, cut where it has to go on in a new line and the typesetter sees no place."""
    text = one_line(text)
    if arial.longest_word(text, size=size, bold=bold) <= width:
        return [text]
    found = [""]
    for word in _SPACES.split(text):
        for stretch in _BREAKS.split(word):
            if word.isspace() or arial.longest_word(stretch, size=size, bold=bold) <= width:
                found[-1] += stretch
            else:
                first, *rest = arial.wrap(stretch, width=width, size=size, bold=bold)
                found[-1] += first
                found += rest
    return found
