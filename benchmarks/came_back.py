"""The update workbook that comes back, beside what openpyxl takes to read its cells alone.

Half of its rows say something new. What a preview takes is everything from the bytes of the file to
the words added and removed: telling what it is, reading it in a process of its own, three texts for
each cell, and what was read kept in the database. openpyxl only reads the values of the cells, in
its quickest way, in this process. In the larger plans the statements of each step are counted, and
the memory of this process and of the reader's.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from openpyxl import load_workbook

from benchmarks.children import alone, peak_of_children
from benchmarks.databases import sqlite
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.steps import Step, measured
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns
from initiatives.files.reading import read_file
from initiatives.models import ReturnedRow, ReturnedWorkbook
from initiatives.workbook.accepting import accept
from initiatives.workbook.columns import OUTCOME
from initiatives.workbook.coming_back import receive
from initiatives.workbook.making import workbook
from initiatives.workbook.preview import preview
from scp_tracker.accounts.roles import OFFICER

USUAL, LARGE, LARGEST = (
    60,
    1_000,
    9_999,
)  # a plan has no more initiatives: with its heading 10,000 rows
OURS, OPENPYXL = "Preview", "openpyxl"


def run(*, quick: bool) -> Iterator[Table]:
    """What a preview takes beside openpyxl's reading; then how it grows."""
    usual, large, largest = (10, 20, 40) if quick else (USUAL, LARGE, LARGEST)
    with sqlite() as database:
        alone(make_plans, (usual, large, largest), database=database)
        beside = alone(_beside, usual, 1 if quick else 15, database=database).value
        yield Table(
            f"A returned workbook of {usual} initiatives beside openpyxl reading its cells",
            ("Step", f"Beside {OPENPYXL}", "Takes"),
            tuple(
                (name, times(beside[name].against(beside[OPENPYXL])), f"{beside[name]}")
                for name in (OURS, OPENPYXL)
            ),
        )
        less = alone(_grown, large, database=database).value
        more = alone(_grown, largest, database=database).value
        yield growth(
            "Returned workbooks, half of their rows new", less, more, rows=(large, largest)
        )


def growth(heading: str, less: list[Step], more: list[Step], *, rows: tuple[int, int]) -> Table:
    """How each step grows with the rows: by a row, beside the smaller file."""
    few, many = rows
    return Table(
        heading,
        ("Step", f"{few:,} rows", f"{many:,} rows", "For each row", "Statements", "Memory"),
        tuple(
            (
                more_of.name,
                f"{less_of.seconds:.2f} s",
                f"{more_of.seconds:.2f} s",
                times(more_of.seconds / many / (less_of.seconds / few)),
                f"{less_of.statements} and {more_of.statements}",
                f"{more_of.peak:.0f} MB",
            )
            for less_of, more_of in zip(less, more, strict=True)
        ),
    )


def officer() -> Any:
    person, made = get_user_model().objects.get_or_create(email="officer@scp.example")
    if made:
        person.groups.add(Group.objects.get(name=OFFICER))
    return person


def _typed_in(size: int) -> bytes:
    """The workbook of a plan with a sentence more in every other outcome, as openpyxl saves it."""
    made = workbook(plan_of(size), agency=None, with_notes=True, made_on=AS_OF)
    book = load_workbook(BytesIO(made))
    sheet: Any = book.worksheets[1]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1, 2):
        cell = sheet.cell(row, heads[OUTCOME])
        cell.value = f"{cell.value} A second session is booked for March."
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _preview(content: bytes, size: int) -> ReturnedWorkbook:
    by = officer()
    received = receive(
        read_file("outcomes.xlsx", content),
        plan=plan_of(size),
        agency=None,
        by=by,
        file_name="outcomes.xlsx",
    )
    changes = preview(received).changes
    if len(changes) != (size + 1) // 2 or not all(
        cell.parts for it in changes for cell in it.cells
    ):
        raise ValueError("The preview shows something else than what was typed.")
    return received


def _beside(size: int, rounds: int) -> dict[str, Times]:
    content = _typed_in(size)
    contestants: dict[str, Callable[[], object]] = {
        OURS: lambda: _preview(content, size),
        OPENPYXL: lambda: _cells_by_openpyxl(content),
    }
    return in_turns(contestants, rounds=rounds)


def _cells_by_openpyxl(content: bytes) -> int:
    book = load_workbook(BytesIO(content), read_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def _grown(size: int) -> list[Step]:
    """Each step of one workbook, from its bytes to the outcomes on record."""
    content = _typed_in(size)
    by = officer()
    read, reading = measured("Reading", lambda: read_file("outcomes.xlsx", content))
    said: dict[str, Any] = {"plan": plan_of(size), "agency": None, "by": by}
    received, receiving = measured(
        "Comparing and keeping", lambda: receive(read, file_name="outcomes.xlsx", **said)
    )
    shown, showing = measured("Preview", lambda: preview(received))
    chosen = {change.row.pk: ReturnedRow.Choice.ALL for change in shown.changes}
    count, accepting = measured(
        "Accepting", lambda: accept(received, chosen=chosen, seen=shown.seen, by=by)
    )
    if count != (size + 1) // 2:
        raise ValueError("Other rows were accepted than were typed in.")
    return [reading._replace(peak=peak_of_children()), receiving, showing, accepting]
