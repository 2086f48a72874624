"""The lines of what people type, for files that have lists of their own."""

from collections.abc import Iterator
from typing import NamedTuple

from priorities.sheets.texts import printable

MARKS = ("• ", "- ")  # a line that begins with one is a point of a list


class Paragraph(NamedTuple):
    """One line of a text without its mark; a point stands in a list."""

    words: str
    is_point: bool


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The printable text line by line, blank lines left out."""
    for line in printable(text).split("\n"):
        mark = next(filter(line.startswith, MARKS), "")
        if words := line.removeprefix(mark).strip():
            yield Paragraph(words, is_point=bool(mark))
