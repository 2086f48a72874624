"""What stands on a page beside the plan: running heads, page numbers, lines and blanks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from initiatives.files.contents import FileRead, FileText

_PAGE_NUMBER = re.compile(r"(?:page ?:?)? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_PAPER = re.compile(r"(?:appendix|annex|agenda item|page) ?:? ?[a-z0-9]{1,3}\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:plan|report|strategy|review)\b.*\b20\d\d", re.IGNORECASE)
_LONGEST = 160  # characters; more is no running head
_MOST_KNOWN = 12
_ALIKE = 0.6  # of their groups of three letters


def is_page_number(row: Sequence[str]) -> bool:
    """Whether the row is nothing but a page number: "Page: 28 of 38", over however many cells."""
    text = " ".join(" ".join(row).split())
    return bool(_PAGE_NUMBER.fullmatch(text)) and ("age" in text.lower() or "of" in text.lower())


def is_a_line(row: Sequence[str]) -> bool:
    """Whether the row is drawn rather than written: dashes, dots, marks of a tag."""
    texts = [re.sub(r"<[^>]{0,20}>", "", text) for text in row]
    return not any(map(str.isalnum, "".join(texts)))


class RunningHeads:
    """What this file prints over and under its pages, garbled by scanning or not."""

    def __init__(self, read: FileRead) -> None:
        texts = Counter(
            text.text.strip()
            for text in read.blocks
            if isinstance(text, FileText) and len(text.text) <= _LONGEST
        )
        heads = [
            text
            for text, times in texts.most_common()
            if _PAPER.match(text) or _TITLE.search(text) or (times > 1 and len(text) > 12)
        ]
        self._known = [_threes(head) for head in heads[:_MOST_KNOWN]]

    def have(self, row: Sequence[str]) -> bool:
        """Whether the row is one of them, in however many cells it was read."""
        if sum(map(len, row)) > _LONGEST:
            return False
        text = " ".join("".join(row).split())
        if _PAPER.match(text):
            return True
        threes = _threes(text)
        return any(_alike(threes, known) for known in self._known)


def _threes(text: str) -> set[str]:
    letters = re.sub(r"\W", "", text.casefold())
    return {letters[at : at + 3] for at in range(len(letters) - 2)}


def _alike(threes: set[str], known: set[str]) -> bool:
    return len(threes) > 5 and len(threes & known) > _ALIKE * min(len(threes), len(known))


def all_blank(row: Iterable[str]) -> bool:
    """Whether no cell of the row says anything."""
    return not any(map(str.strip, row))
