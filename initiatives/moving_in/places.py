"""Where the rows of an initiative stand, in words: "Table 2, rows 7 to 8"."""

from collections.abc import Iterable
from itertools import groupby

from initiatives.files.contents import FileRead, FileTable
from initiatives.files.row_numbers import rows_named


def in_words(read: FileRead, row_ids: Iterable[str]) -> str:
    """The places of rows, named by "block.row", table by table."""
    stands = [(int(block), int(row)) for block, row in (each.split(".") for each in row_ids)]
    tables = groupby(stands, key=lambda each: each[0])
    return " and ".join(
        _in_table(read.blocks[block], [row for _, row in rows]) for block, rows in tables
    )


def _in_table(table: object, rows: list[int]) -> str:
    if not isinstance(table, FileTable):
        return ""
    # "Sheet “Plan”, row 7" and "Table 2, row 7" both end with the number of the row.
    name = table.place(rows[0]).rpartition(" row ")[0]
    return f"{name} {rows_named(row + table.first_row for row in rows)}"
