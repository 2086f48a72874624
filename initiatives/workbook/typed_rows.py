"""The rows that somebody typed in a workbook, wherever its columns and sheets stand by now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from initiatives.files.contents import FileRead, FileTable, Remark
from initiatives.workbook.columns import MARK, OUTCOME, REFERENCE, TYPED
from initiatives.workbook.headed_lines import (
    CannotBeUsed,
    Line,
    TypedCell,
    has_headings,
    lacks_reference,
    lines_of,
)
from initiatives.workbook.marks import Mark, read_mark
from priorities import years

_REFERENCE = re.compile(r"(\d{4}-\d{2})/(\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class TypedRow:
    """What a workbook says of one initiative: its number in the plan, its mark, and its cells."""

    number: int
    place: str
    mark: Mark | None  # None where the column is gone, or what stood in it
    cells: Mapping[str, TypedCell]  # by the names in TYPED; a column that is gone is not there


@dataclass(frozen=True)
class TypedRows:
    """All rows of a workbook that name an initiative, and what its sender should know."""

    rows: tuple[TypedRow, ...]
    remarks: tuple[Remark, ...]


def typed_rows(read: FileRead, *, start_year: int) -> TypedRows:
    """The rows of the workbook that are about the plan of that year.

    Raises CannotBeUsed where it is no workbook of the tracker's, has no rows, is of another year, or
    names an initiative twice.
    """
    tables = [table for table in read.tables if has_headings(table)]
    lines = [line for table in tables for line in lines_of(table)]
    if not tables and any(map(lacks_reference, read.tables)):
        raise CannotBeUsed(
            f"No column of this workbook is headed “{REFERENCE}”, so the tracker cannot tell which "
            f"initiative a row is about. Name that column “{REFERENCE}” again and upload the workbook; "
            "if the column was deleted, copy it from a new download first."
        )
    if not tables:
        raise CannotBeUsed(
            "This does not look like a workbook the tracker made: no sheet has a row with the "
            f"headings “{REFERENCE}” and “{OUTCOME}”. Download the workbook again, and type in that."
        )
    rows, remarks = [], []
    years_named: set[int] = set()
    for line in (line for line in lines if line.reference.text):
        try:
            year, number = _read_reference(line.reference.text)
        except ValueError as error:
            remarks.append(
                Remark(line.reference.place, f"{error} This row is left alone.", line.place)
            )
            continue
        years_named.add(year)
        if year == start_year:
            rows.append(_row(number, line))
        else:
            remarks.append(
                Remark(line.reference.place, _of_another_year(year, start_year), line.place)
            )
    _refuse_another_years(years_named, start_year)
    if not rows and not remarks:
        raise CannotBeUsed(
            "There are no initiatives in this workbook: nothing stands in its column "
            f"“{REFERENCE}”. Download the workbook again, and type in that."
        )
    _refuse_twice(rows, start_year)
    others = [table for table in read.tables if table not in tables]
    told = [each for each in read.remarks if not any(_is_about(each, table) for table in others)]
    return TypedRows(tuple(rows), (*told, *remarks, *_without_reference(lines)))


def _row(number: int, line: Line) -> TypedRow:
    mark = line.cells.get(MARK)
    cells = {TYPED[heading]: cell for heading, cell in line.cells.items() if heading in TYPED}
    return TypedRow(number, line.place, read_mark(mark.text) if mark else None, cells)


def _is_about(remark: Remark, table: FileTable) -> bool:
    """Whether the remark is about a sheet, or a cell of it."""
    return remark.place.partition("”")[0] == f"Sheet “{table.name}"


def _read_reference(written: str) -> tuple[int, int]:
    """The plan year and the number; raises ValueError in words, and guesses nothing."""
    if found := _REFERENCE.fullmatch(written.replace(" ", "")):
        start = int(found[1][:4])
        if found[1] == years.slug(start):
            return start, int(found[2])
    raise ValueError(
        f"“{written[:40]}” is not a reference. Write it as the tracker does, for example "
        "“2017-18/05”."
    )


def _of_another_year(year: int, start_year: int) -> str:
    return (
        f"This row is about the plan {years.slug(year)}, and the workbook was uploaded for "
        f"{years.slug(start_year)}. It is left alone."
    )


def _refuse_another_years(named: set[int], start_year: int) -> None:
    if named and start_year not in named:
        theirs = " and ".join(years.slug(year) for year in sorted(named))
        raise CannotBeUsed(
            f"This workbook is about the plan {theirs}, and you are uploading it for "
            f"{years.slug(start_year)}. Upload it on the workbook page of {theirs}."
        )


def _refuse_twice(rows: Sequence[TypedRow], start_year: int) -> None:
    places: dict[int, str] = {}
    for row in rows:
        if row.number in places:
            raise CannotBeUsed(
                f"{years.slug(start_year)}/{row.number:02} stands in this workbook twice: "
                f"{places[row.number]}, and {row.place}. Delete the row that should not count, and "
                "upload the workbook again."
            )
        places[row.number] = row.place


def _without_reference(lines: Sequence[Line]) -> Iterator[Remark]:
    """One remark for all the rows in which something was typed under no reference."""
    typed = [
        line.place
        for line in lines
        if not line.reference.text
        and any(cell.text.strip() for heading, cell in line.cells.items() if heading in TYPED)
    ]
    if typed:
        rows = "A row has" if len(typed) == 1 else f"{len(typed)} rows have"
        others = f" The others: {'; '.join(typed[1:6])}{'; …' if len(typed) > 6 else '.'}"
        yield Remark(
            typed[0],
            f"{rows} no reference, so nothing is done with what is typed there. To add an "
            f"initiative, an officer adds it to the plan.{others if len(typed) > 1 else ''}",
            "\n".join(typed),
        )
