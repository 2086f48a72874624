"""Rows of papers for tests: only what a test is about has to be said."""

from itertools import count

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.decisions import Decisions, Part, Shape
from initiatives.moving_in.finding import find
from initiatives.moving_in.plan_rows import PlanRow

_numbers = count(1)


def row(title="", **said):
    """A row of a paper, with an id and a place of its own."""
    number = next(_numbers)
    said.setdefault("rows", (f"0.{number}",))
    said.setdefault("place", f"Table 1, row {number}")
    said.setdefault("cells", (("Project", title),))
    return PlanRow(title=title, **said)


HEADINGS = (
    "Target",
    "Project / initiative",
    "Outcomes",
    "Timing",
    "Fund source",
    "Lead agency",
    "Status",
    "Reason for status",
    "Internal notes",
    "Key priority",
)
_NAMES = (
    "target",
    "title",
    "outcome",
    "timing",
    "fund_source",
    "lead",
    "status",
    "status_reason",
    "internal_note",
    "priority",
)


def paper(*rows, before=()):
    """A file with one table, which has a row for each mapping of names of parts to texts."""
    cells = tuple(tuple(said.get(name, "") for name in _NAMES) for said in rows)
    table = FileTable("Table 1", (HEADINGS, *cells))
    return FileRead((*map(FileText, before), table))


def decided(read, **said):
    """Decisions about it, each row an initiative, to go into the plan year 2017-18 unless said."""
    [found] = find(read)
    shapes = {f"{found.block}.{at}": Shape.NEW for at in range(1, found.row_count + 1)}
    parts = tuple(map(Part, _NAMES))
    said = {
        "shapes": shapes,
        "start_year": 2017,
        "reported_on": "2017-08-30",
        "values_confirmed": True,
    } | said
    return Decisions(tables=(found.block,), columns={found.layout: parts}, **said)
