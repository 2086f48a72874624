"""What stands on a page beside the plan: running heads, page numbers, repeated headings, blanks."""

import re
from collections import Counter
from collections.abc import Sequence

from initiatives.files.contents import FileRead, FileText
from initiatives.moving_in.decisions import Shape
from initiatives.moving_in.finding import Found
from initiatives.moving_in.heads import are_others, repeats
from initiatives.moving_in.judging import Judged, doubtful
from initiatives.moving_in.sentences import bare

_PAGE_NUMBER = re.compile(r"(?:page ?:? ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_PAPER = re.compile(
    r"(?:(?:appendix|annex|agenda item) ?:? ?(?:[a-z]|\d{1,3})|page ?:? ?\d{1,4})\b", re.IGNORECASE
)
_TITLE = re.compile(r"\b(?:plan|report|strategy|review)\b.*\b20\d\d", re.IGNORECASE)
_TOTAL = re.compile(r"(?:(?:grand|sub|overall)[ -]?)?totals?\W*", re.IGNORECASE)
_FIGURE = re.compile(r"[£$€]?\s*-?\d[\d,.]*\s*[%k]?", re.IGNORECASE)
_LONGEST = 160  # characters; more is no running head
_MOST_KNOWN = 12
_ALIKE = 0.6  # of their groups of three letters


def beside_the_plan(
    number: int, cells: Sequence[str], found: Found, running: "RunningHeads"
) -> Judged | None:
    """Why a row is no part of any initiative, or None."""
    text = " ".join(" ".join(cells).split())
    if not text:
        why = "The row is blank."
    elif number in found.head_rows:
        why = "It holds the headings of the columns."
    elif _PAGE_NUMBER.fullmatch(text):
        why = "Nothing but the number of a page or a row stands in it."
    elif not any(map(bare, cells)):
        why = "No letter or figure stands in it."
    elif repeats(cells, found.headings):
        why = "It repeats the headings of the columns."
    elif are_others(cells, found.headings):
        why = (
            "It reads like headings of other columns than those above. The rows below it are read by "
            "those above: if they are wrong, put them into a table of their own and send that again."
        )
        return doubtful(Shape.FURNITURE, why)
    elif _adds_up(cells):
        return doubtful(Shape.FURNITURE, "It adds up the figures of the rows above.")
    elif running.have(cells):
        why = "It reads like the running head or foot of a page."
        return Judged(Shape.FURNITURE, why, is_doubtful=_says_several_things(cells))
    else:
        return None
    return Judged(Shape.FURNITURE, why)


def _says_several_things(cells: Sequence[str]) -> bool:
    """Whether its texts are an initiative's as well: no single line that was cut up inside its words."""
    texts = list(dict.fromkeys(filter(None, map(str.strip, cells))))
    return len(texts) > 1 and all(text[0].isupper() for text in texts[1:])


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether the row says it is a total, and nothing but figures stand beside that."""
    said, *others = [text for text in map(str.strip, cells) if text]
    return bool(_TOTAL.fullmatch(said)) and all(map(_FIGURE.fullmatch, filter(bare, others)))


def above_headings(number: int, found: Found) -> Judged | None:
    """What a row above the headings is: the title of the table, as far as anybody can tell."""
    if found.head_rows and number < found.head_rows[0]:
        return doubtful(Shape.FURNITURE, "It stands above the headings of the columns.")
    return None


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
        threes = _threes(text) if self._known else set()
        return bool(_PAPER.match(text)) or any(_alike(threes, known) for known in self._known)


def _threes(text: str) -> set[str]:
    letters = re.sub(r"\W", "", text.casefold())
    return {letters[at : at + 3] for at in range(len(letters) - 2)}


def _alike(threes: set[str], known: set[str]) -> bool:
    return len(threes & known) > _ALIKE * max(len(threes), len(known), 5)
