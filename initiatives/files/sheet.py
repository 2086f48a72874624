"""What is gathered of one sheet while its file is read, for the table and the remarks it gives."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from initiatives.files.contents import FileTable
from initiatives.files.limits import LONGEST_NAME, Room, check_place

Cell: TypeAlias = tuple[int, int]  # row and column, from 1
Range: TypeAlias = tuple[int, int, int, int]  # first row and column, last row and column
Oddity: TypeAlias = Literal["formula", "unsaved", "error", "month", "day and month"]


@dataclass
class Sheet:
    """One sheet, cell by cell: only cells with text in them are kept."""

    name: str
    room: Room
    is_hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    odd: dict[Oddity, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)  # first and last
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """A name is said with every place in its sheet, so a long one would be said a thousand times."""
        self.name = self.name[:LONGEST_NAME]

    def put(self, row: int, column: int, text: str) -> None:
        """Keep a cell's text; blank ones are as if they were not there, however far out they are."""
        if not text.strip():
            return
        check_place(self.name, row, column)
        self.room.take(cells=1, characters=len(text))
        self.rows[row][column] = text

    def mark(self, oddity: Oddity, row: int, column: int) -> None:
        """Note what somebody should know of a cell."""
        self.room.take(cells=1)
        self.odd[oddity].append((row, column))

    def extent(self) -> Range | None:
        """The smallest range that has all texts in it, or None where there are none."""
        if not self.rows:
            return None
        first = min(min(cells) for cells in self.rows.values())
        last = max(max(cells) for cells in self.rows.values())
        return min(self.rows), first, max(self.rows), last

    def table(self) -> FileTable | None:
        """Its texts as rows of one length, without the blank rows and columns around them."""
        extent = self.extent()
        if extent is None:
            return None
        first_row, first_column, last_row, last_column = extent
        columns = range(first_column, last_column + 1)
        kept = sum(len(cells) for cells in self.rows.values())
        self.room.take(cells=(last_row - first_row + 1) * len(columns) - kept)
        nothing = ("",) * len(columns)
        rows = (self.rows.get(row) for row in range(first_row, last_row + 1))
        return FileTable(
            self.name,
            tuple(tuple(row.get(at, "") for at in columns) if row else nothing for row in rows),
            is_sheet=True,
            first_row=first_row,
            first_column=first_column,
        )
