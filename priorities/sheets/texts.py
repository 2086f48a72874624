"""What people type, made fit for any file without changing what it says."""

import re

LONGEST_TEXT = 32_767  # in UTF-16 units; Excel cuts what is longer

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What XML cannot hold, whatever the form let through.
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDING = re.compile("\r\n?")


class TextTooLong(Exception):
    """A text that an Excel cell cannot hold whole; in words for whoever asked for the file."""


def printable(text: str) -> str:
    """The text with one kind of line ending, and with U+FFFD for what no file can hold."""
    if text.isprintable():  # as nearly every text is that has one line
        return text
    return _UNWRITABLE.sub(_REPLACEMENT, _LINE_ENDING.sub("\n", text))


def whole(text: str, *, reference: str, heading: str) -> str:
    """The text, printable; raises TextTooLong where Excel would cut it without a word."""
    text = printable(text)
    if len(text) > LONGEST_TEXT // 2 and (count := excel_length(text)) > LONGEST_TEXT:
        raise TextTooLong(
            f"{reference or 'A row'}: the text under “{heading}” has {count:,} characters; "
            f"an Excel cell holds {LONGEST_TEXT:,}."
        )
    return text


def excel_length(text: str) -> int:
    """How many characters Excel counts: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
