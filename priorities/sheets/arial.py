"""How text set in Arial wraps: neither a spreadsheet nor a table of Word says beforehand."""

import math
from collections.abc import Iterator
from functools import lru_cache

# Thousandths of the letter size; a letter that is not listed counts as one of the widest.
_LETTERS = {
    letter: width
    for width, letters in {
        222: "'ijl|",
        278: " !,./:;I[\\]ft\u00a0\u2018\u2019",
        333: "()-`r\u201c\u201d{}",
        389: '"*•°',
        500: "Jcksvxyz^",
        556: "#$0123456789?L_abdeghnopqu–£€àáâäåèéêëñòóôöùúûü",
        611: "FTZ+<=>~",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
    }.items()
    for letter in letters
}
_WIDEST = 1100
_MOST_WORDS = 65_536  # to remember
_BOLD = 1.12  # how much wider bold text runs
_LINE = 1.3  # of the letter size, as Excel spaces its lines
_CLEAR = 2.5  # points between the text and the edges of its cell


@lru_cache(maxsize=4_096)
def height(lines: int, *, size: float) -> float:
    """The points that so many lines need, in steps that every screen can show."""
    return math.ceil((lines * size * _LINE + _CLEAR) / 0.75) * 0.75


def lines_in(points: float, *, size: float) -> int:
    """How many lines a cell so many points high shows."""
    return int((points - _CLEAR) / (size * _LINE) + 1e-6)  # twenty lines may come to 19.999…


def wrap(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """The lines that `text` fills in `width` points; joined together they are the text."""
    room = _room(width, size=size, bold=bold)
    *broken, last = (_lines(paragraph, room) for paragraph in text.split("\n"))
    for lines in broken:
        lines[-1] += "\n"
    return [line for lines in (*broken, last) for line in lines]


def count(text: str, *, width: float, size: float, bold: bool = False) -> int:
    """How many lines `text` fills in `width` points."""
    room = _room(width, size=size, bold=bold)
    return sum(_count(paragraph, room) for paragraph in text.split("\n"))


def longest_word(text: str, *, size: float, bold: bool = False) -> float:
    """The width in points of the longest word."""
    widest = max(map(_widths.__getitem__, text.split()), default=0)
    return widest * size / 1000 * (_BOLD if bold else 1)


def _room(points: float, *, size: float, bold: bool) -> float:
    """So many points in thousandths of the letter size."""
    return points * 1000 / size / (_BOLD if bold else 1)


def _lines(paragraph: str, room: float) -> list[str]:
    lines, used = [""], 0
    for word in _words(paragraph):
        for piece in (word,) if _widths[word] <= room else _cut(word, room):
            wide = _widths[piece]
            if used + wide > room and lines[-1]:
                lines.append("")
                used = 0
            lines[-1] += piece
            used += wide
    return lines


def _count(paragraph: str, room: float) -> int:
    if len(paragraph) * _WIDEST <= room:  # most cells are short; measuring is what takes time
        return 1
    lines, used = 1, 0
    for wide in map(_widths.__getitem__, _words(paragraph)):
        used += wide
        if used > room:
            if wide > room:
                return len(_lines(paragraph, room))
            lines += 1
            used = wide
    return lines


def _words(paragraph: str) -> list[str]:
    """The words, each with the space before it."""
    return paragraph.replace(" ", "\n ").split("\n")  # a paragraph has no line end of its own


def _cut(word: str, room: float) -> Iterator[str]:
    """As much of a word at a time as a line holds."""
    piece, used = "", 0
    for letter in word:
        wide = _widths[letter]
        if piece and used + wide > room:
            yield piece
            piece, used = "", 0
        piece, used = piece + letter, used + wide
    yield piece


class _Widths(dict[str, int]):
    """How wide words are; those met lately are remembered."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[word] = width = sum(_LETTERS.get(letter, _WIDEST) for letter in word)
        return width


_widths = _Widths()
