"""The grid: one set of column widths for everything that a printed sheet holds."""

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeAlias

from priorities.sheets.measures import PAGE_WIDTH, room_for
from priorities.sheets.sheet import Look
from reports.document import Column, Group, Report, Row, Table
from reports.renderers.widths import fitted, shared_out

Span: TypeAlias = tuple[int, int]  # the first column and the last

_HEADING = Look(bold=True)


@dataclass(frozen=True)
class Grid:
    """The columns of the widest table; narrower tables and prose span several of them."""

    widths: tuple[float, ...]
    repeated: tuple[Column, ...] = ()  # whose headings stand on every later page

    @property
    def whole(self) -> Span:
        """All columns."""
        return 1, len(self.widths)

    def width(self, span: Span) -> float:
        """The width of a span, in characters."""
        first, last = span
        if first == last:
            return self.widths[first - 1]
        return sum(self.widths[first - 1 : last])

    def heads(self, table: Table) -> bool:
        """Whether the headings that are repeated are this table's."""
        return table.columns == self.repeated

    def two_up(self, table: Table) -> Table:
        """A plain table of two columns as papers print it: two rows side by side, if there is room."""
        if len(table.columns) != 2 or len(self.widths) < 4 or not _plain(table):
            return table
        rows = [row.cells for group in table.groups for row in group.rows]
        pairs = zip_longest(rows[::2], rows[1::2], fillvalue=("", ""))
        side_by_side = tuple(Row((*left, *right)) for left, right in pairs)
        return replace(table, columns=table.columns * 2, groups=(Group(side_by_side),))

    def spans(self, table: Table) -> list[Span]:
        """Where each column of a table stands: on the lines of the grid nearest to its share."""
        shares = shared_out([column.width for column in table.columns], PAGE_WIDTH)
        spans: list[Span] = []
        first = 1
        for number, column in enumerate(table.columns):
            last_allowed = len(self.widths) - (len(shares) - number - 1)
            ends = range(first, last_allowed + 1) if number < len(shares) - 1 else (last_allowed,)
            due = sum(shares[: number + 1])
            spans.append((first, min(ends, key=lambda end: self._miss(first, end, due, column))))
            first = spans[-1][1] + 1
        return spans

    def _miss(self, first: int, end: int, due: float, column: Column) -> tuple[bool, float]:
        """How badly a column would stand there: first of all, it should hold its heading's words."""
        too_narrow = self.width((first, end)) < room_for(column.heading, _HEADING)
        return too_narrow, abs(self.width((1, end)) - due)


def for_report(report: Report) -> Grid:
    """The grid of the table with the most columns; a report without tables is one column."""
    widest = max((table.columns for table in report.tables), key=len, default=())
    if not widest:
        return Grid((PAGE_WIDTH,))
    widths = shared_out([column.width for column in widest], PAGE_WIDTH)
    needs = [room_for(column.heading, _HEADING) for column in widest]
    of_initiatives = (table.columns for table in report.tables if _has_initiatives(table))
    return Grid(tuple(fitted(widths, needs)), repeated=next(of_initiatives, widest))


def _plain(table: Table) -> bool:
    """Whether its rows are entries of a list, with no heading over them and no initiative."""
    headed = any(group.heading is not None for group in table.groups)
    return not headed and not _has_initiatives(table)


def _has_initiatives(table: Table) -> bool:
    return any(row.reference for group in table.groups for row in group.rows)
