"""A plan moved in from a spreadsheet: from its bytes to initiatives with leads, timing and history.

The rows are those of the pack's two plans, said again and again, with a title of their own each.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from benchmarks.came_back import LARGE, LARGEST, growth, officer
from benchmarks.children import alone, peak_of_children
from benchmarks.databases import sqlite
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.steps import Step, measured
from benchmarks.tables import Table
from initiatives.files.reading import read_file
from initiatives.models import MoveIn
from initiatives.moving_in.applying import move_in
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.drafting import draft
from initiatives.rows import initiative_rows

_HEADINGS = ("Project / initiative", "Outcomes", "Timing", "Fund source", "Lead agency")
_YEAR = 2090


def run(*, quick: bool) -> Iterator[Table]:
    """How each step of moving a plan in grows with its rows."""
    few, many = (20, 40) if quick else (LARGE, LARGEST)
    with sqlite() as database:
        alone(make_plans, (60,), database=database)
        less = alone(_moved_in, few, _YEAR, database=database).value
        more = alone(_moved_in, many, _YEAR + 1, database=database).value
        yield growth("A plan moved in from a spreadsheet", less, more, rows=(few, many))


def _paper(rows: int) -> bytes:
    known = list(initiative_rows(plan_of(60).initiatives.all(), as_of=AS_OF))
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Plan")
    sheet.append(_HEADINGS)
    for number in range(1, rows + 1):
        row = known[number % len(known)]
        title = f"{row.label[:180]} ({number})"
        sheet.append([title, row.outcome, row.timing, row.funded_by, row.led_by])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _moved_in(rows: int, start_year: int) -> list[Step]:
    """Each step of one plan."""
    content = _paper(rows)
    by = officer()
    read, reading = measured("Reading", lambda: read_file("plan.xlsx", content))
    decisions = replace(Decisions(values_confirmed=True), start_year=start_year)
    drafted, drafting = measured("Proposal of every row", lambda: draft(read, decisions))
    if drafted.problems or len(drafted.initiatives) != rows:
        raise ValueError(f"Not ready: {[problem.said for problem in drafted.problems[:3]]}")
    move = MoveIn.objects.create(
        file_name="plan.xlsx", started_by=by, read=read.as_json(), decided=decisions.as_json()
    )
    plan, moving = measured(
        "Moving in, proposed once more", lambda: move_in(move, seen=move.version, by=by)
    )
    if plan.initiatives.count() != rows:
        raise ValueError("Other rows were moved in than were approved.")
    return [reading._replace(peak=peak_of_children()), drafting, moving]
