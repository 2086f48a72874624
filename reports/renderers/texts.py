"""What people type, made fit for any file without changing what it says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

MARKS = ("• ", "- ")  # a line that begins with one is a point of a list

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What XML cannot hold, whatever the form let through.
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDING = re.compile("\r\n?")


class Paragraph(NamedTuple):
    """One line of a text without its mark; a point stands in a list."""

    words: str
    is_point: bool


def printable(text: str) -> str:
    """The text with one kind of line ending, and with U+FFFD for what no file can hold."""
    if text.isprintable():  # as nearly every text is that has one line
        return text
    return _UNWRITABLE.sub(_REPLACEMENT, _LINE_ENDING.sub("\n", text))


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The printable text line by line, blank lines left out: for files that have lists of their own."""
    for line in printable(text).split("\n"):
        mark = next(filter(line.startswith, MARKS), "")
        if words := line.removeprefix(mark).strip():
            yield Paragraph(words, is_point=bool(mark))
