"""The measures of a page of A4 on its side, and of what stands in a table on it; all in points."""

from collections.abc import Sequence

from priorities.sheets import arial
from reports.document import Column
from reports.renderers.texts import paragraphs
from reports.renderers.widths import fitted, shared_out

PAGE_WIDTH = 756.8  # less the margins
PAGE_HEIGHT = 493.2  # less the margins

_SIZE = 10
_LINE = 11.5  # as Word spaces lines of that size
_BETWEEN = 3.0  # above and below each paragraph together
_SIDES = 10.0  # of a cell, with its edges
_ENDS = 3.0  # likewise
_INDENT = 11.35  # of a list


def twips(points: float) -> int:
    """Twentieths of a point, which Word counts in."""
    return round(points * 20)


def column_widths(columns: Sequence[Column]) -> list[float]:
    """Each column with its share of the page, and room for the words of its heading."""
    widths = shared_out([column.width for column in columns], PAGE_WIDTH)
    needs = [min(_need(column.heading), PAGE_WIDTH / len(columns)) for column in columns]
    return shared_out(fitted(widths, needs), PAGE_WIDTH)


def _need(heading: str) -> float:
    return arial.longest_word(heading, size=_SIZE, bold=True) + _SIDES


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row stands, near enough."""
    return max(map(cell_height, texts, widths), default=0)


def cell_height(text: str, width: float) -> float:
    """How high a cell stands, near enough."""
    return _ENDS + sum(
        arial.count(line.words, width=width - _SIDES - _INDENT * line.is_point, size=_SIZE) * _LINE
        + _BETWEEN
        for line in paragraphs(text)
    )
