"""The lines of a workbook's sheets under the headings it is known by, wherever those stand by now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from initiatives.files.contents import FileTable
from initiatives.workbook.columns import MARK, REFERENCE, TYPED

_HEADINGS = {heading.casefold(): heading for heading in (REFERENCE, MARK, *TYPED)}


class CannotBeUsed(Exception):
    """Why nothing of a workbook can be used, in words for whoever sent it, with how to mend it."""


@dataclass(frozen=True)
class TypedCell:
    """What stands in a cell that is for typing, and where that is."""

    text: str
    place: str


@dataclass(frozen=True)
class Line:
    """A row under a heading row: its reference as written, and its cells by their headings."""

    reference: TypedCell
    place: str
    cells: Mapping[str, TypedCell]


def has_headings(table: FileTable) -> bool:
    """Whether a row of the table has the headings of a workbook."""
    return any(_columns(table, row, texts) for row, texts in enumerate(table.rows))


def lacks_reference(table: FileTable) -> bool:
    """Whether a row has the other headings of a workbook, but not the one that names the initiatives."""
    rows = ({_HEADINGS.get(_plain_heading(text)) for text in texts} for texts in table.rows)
    return any(MARK in found and REFERENCE not in found and found & TYPED.keys() for found in rows)


def lines_of(table: FileTable) -> Iterator[Line]:
    """The rows under each heading row of a table; a copy of the heading row begins anew."""
    columns: dict[str, int] = {}
    for row, texts in enumerate(table.rows):
        if headed := _columns(table, row, texts):
            columns = headed
        elif columns:
            cells = {
                heading: TypedCell(texts[column], table.place(row, column))
                for heading, column in columns.items()
            }
            reference = cells.pop(REFERENCE)
            written = TypedCell(" ".join(reference.text.split()), reference.place)
            yield Line(written, table.place(row), cells)


def _columns(table: FileTable, row: int, texts: Sequence[str]) -> dict[str, int]:
    """Where each heading stands, if this is a heading row; else nothing."""
    found: dict[str, int] = {}
    for column, text in enumerate(texts):
        heading = _HEADINGS.get(_plain_heading(text)) if text else None
        if heading is None:
            continue
        if heading in found:
            return _refuse_two_columns(table, row, heading, found[heading], column, texts)
        found[heading] = column
    return found if REFERENCE in found and found.keys() & TYPED.keys() else {}


def _refuse_two_columns(
    table: FileTable, row: int, heading: str, one: int, other: int, texts: Sequence[str]
) -> dict[str, int]:
    """Refuse a heading row with a column twice; any other row may say a word twice."""
    headings = {_HEADINGS.get(_plain_heading(text)) for text in texts}
    if REFERENCE in headings and headings & TYPED.keys():
        raise CannotBeUsed(
            f"Two columns are headed “{heading}”: {table.place(row, one)}, and "
            f"{table.place(row, other)}. Delete the one that should not count, or change its "
            "heading, and upload the workbook again."
        )
    return {}


def _plain_heading(text: str) -> str:
    return " ".join(text.split()).casefold()
