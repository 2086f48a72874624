"""A move with all that follows from its file and from what was decided, each worked out once."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from initiatives.files.contents import FileRead
from initiatives.models import MoveIn
from initiatives.moving_in.assembling import put_together
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.finding import Found, chosen, find
from initiatives.moving_in.named_years import named_year
from initiatives.moving_in.names import NameCell, fund_cells, lead_cells
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.shapes import ShapedRow, shaped
from initiatives.moving_in.timings import TimingCell, timing_cells
from initiatives.moving_in.words import StatusWord, status_words


class AsRead:
    """What a move's file says, and what it is taken for as the decisions stand."""

    def __init__(self, move: MoveIn) -> None:
        self.move = move

    @cached_property
    def read(self) -> FileRead:
        return FileRead.from_json(self.move.read)

    @cached_property
    def decisions(self) -> Decisions:
        return Decisions.from_json(self.move.decided)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """Every table of the file."""
        return find(self.read)

    @cached_property
    def chosen(self) -> list[Found]:
        """The tables that hold the plan."""
        return chosen(self.found, self.decisions)

    @cached_property
    def shaped(self) -> tuple[ShapedRow, ...]:
        """Every row of those tables, and what it is taken for."""
        return shaped(self.read, self.decisions)

    @cached_property
    def all_rows(self) -> tuple[PlanRow, ...]:
        """The initiatives that the rows make, with those that a person left out."""
        return self._put_together(left_out=())

    @cached_property
    def uncorrected_rows(self) -> tuple[PlanRow, ...]:
        """The same before any text was corrected by hand."""
        return self._put_together(left_out=(), edits={})

    def _put_together(self, **otherwise: Any) -> tuple[PlanRow, ...]:
        return put_together(self.read, self.shaped, replace(self.decisions, **otherwise))

    @cached_property
    def rows(self) -> list[PlanRow]:
        """The initiatives that would be moved in."""
        left_out = set(self.decisions.left_out)
        return [row for row in self.all_rows if row.rows[0] not in left_out]

    @cached_property
    def start_year(self) -> int | None:
        """The plan year that was decided, else the one the paper names."""
        return self.decisions.start_year or named_year(self.move.file_name, self.read)

    @cached_property
    def lead_cells(self) -> tuple[NameCell, ...]:
        return lead_cells(self.rows, self.decisions)

    @cached_property
    def fund_cells(self) -> tuple[NameCell, ...]:
        return fund_cells(self.rows, self.decisions)

    @cached_property
    def status_words(self) -> tuple[StatusWord, ...]:
        return status_words(self.rows, self.decisions)

    @cached_property
    def timing_cells(self) -> list[TimingCell]:
        """Each timing with its reading, those not understood first."""
        cells = timing_cells(self.rows, self.decisions.start_year)
        return sorted(cells, key=lambda cell: (cell.is_read, not cell.is_outside))
