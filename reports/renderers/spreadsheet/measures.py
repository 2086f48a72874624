"""The measures of a sheet on A4 paper, and of the texts in its cells."""

from collections.abc import Sequence

from reports.renderers.spreadsheet import arial
from reports.renderers.spreadsheet.sheet import Look

PAGE_WIDTH = 137.0  # in characters of Arial 10: A4 on its side, less the margins
PAGE_HEIGHT = 505.0  # in points, with a little to spare for a printer's own rounding
TALLEST_ROW = 408.75  # in points; Excel makes none taller than 409

_POINTS = 5.25  # to a character of column width
_PADDING = 5.0  # in points, on both sides of a cell together
_INDENT = 8.0  # in points, for each step


def wrapped(text: str, look: Look, *, width: float) -> list[str]:
    """The lines that `text` fills in a cell so many characters wide."""
    room = width * _POINTS - _PADDING - look.indent * _INDENT
    return arial.wrap(text, width=room, size=look.size, bold=look.bold)


def room_for(heading: str, look: Look) -> float:
    """The least width, in characters, that breaks no word of a heading."""
    longest = arial.longest_word(heading, size=look.size, bold=look.bold)
    return (longest + _PADDING) / _POINTS


def fitted(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """The widths, those below their need raised to it and the widest column narrowed for them."""
    raised = [max(pair) for pair in zip(widths, needs, strict=True)]
    widest = raised.index(max(raised))
    raised[widest] = max(needs[widest], raised[widest] - (sum(raised) - sum(widths)))
    return raised
