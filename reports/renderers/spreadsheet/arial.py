"""How text set in Arial wraps, since a spreadsheet does not fit a printed row to its text."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

# Thousandths of the letter size; a letter that is not listed counts as one of the widest.
_WIDTHS = {
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
_BOLD = 1.12  # how much wider bold text runs
_LINE = 1.3  # of the letter size, as Excel spaces its lines
_CLEAR = 2.5  # points between the text and the edges of its cell

_WORD = re.compile(r"\s*\S+|\s+")


def height(lines: int, *, size: float) -> float:
    """The points that so many lines need, in steps that every screen can show."""
    return math.ceil((lines * size * _LINE + _CLEAR) / 0.75) * 0.75


def lines_in(points: float, *, size: float) -> int:
    """How many lines a cell so many points high shows."""
    return int((points - _CLEAR) / (size * _LINE) + 1e-6)  # twenty lines may come to 19.999…


def wrap(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """The lines that `text` fills in `width` points; joined together they are the text."""
    room = width * 1000 / size / (_BOLD if bold else 1)
    paragraphs = text.split("\n")
    broken = [f"{paragraph}\n" for paragraph in paragraphs[:-1]] + paragraphs[-1:]
    return [line for paragraph in broken for line in _lines(paragraph, room)]


def longest_word(text: str, *, size: float, bold: bool = False) -> float:
    """The width in points of the longest word."""
    widest = max(map(_width, text.split()), default=0)
    return widest * size / 1000 * (_BOLD if bold else 1)


def _lines(paragraph: str, room: float) -> Iterator[str]:
    if len(paragraph) * _WIDEST <= room:  # most cells are short; measuring is what takes time
        yield paragraph
        return
    start = end = 0
    used = 0
    for word in _WORD.findall(paragraph):
        for piece in (word,) if _width(word) <= room else _pieces(word, room):
            wide = _width(piece)
            if used + wide > room and end > start:
                yield paragraph[start:end]
                start, used = end, 0
            end += len(piece)
            used += wide
    yield paragraph[start:]


def _pieces(word: str, room: float) -> Iterator[str]:
    """As much of a word at a time as a line holds."""
    piece, used = "", 0
    for letter in word:
        wide = _width(letter)
        if piece and used + wide > room:
            yield piece
            piece, used = "", 0
        piece, used = piece + letter, used + wide
    yield piece


@lru_cache(maxsize=65_536)
def _width(text: str) -> int:
    return sum(_WIDTHS.get(letter, _WIDEST) for letter in text if letter != "\n")
