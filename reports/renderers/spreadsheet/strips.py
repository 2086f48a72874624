"""Strips: the rows of a printed sheet, each with its texts and its height."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from priorities.sheets import arial
from priorities.sheets.measures import TALLEST_ROW, line_count, wrapped
from priorities.sheets.sheet import Look
from reports.renderers.spreadsheet.grid import Grid, Span


class Block(NamedTuple):
    """A text over a span of columns and `down` rows of the sheet; 0 if it is under one such."""

    span: Span
    text: str
    look: Look
    down: int = 1


class Strip(NamedTuple):
    """One row of the sheet. What is `kept` stays on the page of the strip below it."""

    blocks: tuple[Block, ...]
    height: float
    kept: bool = False
    heads_columns: bool = False  # the column headings that stand at the head of each later page
    headed: bool = False  # belongs under those headings


def side_by_side(blocks: Sequence[Block], grid: Grid) -> Iterator[Strip]:
    """The blocks in one strip, or in several where a text is too long for a row of the sheet."""
    tallest = max(height(block, grid) for block in blocks)
    if tallest <= TALLEST_ROW:
        yield Strip(tuple(blocks), tallest)
        return
    pieces = [_pieces(block, grid) for block in blocks]
    last = max(map(len, pieces)) - 1
    for number, lines_of in enumerate(zip_longest(*pieces, fillvalue=[""])):
        parts = (
            _part(block, lines, first=number == 0, last=number == last)
            for block, lines in zip(blocks, lines_of, strict=True)
        )
        yield Strip(tuple(parts), _tallest(blocks, lines_of))


def kept(strips: Iterable[Strip]) -> Iterator[Strip]:
    """The strips, each on the page of the one below it."""
    for strip in strips:
        yield strip._replace(kept=True)


def height(block: Block, grid: Grid) -> float:
    """The points that all of a block's text needs."""
    lines = line_count(block.text, block.look, width=grid.width(block.span))
    return arial.height(lines, size=block.look.size)


def _part(block: Block, lines: Iterable[str], *, first: bool, last: bool) -> Block:
    """Some lines of a block, with its edges open where the rest of it goes on."""
    edges = block.look.edges
    look = block.look._replace(open_above=edges and not first, open_below=edges and not last)
    return block._replace(text="".join(lines).removesuffix("\n"), look=look)


def _tallest(blocks: Iterable[Block], lines_of: Iterable[Sequence[str]]) -> float:
    return max(
        arial.height(len(lines), size=block.look.size)
        for block, lines in zip(blocks, lines_of, strict=True)
    )


def _pieces(block: Block, grid: Grid) -> list[list[str]]:
    """The lines of a block, as many at a time as the tallest row holds."""
    lines = wrapped(block.text, block.look, width=grid.width(block.span))
    most = arial.lines_in(TALLEST_ROW, size=block.look.size)
    return [lines[start : start + most] for start in range(0, len(lines), most)]
