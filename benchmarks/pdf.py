"""The PDF file of the annual plan, against WeasyPrint setting the same paper from HTML.

WeasyPrint is given the very parts that the tracker's file is set from, as HTML with a style sheet that makes
it look alike: A4 on its side, the same fonts from the same files, sizes, margins, widths, edges and
shading, the headings of columns again on each page, and page x of y at its foot. It makes PDF/UA-1 as ours
is, and, measured beside it, a file without tags. Ours is timed from the report to the file: it gets its parts ready
and starts a process, both of which are spared WeasyPrint, which works where it is asked, is imported
and has set one row before. Every run has a process of its own that has built the report; the runs
take turns. Peak memory is that of the process that asks, so without the setter's.

How ours grows with the plan is measured without WeasyPrint, with the most memory the setter's process held.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from benchmarks.children import Answer, alone, peak_of_children
from benchmarks.databases import Database, sqlite
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns
from benchmarks.web_papers import html_of, weasyprint
from reports import annual_plan, year_end
from reports.document import Report
from reports.renderers import pdf
from reports.renderers.typesetting import content

SIZES = (60,)
GROWING = (60, 300, 1_000)
_PAPERS = {"Annual partnership plan": annual_plan.build, "Year end report": year_end.build}
# What is done with the report before the clock starts, and what is timed.
Contestant: TypeAlias = tuple[Callable[[Report], Any], Callable[[Any], bytes]]
OURS, TAGGED, UNTAGGED = "PDF", "WeasyPrint, PDF/UA-1", "WeasyPrint, no tags"


@dataclass(frozen=True)
class Runs:
    """How long each run of one contestant took, and the most memory, in megabytes."""

    times: Times
    peak: float
    size: int


def run(*, quick: bool) -> Iterator[Table]:
    """What ours takes beside WeasyPrint, and what each takes."""
    sizes, growing = ((10,), (10,)) if quick else (SIZES, GROWING)
    with sqlite() as database:
        alone(make_plans, growing, database=database)
        measured = {size: _measured(size, database) for size in sizes}
        grown = tuple(_grown(paper, size, database) for paper in _PAPERS for size in growing)
    yield Table(
        "PDF files beside WeasyPrint",
        ("File", "Rows", f"Beside {TAGGED}", f"Beside {UNTAGGED}", "Time a row"),
        tuple(_beside(size, runs) for size, runs in measured.items()),
        notes=()
        if weasyprint()
        else ("WeasyPrint, or the Pango it needs, is not installed here.",),
    )
    yield Table(
        "PDF files, one by one",
        ("Writer", "Rows", "Time", "Peak memory", "File"),
        tuple(
            _one(name, size, runs) for size, each in measured.items() for name, runs in each.items()
        ),
    )
    yield Table(
        "PDF files of larger plans",
        ("Paper", "Initiatives", "Time", "Time a row", "Peak memory of the setter", "File"),
        grown,
    )


def _beside(size: int, runs: Mapping[str, Runs]) -> tuple[str, ...]:
    ours = runs[OURS].times
    ratios = (
        times(ours.against(runs[peer].times)) if peer in runs else "–"
        for peer in (TAGGED, UNTAGGED)
    )
    return (OURS, f"{size:,}", *ratios, f"{ours.median / size * 1_000_000:,.0f} µs")


def _one(name: str, size: int, runs: Runs) -> tuple[str, ...]:
    return name, f"{size:,}", f"{runs.times}", f"{runs.peak:.0f} MB", f"{runs.size // 1024} kB"


def _measured(size: int, database: Database) -> dict[str, Runs]:
    """Every contestant's runs, round by round, every round in another order."""
    rounds = 1 if size < 60 else 5
    names = list(_contestants())
    answers: dict[str, list[Answer[tuple[float, int]]]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            answers[name].append(alone(_time, name, size, database=database))
    return {
        name: Runs(
            Times(tuple(answer.value[0] for answer in given)),
            max(answer.peak for answer in given),
            given[0].value[1],
        )
        for name, given in answers.items()
    }


def _grown(paper: str, size: int, database: Database) -> tuple[str, ...]:
    taken, most, file = alone(_grow, paper, size, database=database).value
    a_row = f"{taken.median / size * 1_000_000:,.0f} µs"
    return paper, f"{size:,}", f"{taken}", a_row, f"{most:.0f} MB", f"{file // 1024:,} kB"


def _grow(paper: str, size: int) -> tuple[Times, float, int]:
    """The times ours takes for a paper of so many initiatives, the setter's peak, and the file's bytes."""
    report = _PAPERS[paper](plan_of(size), as_of=AS_OF)
    taken = in_turns({OURS: lambda: pdf.render(report)}, rounds=1 if size < 60 else 3)[OURS]
    return taken, peak_of_children(), len(pdf.render(report))


def _time(name: str, size: int) -> tuple[float, int]:
    """The seconds one contestant takes for a paper of so many rows, and the bytes of its file."""
    prepare, write = _contestants()[name]
    report = annual_plan.build(plan_of(size), as_of=AS_OF)
    write(prepare(_short(report)))
    paper = prepare(report)
    gc.collect()
    started = time.perf_counter()
    file = write(paper)
    seconds = time.perf_counter() - started
    return seconds, len(file)


def _contestants() -> dict[str, Contestant]:
    """Ours, and WeasyPrint where it is installed."""
    ours: dict[str, Contestant] = {OURS: (lambda report: report, pdf.render)}
    if not (write := weasyprint()):
        return ours
    return {
        **ours,
        TAGGED: (_as_html, lambda html: write(html, tagged=True)),
        UNTAGGED: (_as_html, lambda html: write(html, tagged=False)),
    }


def _as_html(report: Report) -> str:
    return html_of(content.of_report(report))


def _short(report: Report) -> Report:
    """The report with one row."""
    return replace(
        report,
        sections=tuple(replace(table, groups=table.groups[:1]) for table in report.tables),
    )
