"""The tables of the plan page and of both report pages, against the least they could cost.

What is timed is the table part: reading the plan from the database and filling the table's
template, as the views do. The floor makes the same table, tag for tag, from raw SQL with strings
joined by hand: nothing that keeps a team safe and quick, and nothing left to take away. Both run
in one process, in turns and warmed up, on the same rows; whether they made the same HTML is checked
first. Peak memory is that of the process after it made the table once, Python and Django included.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from benchmarks import floors
from benchmarks.children import alone, peak
from benchmarks.databases import NO_POSTGRES, Database, postgres, sqlite
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns
from initiatives.models import Initiative
from initiatives.rows import initiative_rows
from priorities.models import PartnershipPlan
from reports.catalogue import REPORTS

SIZES = (60, 1_000, 10_000)
COLUMNS = ("Table", "Rows", "Over the floor", "Here", "Floor", "Time a row", "Peak memory")

Make = Callable[[PartnershipPlan], str]


@dataclass(frozen=True)
class Page:
    """A page's table: what it is called, how it is made, and how at the least."""

    name: str
    ours: Make
    floor: Make


def run(*, quick: bool) -> Iterator[Table]:
    """A table for each database; the quick run is content with SQLite."""
    with sqlite() as database:
        yield _measured(database, (10,) if quick else SIZES)
    if quick:
        return
    with postgres() as server:
        if server:
            yield _measured(server, SIZES)
        else:
            yield Table("Tables of pages, on PostgreSQL", notes=(NO_POSTGRES,))


def _measured(database: Database, sizes: tuple[int, ...]) -> Table:
    alone(make_plans, sizes, database=database)
    rows = tuple(_row(page, size, database) for page in PAGES for size in sizes)
    return Table(f"Tables of pages, on {database.name}", COLUMNS, rows)


def _row(page: Page, size: int, database: Database) -> tuple[str, ...]:
    ours, floor, most = alone(_time, page.name, size, database=database).value
    return (
        page.name,
        f"{size:,}",
        times(ours.against(floor)),
        f"{ours}",
        f"{floor}",
        f"{ours.median / size * 1_000_000:.0f} µs",
        f"{most:.0f} MB",
    )


def _time(name: str, size: int) -> tuple[Times, Times, float]:
    """The times of one page's table and of its floor, and the peak of making the table once.

    Raises ValueError if the floor makes another table.
    """
    page, plan = _named(name), plan_of(size)
    table = page.ours(plan)
    most = peak()
    if _squeezed(table) != _squeezed(page.floor(plan)):
        raise ValueError(f"The floor of the {name} makes another table.")
    contestants = {"ours": lambda: page.ours(plan), "floor": lambda: page.floor(plan)}
    rounds = 41 if size <= 100 else 11 if size <= 1_000 else 5
    measured = in_turns(contestants, rounds=rounds)
    return measured["ours"], measured["floor"], most


def _plan_table(plan: PartnershipPlan) -> str:
    rows = initiative_rows(Initiative.objects.in_force().filter(plan=plan), as_of=AS_OF)
    return render_to_string("initiatives/_plan_table.html", {"plan": plan, "rows": rows})


def _report(slug: str) -> Make:
    def tables(plan: PartnershipPlan) -> str:
        report = REPORTS[slug].build(plan, as_of=AS_OF)
        return "".join(
            render_to_string("reports/_table.html", {"section": table})
            for table in report.tables
            if not table.is_glossary
        )

    return tables


PAGES = (
    Page("Plan", _plan_table, floors.plan_table),
    Page("Annual partnership plan", _report("annual-plan"), floors.annual_plan),
    Page("Year end report", _report("year-end"), floors.year_end),
)


def _named(name: str) -> Page:
    return next(page for page in PAGES if page.name == name)


def _squeezed(html: str) -> str:
    """The HTML without the white space that no browser shows."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html))
