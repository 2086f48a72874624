"""Where the headings of a table stand: below a title, over two lines, or nowhere."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from initiatives.files.contents import Rows
from initiatives.moving_in.headings import in_plain_letters, is_a_month, is_of_a_list, named_by

_LOOKED_AT = 15  # rows from the top; a heading further down heads something else
_LONGEST_SECOND_LINE = 40
_BLANKS_AROUND = 8  # blanks and signs that a repeated heading may have more than the first
_SECOND_LINE = re.compile(
    r"agenc(?:y|ies)|officers?|sources?|measures?|date|by|updates?|partners?|organisations?|list"
    r"|rating|status|body|scale|frame|when|initiative|kps?(?: list)?|q[1-4]|quarter [1-4]"
)


class Head(NamedTuple):
    """The rows that hold headings, and each column's heading on one line."""

    rows: tuple[int, ...]
    headings: tuple[str, ...]


def head(rows: Rows) -> Head | None:
    """The heading of a table by the words in it, or None where no row reads like one."""
    for at, row in enumerate(rows[:_LOOKED_AT]):
        if _reads_like_headings(row):
            return _with_second_line(rows, at)
    return None


def plain_head(rows: Rows) -> Head | None:
    """A first row that stands over the others as headings do, though its words are not known."""
    if len(rows) < 4 or len(rows[0]) < 3:
        return None
    texts = [" ".join(text.split()) for text in rows[0]]
    if len(set(texts)) < len(texts) or not all(map(_could_be_a_heading, texts)):
        return None
    below = [{" ".join(row[at].split()) for row in rows[1:]} for at in range(len(texts))]
    if any(text in column for text, column in zip(texts, below, strict=True)):
        return None
    return Head((0,), tuple(texts))


def repeats(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether every text of the row stands in the heading of its column, and most columns have one."""
    pairs = list(zip(row, headings, strict=False))
    if any(len(text) > len(heading) + _BLANKS_AROUND for text, heading in pairs):
        return False  # most rows, without a look at their words
    said = [
        (in_plain_letters(text), in_plain_letters(heading))
        for text, heading in pairs
        if text.strip()
    ]
    if not said or not all(text and text in heading for text, heading in said):
        return False
    known = sum(1 for heading in headings if heading.strip())
    return 2 * len(said) >= known or all(_SECOND_LINE.fullmatch(text) for text, _ in said)


def are_others(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether the row reads like headings too, one of these among them, of columns in another order."""
    texts = {text.strip().casefold() for text in row}
    texts.discard("")
    known = {heading.casefold() for heading in headings}
    return not texts.isdisjoint(known) and _reads_like_headings(row)


def _reads_like_headings(row: Sequence[str]) -> bool:
    texts = {text.strip() for text in row if text.strip()}
    known = sum(1 for text in texts if named_by(text) and not is_a_month(text))
    of_a_list = sum(1 for text in texts if is_of_a_list(text))
    return max(known, of_a_list) >= 2 and 2 * max(known, of_a_list) >= len(texts)


def _with_second_line(rows: Rows, at: int) -> Head:
    top = tuple(text.strip() for text in rows[at])
    if at + 1 < len(rows) and _goes_on(top, rows[at + 1]):
        return Head((at, at + 1), tuple(map(_joined, top, rows[at + 1])))
    return Head((at,), tuple(" ".join(text.split()) for text in top))


def _goes_on(top: Sequence[str], row: Sequence[str]) -> bool:
    """Whether the row below a heading is its second line: every text in it repeats or ends one."""
    pairs = [(above, text.strip()) for above, text in zip(top, row, strict=True) if text.strip()]
    return bool(pairs) and all(
        len(text) <= _LONGEST_SECOND_LINE
        and (text == above or bool(_SECOND_LINE.fullmatch(in_plain_letters(text))) or _names(text))
        for above, text in pairs
    )


def _names(text: str) -> bool:
    return bool(named_by(text))


def _joined(above: str, below: str) -> str:
    lines = [above] if above == below.strip() else [above, below]
    return " ".join(" ".join(lines).split())


def _could_be_a_heading(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_SECOND_LINE
        and not re.search(r"\d", text)
        and not text.endswith(".")
    )
