"""Issued papers as the public is sent them, against the barest Django view that sends the same bytes.

The annual plan of each size is issued twice, with a file of every format. What is timed is Django's
handler, from the request to the last byte: the tracker's with all that stands before its public pages
and a database connection of its own for each request, as it works on SQLite; the floor's with no
middleware, no database, one address and a view that has the bytes in memory. The network and the
server's own work, the same for both, are left out. A first visit knows nothing and is sent everything;
a repeat visit says which answer it has, and is told with 304 and not a byte that it is still the one.
First visit, repeat visit and floor take turns in one process, warmed up; times are the processor's, with
the database's, which works in the same process. Statements are counted in visits that are not timed; a
page or file that asks more than three times, or is sent twice, stops it all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from time import process_time
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.bare import Bare
from benchmarks.children import alone
from benchmarks.databases import Database, sqlite
from benchmarks.plans import AS_OF, make_plans, plan_of
from benchmarks.tables import Table, times
from benchmarks.timing import Times, in_turns
from reports.catalogue import FORMATS
from reports.issuing import issue
from scp_tracker.accounts.models import User

SIZES = (60, 300)
MOST_STATEMENTS = 3
COLUMNS = (
    "Page or file",
    "Initiatives",
    "First visit over the floor",
    "304 over the floor",
    "Statements, first visit",
    "Statements, 304",
    "First visit",
    "304",
    "Floor",
    "Size",
)
_FIRST, _AGAIN, _FLOOR = "first", "again", "floor"
_SLUG = "annual-plan"


@dataclass(frozen=True)
class Sent:
    """An answer: its status, its bytes, the mark to come back with, and the statements it took."""

    status: int
    content: bytes
    mark: str
    statements: int


@dataclass(frozen=True)
class Visits:
    """What one page or file took of a visitor who came for the first time, and of one who came again."""

    name: str
    size: int  # in bytes
    statements: tuple[int, int]
    first: Times
    again: Times
    floor: Times


def run(*, quick: bool) -> Iterator[Table]:
    """What each page and file takes with plans of every size."""
    with sqlite() as database:
        yield _measured(database, (10,) if quick else SIZES, quick=quick)


def _measured(database: Database, sizes: tuple[int, ...], *, quick: bool) -> Table:
    alone(_prepare, sizes, database=database)
    rows = []
    for size in sizes:
        rounds = 1 if quick else 7
        rows += [_row(size, one) for one in alone(_visits, size, rounds, database=database).value]
    return Table(f"Issued papers, on {database.name}", COLUMNS, tuple(rows))


def _row(size: int, visits: Visits) -> tuple[str, ...]:
    return (
        visits.name,
        f"{size:,}",
        times(visits.first.against(visits.floor)),
        times(visits.again.against(visits.floor)),
        *map(str, visits.statements),
        f"{visits.first}",
        f"{visits.again}",
        f"{visits.floor}",
        f"{visits.size / 1024:,.0f} kB",
    )


def _prepare(sizes: tuple[int, ...]) -> None:
    """Two issues of the annual plan of every size, and the style sheet that the pages lead to."""
    call_command("collectstatic", interactive=False, verbosity=0)
    make_plans(sizes)
    clerk = User.objects.create_user("clerk@scp.example", name="Example clerk")
    for size in sizes:
        for after, reason in enumerate(("", "An outcome was left out.")):
            issue(plan_of(size), _SLUG, as_of=AS_OF, by=clerk, reason=reason, after=after)


def _visits(size: int, rounds: int) -> list[Visits]:
    """What each public page and file of a plan of so many initiatives takes."""
    tracker, bare = WSGIHandler(), Bare()
    return [
        _visited(name, address, tracker, bare, rounds=rounds)
        for name, address in _places(plan_of(size).start_year)
    ]


def _places(start_year: int) -> Iterator[tuple[str, str]]:
    """What the public comes to, and where: the list of everything, and the newest issue."""
    from django.urls import reverse  # the addresses are known in the child alone

    newest = {"start_year": start_year, "slug": _SLUG, "issue_number": 2}
    yield "List of papers", reverse("papers:papers")
    yield "Issue", reverse("papers:issue", kwargs=newest)
    yield "What changed in it", reverse("papers:changes", kwargs=newest)
    for extension, kind in FORMATS.items():
        said = {**newest, "extension": extension}
        yield f"{kind.name} file", reverse("papers:download", kwargs=said)


def _visited(name: str, address: str, tracker: WSGIHandler, bare: Bare, *, rounds: int) -> Visits:
    """The visits of one address.

    Raises ValueError if it asks too often, or is not sent whole once and then not at all.
    """
    new = RequestFactory(SERVER_NAME="127.0.0.1").get(address).environ
    first = _counted(tracker, new)
    known = {**new, "HTTP_IF_NONE_MATCH": first.mark}
    again = _counted(tracker, known)
    bare.put(address, first.content)
    if (first.status, again.status) != (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED) or again.content:
        raise ValueError(f"{address} is answered with {first.status}, then {again.status}.")
    if max(first.statements, again.statements) > MOST_STATEMENTS:
        raise ValueError(f"{address} asks {first.statements} times, then {again.statements} times.")
    measured = in_turns(
        {
            _FIRST: partial(_sent, tracker, new),
            _AGAIN: partial(_sent, tracker, known),
            _FLOOR: partial(_sent, bare, new),
        },
        rounds=rounds,
        clock=process_time,
    )
    return Visits(
        name,
        len(first.content),
        (first.statements, again.statements),
        measured[_FIRST],
        measured[_AGAIN],
        measured[_FLOOR],
    )


def _begin(*_: Any) -> Callable[[bytes], object]:
    """What a server does with status and headers: here, nothing."""
    return bytes


def _counted(handler: WSGIHandler, environ: dict[str, Any]) -> Sent:
    with CaptureQueriesContext(connection) as asked:
        status, content, mark = _sent(handler, environ)
    return Sent(status, content, mark, len(asked))


def _sent(handler: WSGIHandler, environ: dict[str, Any]) -> tuple[int, bytes, str]:
    """What a visitor is sent: the status, the bytes and the mark."""
    response = handler(dict(environ), _begin)
    try:
        content = b"".join(response)
    finally:
        response.close()
    return response.status_code, content, response.headers.get("ETag", "")
