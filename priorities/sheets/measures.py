"""The measures of a sheet on A4 paper, and of the texts in its cells."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from priorities.sheets import arial
from priorities.sheets.sheet import Cell, Look

PAGE_WIDTH = 137.0  # in characters of Arial 10: A4 on its side, less the margins
PAGE_HEIGHT = 505.0  # in points, with a little to spare for a printer's own rounding
TALLEST_ROW = 408.75  # in points; Excel makes none taller than 409

_POINTS = 5.25  # to a character of column width
_PADDING = 5.0  # in points, on both sides of a cell together
_INDENT = 8.0  # in points, for each step
_SHORT = 80  # characters; shorter texts come again and again: agencies, dates, numbers


def wrapped(text: str, look: Look, *, width: float) -> list[str]:
    """The lines that `text` fills in a cell so many characters wide."""
    return arial.wrap(text, width=_room(look, width), size=look.size, bold=look.bold)


def line_count(text: str, look: Look, *, width: float) -> int:
    """How many lines `text` fills in a cell so many characters wide."""
    return (_short_count if len(text) <= _SHORT else _count)(text, look, width)


def row_height(cells: Iterable[Cell], widths: Sequence[float]) -> float:
    """The points that a row of these cells needs: as many as Excel allows, where one has more text."""
    tallest = max(
        arial.height(line_count(text, look, width=widths[column - 1]), size=look.size)
        for column, text, look in cells
    )
    return min(TALLEST_ROW, tallest)


def room_for(heading: str, look: Look) -> float:
    """The least width, in characters, that breaks no word of a heading."""
    longest = arial.longest_word(heading, size=look.size, bold=look.bold)
    return (longest + _PADDING) / _POINTS


def _count(text: str, look: Look, width: float) -> int:
    return arial.count(text, width=_room(look, width), size=look.size, bold=look.bold)


_short_count = lru_cache(maxsize=65_536)(_count)


def _room(look: Look, width: float) -> float:
    return width * _POINTS - _PADDING - look.indent * _INDENT
