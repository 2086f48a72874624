"""Tables as the typesetter takes them: one run of cells, with how many rows each of them spans."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from priorities.sheets import arial
from reports.document import Group, Row, Table
from reports.renderers.typesetting.prose import Part, parts, pieces
from reports.renderers.widths import fitted, shared_out

Cell: TypeAlias = dict[str, Any]

_SIZE = 9.5
_INSETS = 11.0  # in points, of both sides of a cell together and its edge
_WIDEST_NEED = 85.0  # in points; longer words are cut rather than given more of the page
_MOST_KEPT = 10  # lines; what is higher may go on over the page


def of_table(table: Table, *, width: float) -> Part:
    """The table with every cell's text cut for its column."""
    widths = _widths(table, width)
    return {
        "kind": "table",
        "widths": widths,
        "headings": [
            pieces(column.heading, width=wide - _INSETS, size=_SIZE, bold=True)
            for column, wide in zip(table.columns, widths, strict=True)
        ],
        "cells": [cell for group in table.groups for cell in _group(group, widths)],
    }


def _group(group: Group, widths: Sequence[float]) -> Iterator[Cell]:
    if group.heading is None:
        for row in group.rows:
            yield from _row(row, widths, is_headed=False)
        return
    rows = group.rows or (Row(("",) * (len(widths) - 1)),)
    lines = sum(_lines(row.cells, widths[1:]) for row in rows)
    yield _cell(
        group.heading,
        widths[0],
        rows=len(rows),
        is_heading=True,
        is_kept=max(lines, _lines((group.heading,), widths)) <= _MOST_KEPT,
    )
    for row in rows:
        yield from _row(row, widths[1:], is_headed=True)


def _row(row: Row, widths: Sequence[float], *, is_headed: bool) -> Iterator[Cell]:
    is_kept = _lines(row.cells, widths) <= _MOST_KEPT
    for number, (text, wide) in enumerate(zip(row.cells, widths, strict=True)):
        heads = number == 0 and not is_headed
        yield _cell(text, wide, is_heading=heads, is_kept=is_kept)


def _cell(
    text: str, width: float, *, is_heading: bool = False, is_kept: bool, rows: int = 1
) -> Cell:
    return {
        "parts": parts(text, width=width - _INSETS, size=_SIZE),
        "rows": rows,
        "is_heading": is_heading,
        "is_kept": is_kept,
    }


def _lines(texts: Sequence[str], widths: Sequence[float]) -> int:
    """About how many lines high a row stands."""
    return max(
        arial.count(text, width=wide - _INSETS, size=_SIZE)
        for text, wide in zip(texts, widths, strict=False)
    )


def _widths(table: Table, width: float) -> list[float]:
    """The columns' widths in points: their shares, and room for the words of headings and cells."""
    shares = shared_out([column.width for column in table.columns], width)
    needs = [
        _INSETS + arial.longest_word(column.heading, size=_SIZE, bold=True)
        for column in table.columns
    ]
    for group in table.groups:
        heading = () if group.heading is None else (group.heading,)
        for number, row in enumerate(group.rows):
            ahead = heading if number == 0 else ("",) * len(heading)
            for place, text in enumerate((*ahead, *row.cells)):
                longest = _INSETS + arial.longest_word(text, size=_SIZE)
                needs[place] = max(needs[place], min(longest, _WIDEST_NEED))
    return fitted(shares, needs)
