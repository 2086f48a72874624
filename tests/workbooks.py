"""Returned workbooks for tests: rows as the tracker makes them, with what somebody typed over them."""

from typing import Any

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import Initiative, ReturnedWorkbook, Status
from initiatives.workbook.columns import MARK, NOTE, OUTCOME, REASON, REFERENCE, STATUS
from initiatives.workbook.coming_back import receive
from initiatives.workbook.marks import mark
from initiatives.workbook.standing import Standing, standing
from tests.builders import make_plan

HEADINGS = (REFERENCE, "Project or initiative", OUTCOME, STATUS, REASON, NOTE, MARK)


def row_of(initiative: Initiative, **typed: str) -> dict[str, str]:
    """The row of an initiative as it stands now, by headings; outcome="…" is what was typed over it."""
    [cells] = rows_of(Initiative.objects.filter(pk=initiative.pk))
    by_name = {"outcome": OUTCOME, "status": STATUS, "reason": REASON, "note": NOTE, "mark": MARK}
    return cells | {by_name.get(name, name): text for name, text in typed.items()}


def rows_of(initiatives: Any) -> list[dict[str, str]]:
    """The rows of initiatives as they stand now, by headings."""
    stands = standing(initiatives)
    return [
        _row(initiative, stands[initiative.pk]) for initiative in initiatives.select_related("plan")
    ]


def _row(initiative: Initiative, now: Standing) -> dict[str, str]:
    return {
        REFERENCE: initiative.reference,
        "Project or initiative": initiative.title,
        OUTCOME: now.text,
        STATUS: Status(now.status).label if now.status else "",
        REASON: now.status_reason,
        NOTE: now.internal_note,
        MARK: str(mark(now.follows, now.said)),
    }


def read_of(*rows: dict[str, str], sheet: str = "Outcomes", headings: Any = HEADINGS) -> FileRead:
    """What a file with these rows says, its headings in the first row."""
    cells = tuple(tuple(row.get(heading, "") for heading in headings) for row in rows)
    return FileRead((FileTable(sheet, (tuple(headings), *cells), is_sheet=True),))


def bring_back(*rows: dict[str, str], by: Any, agency: Any = None, **said: Any) -> ReturnedWorkbook:
    """A workbook of 2017-18 with these rows, uploaded by that person."""
    said.setdefault("plan", make_plan())
    said.setdefault("file_name", "outcomes-2017-18.xlsx")
    return receive(read_of(*rows), agency=agency, by=by, **said)
