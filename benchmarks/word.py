"""The Word files, against python-docx making the same rows of the same tables row by row.

What is compared with is what its documentation shows: a table of one row with the headings, then
`add_row()` for each row and the text of each cell set, in its own template, saved. It is spared the
rest of the paper, the widths, the header rows that repeat, the targets that span and the fitting of
rows to pages. Both files are read back first and found to say the same in every cell; they are then
written in turns in one process.
"""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from docx import Document

from benchmarks.children import alone
from benchmarks.databases import sqlite
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns
from reports import annual_plan, year_end
from reports.document import Report
from reports.renderers import word
from reports.renderers.texts import paragraphs

SIZES = (60, 300)
OURS, BARE = "Word file", "python-docx"
_PAPERS = {"Annual partnership plan": annual_plan.build, "Year end report": year_end.build}


def run(*, quick: bool) -> Iterator[Table]:
    """What a whole file takes beside its bare tables."""
    sizes = (10,) if quick else SIZES
    with sqlite() as database:
        alone(make_plans, sizes, database=database)
        rows = [
            _row(
                paper,
                size,
                alone(_measured, paper, size, 1 if quick else 5, database=database).value,
            )
            for paper in _PAPERS
            for size in sizes
        ]
    columns = ("File", "Initiatives", f"Beside {BARE}", "Here", BARE)
    yield Table("Word files beside the same tables made row by row", columns, tuple(rows))


def _row(paper: str, size: int, measured: Mapping[str, Times]) -> tuple[str, ...]:
    ours, bare = measured[OURS], measured[BARE]
    return (paper, f"{size:,}", times(ours.against(bare)), f"{ours}", f"{bare}")


def _measured(paper: str, size: int, rounds: int) -> dict[str, Times]:
    """How long each takes to write a paper of so many initiatives."""
    report = _PAPERS[paper](plan_of(size), as_of=AS_OF)
    if _read(word.render(report)) != _read(_bare(report)):
        raise ValueError(f"{BARE} writes another paper.")
    contestants: dict[str, Callable[[], bytes]] = {
        OURS: lambda: word.render(report),
        BARE: lambda: _bare(report),
    }
    return in_turns(contestants, rounds=rounds)


def _bare(report: Report) -> bytes:
    document = Document()
    for table in report.tables:
        made = document.add_table(rows=1, cols=len(table.columns))
        for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
            cell.text = column.heading
        for group in table.groups:
            heading = () if group.heading is None else (group.heading,)
            for row in group.rows:
                texts = (*heading, *row.cells)
                for cell, text in zip(made.add_row().cells, texts, strict=True):
                    cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _read(file: bytes) -> list[list[list[str]]]:
    """The words of every cell of every table, with nothing said of how they stand in it."""
    return [
        [[_words(cell.text) for cell in row.cells] for row in table.rows]
        for table in Document(BytesIO(file)).tables
    ]


def _words(text: str) -> str:
    return "\n".join(line.words for line in paragraphs(text))
