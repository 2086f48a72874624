"""How much of a file is read: far above any plan, far below what would hold a server up."""

from dataclasses import dataclass

from initiatives.files.contents import CannotBeRead, column_letters

MAX_ROWS = 20_000  # of a sheet, or of all tables of a file that has none
MAX_COLUMNS = 200
MAX_CELLS = 400_000  # of a whole file
MAX_PARAGRAPHS = 20_000  # outside its tables
LONGEST_NAME = 100  # of a sheet; Excel gives it 31 letters
MOST_BYTES = 5 * 1024 * 1024
MOST_CHARACTERS = 10_000_000
# Of what a reader answers: four for each letter at most, and what stands around cells and paragraphs.
MOST_ANSWERED = 4 * MOST_CHARACTERS + 8 * MAX_CELLS + 200 * MAX_PARAGRAPHS + MOST_BYTES

TOO_LARGE = (
    "The file is larger than 5 MB. Take pictures and sheets that are not needed out of "
    "it, save it and upload it again."
)
_TOO_MUCH = (
    "There is more in the file than the tracker reads at once: {most}. Save the part with the plan "
    "as a file of its own and upload that."
)


@dataclass
class Room:
    """What may still be read of one file."""

    cells: int = MAX_CELLS
    characters: int = MOST_CHARACTERS
    paragraphs: int = MAX_PARAGRAPHS

    def take(self, *, cells: int = 0, characters: int = 0, paragraphs: int = 0) -> None:
        """Count what was read; raises CannotBeRead when it is too much."""
        self.cells -= cells
        self.characters -= characters
        self.paragraphs -= paragraphs
        if self.cells < 0:
            raise CannotBeRead(_TOO_MUCH.format(most=f"{MAX_CELLS:,} cells"))
        if self.characters < 0:
            raise CannotBeRead(_TOO_MUCH.format(most=f"{MOST_CHARACTERS:,} letters"))
        if self.paragraphs < 0:
            most = f"{MAX_PARAGRAPHS:,} paragraphs outside its tables"
            raise CannotBeRead(_TOO_MUCH.format(most=most))


def check_place(sheet: str, row: int, column: int) -> None:
    """Raises CannotBeRead, naming the cell, when it lies outside what is read of a sheet."""
    if not (0 < row <= MAX_ROWS and 0 < column <= MAX_COLUMNS):
        raise CannotBeRead(
            f"Sheet “{sheet}” goes as far as cell {column_letters(column)}{row}. The tracker reads "
            f"{MAX_ROWS:,} rows and {MAX_COLUMNS} columns of a sheet. Delete the rows and columns "
            "that are not part of the plan, save the file and upload it again."
        )


def check_size(name: str, *, rows: int = 0, columns: int = 0) -> None:
    """Raises CannotBeRead, naming the table, when it is larger than what is read of one."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        most = f"{MAX_ROWS:,} rows" if rows > MAX_ROWS else f"{MAX_COLUMNS} columns"
        raise CannotBeRead(
            f"{name} has more than {most}, which is as far as the tracker reads. Keep the part with "
            "the plan, and leave the rest out."
        )
