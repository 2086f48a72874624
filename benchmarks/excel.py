"""The Excel files, against what XlsxWriter, pandas and django-import-export take for the same cells.

What is compared is the Data sheet of the annual plan, alone in a file: the same texts as text, the
same styles and widths, read back and found equal first. The tracker's sheet does more than its
peers': it fits every row to its text and is an Excel table. The whole file, which has the sheet to
print as well and so twice the cells, is measured beside it. Every run has a process of its own that
has built the report and written one row, so that nobody is slowed by a first import or helped by
what an earlier run left; the runs take turns. Peak memory is that of the whole process.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from openpyxl import Workbook, load_workbook

from benchmarks import peers
from benchmarks.children import Answer, alone
from benchmarks.databases import Database, sqlite
from benchmarks.peers import Cells
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.tables import Table, times
from benchmarks.timing import Times
from priorities.sheets.package import package
from priorities.sheets.shared_texts import SharedTexts
from reports import annual_plan
from reports.document import Report
from reports.renderers import excel
from reports.renderers.spreadsheet import data_sheet

SIZES = (60, 1_000, 10_000)
DATA_SHEET, WHOLE_FILE = "Data sheet", "Whole file"
PEERS = ("XlsxWriter", "pandas", "django-import-export")


@dataclass(frozen=True)
class Runs:
    """How long each run of one contestant took, and the most memory, in megabytes."""

    times: Times
    peak: float


def run(*, quick: bool) -> Iterator[Table]:
    """What ours take beside each peer, and what every one of them takes."""
    sizes = (10,) if quick else SIZES
    with sqlite() as database:
        alone(make_plans, sizes, database=database)
        alone(_check, sizes[0], database=database)
        measured = {size: _measured(size, database) for size in sizes}
    yield Table(
        "Excel files beside other ways to write the Data sheet",
        ("File", "Rows", *(f"Beside {peer}" for peer in PEERS), "Time a row"),
        tuple(
            _beside_peers(name, size, runs)
            for name in (DATA_SHEET, WHOLE_FILE)
            for size, runs in measured.items()
        ),
        notes=_missing(),
    )
    yield Table(
        "Excel files, one by one",
        ("Writer", "Rows", "Time", "Peak memory"),
        tuple(
            (name, f"{size:,}", f"{one.times}", f"{one.peak:.0f} MB")
            for size, runs in measured.items()
            for name, one in runs.items()
        ),
    )


def _beside_peers(name: str, size: int, runs: Mapping[str, Runs]) -> tuple[str, ...]:
    ours = runs[name].times
    ratios = (times(ours.against(runs[peer].times)) if peer in runs else "–" for peer in PEERS)
    return (name, f"{size:,}", *ratios, f"{ours.median / size * 1_000_000:.0f} µs")


def _missing() -> tuple[str, ...]:
    missing = [peer for peer in PEERS if peer not in peers.installed()]
    return (f"Not installed here: {', '.join(missing)}.",) if missing else ()


def _measured(size: int, database: Database) -> dict[str, Runs]:
    """Every contestant's runs, round by round, every round in another order."""
    rounds = 1 if size < 60 else 3 if size < 10_000 else 5
    names = list(_contestants())
    answers: dict[str, list[Answer[float]]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            answers[name].append(alone(_time, name, size, database=database))
    return {
        name: Runs(
            Times(tuple(answer.value for answer in given)), max(answer.peak for answer in given)
        )
        for name, given in answers.items()
    }


def _time(name: str, size: int) -> float:
    """How many seconds one contestant takes to write a report of so many rows."""
    write = _contestants()[name]
    report = annual_plan.build(plan_of(size), as_of=AS_OF)
    short = _short(report)
    widths = _widths(short)
    write(short, widths)
    gc.collect()
    started = time.perf_counter()
    write(report, widths)
    return time.perf_counter() - started


def _contestants() -> dict[str, Callable[[Report, list[float]], bytes]]:
    """Ours, and those of the peers that are installed."""

    def as_peer(write: Callable[[Cells], bytes]) -> Callable[[Report, list[float]], bytes]:
        return lambda report, widths: write(
            Cells([column.heading for column in report.data_columns], report.data_rows, widths)
        )

    return {
        DATA_SHEET: lambda report, widths: _data_sheet(report),
        WHOLE_FILE: lambda report, widths: excel.render(report),
        **{name: as_peer(write) for name, write in peers.installed().items()},
    }


def _data_sheet(report: Report) -> bytes:
    workbook, texts = Workbook(), SharedTexts()
    sheet = data_sheet.write(workbook.worksheets[0], texts, report)
    return package(workbook, [sheet], texts)


def _short(report: Report) -> Report:
    """The table of initiatives alone, with one row."""
    table = next(table for table in report.tables if table.is_of_outcomes)
    return replace(report, sections=(replace(table, groups=table.groups[:1]),))


def _widths(report: Report) -> list[float]:
    """The widths of the columns of the Data sheet."""
    sheet = load_workbook(BytesIO(_data_sheet(report)))["Data"]
    return [column.width for column in sheet.column_dimensions.values()]


def _check(size: int) -> None:
    """Raise ValueError if a contestant's cells or styles are not those of the others."""
    report = annual_plan.build(plan_of(size), as_of=AS_OF)
    widths = _widths(_short(report))
    ours = _read(_data_sheet(report))
    for name, write in _contestants().items():
        texts, styles = _read(write(report, widths))
        if texts != ours[0] or (name != "django-import-export" and styles != ours[1]):
            raise ValueError(f"{name} writes another sheet.")


def _read(file: bytes) -> tuple[list[list[object]], object]:
    """The texts of the last sheet, and its styles."""
    sheet = load_workbook(BytesIO(file)).worksheets[-1]
    texts: list[list[object]] = [[cell.value or "" for cell in row] for row in sheet]
    return texts, peers.styles_of(sheet)
