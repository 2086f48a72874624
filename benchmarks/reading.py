"""Reading a spreadsheet that somebody sends, against openpyxl's own reading of the same file.

The file has ten columns of sentences, as a plan has, and is written by openpyxl. Ours is timed twice:
the reading alone, and the whole answer with the process of its own that each file is read in. What
openpyxl gives is found equal first. Peak memory is that of a process that does nothing else, with what
it holds before it reads.
"""

from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook, load_workbook

from benchmarks.children import alone
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns
from initiatives.files import spreadsheets
from initiatives.files.reading import read_file

SIZES = (60, 1_000, 10_000)
COLUMNS = 10
ALONE, ANSWER, OPENPYXL = "The reading alone", "The whole answer", "openpyxl"


def run(*, quick: bool) -> Iterator[Table]:
    """What ours takes beside openpyxl, and how it grows with the rows."""
    measured = {size: _measured(size) for size in ((10,) if quick else SIZES)}
    yield Table(
        "Spreadsheets read beside openpyxl",
        ("Reading", "Rows", f"Beside {OPENPYXL}", "Time", "Time a row", "Peak memory"),
        tuple(
            _row(name, size, taken, peaks)
            for size, (taken, peaks) in measured.items()
            for name in (ALONE, ANSWER, OPENPYXL)
        ),
    )


def _row(name: str, size: int, taken: dict[str, Times], peaks: dict[str, float]) -> tuple[str, ...]:
    beside = "–" if name == OPENPYXL else times(taken[name].against(taken[OPENPYXL]))
    a_row = f"{taken[name].median / size * 1_000_000:,.0f} µs"
    peak = f"{peaks[name]:.0f} MB" if name in peaks else "–"
    return name, f"{size:,}", beside, f"{taken[name]}", a_row, peak


def _measured(size: int) -> tuple[dict[str, Times], dict[str, float]]:
    peaks = {ALONE: alone(_read_alone, size).peak, OPENPYXL: alone(_read_by_openpyxl, size).peak}
    return alone(_times, size).value, peaks


def _times(size: int) -> dict[str, Times]:
    content = _workbook(size)
    [table] = spreadsheets.read(content).tables
    if [list(row) for row in table.rows] != _by_openpyxl(content):
        raise ValueError("What is read is not what openpyxl reads.")
    return in_turns(
        {
            ALONE: lambda: spreadsheets.read(content),
            ANSWER: lambda: read_file("plan.xlsx", content),
            OPENPYXL: lambda: _by_openpyxl(content),
        },
        rounds=3 if size > 1_000 else 7,
    )


def _read_alone(size: int) -> None:
    spreadsheets.read(_workbook(size))


def _read_by_openpyxl(size: int) -> None:
    _by_openpyxl(_workbook(size))


def _by_openpyxl(content: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _workbook(size: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in range(1, size + 1):
        sheet.append(
            [f"Row {row}, column {at}: agree what is to be done." for at in range(1, COLUMNS + 1)]
        )
    content = BytesIO()
    book.save(content)
    return content.getvalue()
