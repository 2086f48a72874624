"""A table as strips: its column headings, and its rows beside the headings they share."""

from collections.abc import Iterator, Sequence

from priorities.sheets.measures import TALLEST_ROW
from priorities.sheets.sheet import Look
from priorities.sheets.texts import printable, whole
from reports.document import Group, Row, Table
from reports.renderers.spreadsheet.grid import Grid, Span
from reports.renderers.spreadsheet.strips import Block, Strip, height, side_by_side

HEADING = Look(bold=True, shaded=True, edges=True)
BODY = Look(edges=True)


def of_table(table: Table, grid: Grid) -> Iterator[Strip]:
    """The strips of a table; its column headings stay with its first row."""
    spans = grid.spans(table)
    repeated = grid.heads(table)
    headings = [
        Block(span, printable(column.heading), HEADING)
        for span, column in zip(spans, table.columns, strict=True)
    ]
    for strip in side_by_side(headings, grid):
        yield strip._replace(kept=True, heads_columns=repeated, headed=repeated)
    for group in table.groups:
        for strip in _group(group, table, spans, grid):
            yield strip._replace(headed=repeated)


def _group(group: Group, table: Table, spans: Sequence[Span], grid: Grid) -> Iterator[Strip]:
    if group.heading is None:
        for row in group.rows:
            yield from _row(row, spans, grid)
        return
    heading = whole(
        group.heading,
        reference=group.rows[0].reference if group.rows else "",
        heading=table.columns[0].heading,
    )
    rows = [strip for row in group.rows for strip in _row(row, spans[1:], grid)]
    yield from _headed(Block(spans[0], heading, BODY), rows, spans, grid)


def _row(row: Row, spans: Sequence[Span], grid: Grid) -> Iterator[Strip]:
    blocks = [
        Block(span, printable(text), BODY) for span, text in zip(spans, row.cells, strict=True)
    ]
    yield from side_by_side(blocks, grid)


def _headed(
    heading: Block, rows: list[Strip], spans: Sequence[Span], grid: Grid
) -> Iterator[Strip]:
    """The rows with their heading beside them, which has room and is not parted by a page's end."""
    needed = height(heading, grid)
    while (missing := needed - sum(strip.height for strip in rows)) > 0:
        rows = _taller(rows, missing, spans[1:])
    covered = 0.0
    for number, strip in enumerate(rows):
        covered += strip.height
        beside = (
            heading._replace(down=len(rows)) if number == 0 else heading._replace(text="", down=0)
        )
        more = number < len(rows) - 1
        yield strip._replace(blocks=(beside, *strip.blocks), kept=more and covered < needed)


def _taller(rows: list[Strip], missing: float, spans: Sequence[Span]) -> list[Strip]:
    """The rows with the last one taller, or with another where Excel lets it grow no more."""
    if rows and rows[-1].height < TALLEST_ROW:
        last = rows[-1]._replace(height=min(TALLEST_ROW, rows[-1].height + missing))
        return [*rows[:-1], last]
    return [*rows, Strip(tuple(Block(span, "", BODY) for span in spans), 0.0)]
