"""What is recorded of a text that came back: what somebody typed, without what the spreadsheet did."""

from collections.abc import Iterable
from itertools import groupby

from initiatives.differences import Kind, Part, word_changes
from initiatives.workbook.marks import QUOTES, plain

# Each stands for one character, so that places in a text stay where they are.
_ALIKE = QUOTES | {ord(blank): " " for blank in "\t\xa0\u2002\u2003\u2007\u2009\u202f"}


def cleaned(text: str) -> str:
    """The text with line feeds between its lines, and no blanks at their ends or after the last."""
    lines = text.replace("_x000D_", "\r").replace("\r\r\n", "\n").replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in lines.replace("\r", "\n").split("\n")).strip()


def recorded(typed: str, base: str) -> str:
    """What somebody typed over `base`, with its quotes and blanks wherever the words are the same.

    Spreadsheets change those in the whole text, though a person changed a few words.
    """
    typed = cleaned(typed)
    if plain(typed) == typed and plain(base) == base:
        return typed  # neither has anything that a spreadsheet changes
    changes = word_changes(base.translate(_ALIKE), typed.translate(_ALIKE))
    words, in_base, in_typed = [], 0, 0
    for is_same, group in groupby(changes, lambda part: part.kind is Kind.SAME):
        removed, added = _lengths(group, is_same=is_same)
        was = base[in_base : in_base + removed]
        now = typed[in_typed : in_typed + added]
        words.append(was if is_same or _differ_in_blanks(was, now) else now)
        in_base, in_typed = in_base + removed, in_typed + added
    return "".join(words).strip()


def _lengths(parts: Iterable[Part], *, is_same: bool) -> tuple[int, int]:
    """How many characters of the old and of the new text these parts are."""
    told = list(parts)
    if is_same:
        length = sum(len(part.text) for part in told)
        return length, length
    removed = sum(len(part.text) for part in told if part.kind is Kind.REMOVED)
    return removed, sum(len(part.text) for part in told) - removed


def _differ_in_blanks(was: str, now: str) -> bool:
    """Whether neither has a word, and both as many lines."""
    return not plain(was) and not plain(now) and was.count("\n") == now.count("\n")
