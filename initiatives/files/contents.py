"""What a file says: its tables, the texts between them, and what its reader should know."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

Rows: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class FileTable:
    """A table as its file has it, every cell as text; all rows are of one length, blanks are ""."""

    name: str  # of its sheet; else "Table 2", or "Pasted text"
    rows: Rows
    is_sheet: bool = False  # its cells go by letter and number, as in a spreadsheet
    first_row: int = 1  # the number of the first of `rows` in its sheet
    first_column: int = 1

    def place(self, row: int, column: int | None = None) -> str:
        """Where a row, or a cell of it, stands, counted from 0 in `rows`: "Sheet “Plan”, cell D7"."""
        down = self.first_row + row
        if not self.is_sheet:
            across = "" if column is None else f", column {self.first_column + column}"
            return f"{self.name}, row {down}{across}"
        if column is None:
            return f"Sheet “{self.name}”, row {down}"
        return f"Sheet “{self.name}”, cell {column_letters(self.first_column + column)}{down}"


@dataclass(frozen=True)
class FileText:
    """A paragraph that stands outside every table."""

    text: str
    is_heading: bool = False  # by its style


@dataclass(frozen=True)
class Remark:
    """What somebody should know before going on with what was read, and where it stands."""

    place: str  # "" for the whole file
    said: str  # whole sentences
    rows: str = ""  # the rows, one a line, of which something typed is not taken for that


def rows_of(remarks: Iterable[Remark]) -> set[str]:
    """The rows of which something typed is not taken, each once."""
    return {row for remark in remarks for row in remark.rows.splitlines()}


@dataclass(frozen=True)
class FileRead:
    """All that was read of a file, in its order."""

    blocks: tuple[FileTable | FileText, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def tables(self) -> list[FileTable]:
        """The tables alone, in their order."""
        return [block for block in self.blocks if isinstance(block, FileTable)]

    def as_json(self) -> dict[str, Any]:
        """The same as plain lists and texts, for `from_json`."""
        return {
            "blocks": [{"kind": type(block).__name__, **vars(block)} for block in self.blocks],
            "remarks": [vars(remark) for remark in self.remarks],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "FileRead":
        """What `as_json` made, after a while in a database or a pipe."""
        return cls(
            tuple(_block(block) for block in kept["blocks"]),
            tuple(Remark(**remark) for remark in kept["remarks"]),
        )


class CannotBeRead(Exception):
    """Why a file is refused, in words for whoever sent it: what is wrong, and how to mend it."""


def column_letters(number: int) -> str:
    """How a spreadsheet calls its column number `number`, from 1: "A", "Z", "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _block(kept: dict[str, Any]) -> FileTable | FileText:
    said = dict(kept)
    if said.pop("kind") == FileText.__name__:
        return FileText(**said)
    return FileTable(**{**said, "rows": tuple(tuple(row) for row in said["rows"])})
