"""Thirty partners answer one return at once while an officer accepts what they send.

The tracker is served as `./run` serves it. Each partner is of one lead agency and goes through the
pages as they lead: the list, "no change" for a third of it, a form for each of the others, the check,
the sending; then some of what was sent is mended. Half of the initiatives have two leads, who may have
the same form open; whoever is later is shown both answers and saves again. All the while the officer
goes from the board to each agency whose answers wait, and accepts the first of them, then all others.
Nobody pauses. What the pages said is then compared with what the database has.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from time import perf_counter

from benchmarks.asked import Asked, ask
from benchmarks.came import Came, what_came
from benchmarks.children import alone
from benchmarks.databases import NO_POSTGRES, Database, postgres, sqlite
from benchmarks.officers import Officer
from benchmarks.partners import Partner
from benchmarks.people import within
from benchmarks.serving import served
from benchmarks.tables import Table, times

FIGURES = (
    "Slowest hundredth over the middle",
    "Answers a second",
    "Errors",
    "Saved, sent or accepted but missing",
    "Accepted without exactly one outcome",
    "Outcomes not accepted",
    "Told of another’s",
    "Accepted meanwhile",
    "Middle",
    "Slowest hundredth",
)
NOTE = (
    "Errors are answers 5xx, none at all, and pages that nobody expects. Whoever is told of another’s "
    "has typed text given back. Accepted meanwhile is how much of all that was accepted the officer "
    "accepted while partners still answered. Times are waits of people who never pause."
)


@dataclass(frozen=True)
class Answered:
    """What the partners and the officer met with, in how many seconds."""

    partners: list[Partner]
    officer: Officer
    accepted_meanwhile: int
    seconds: float


def run(*, quick: bool) -> Iterator[Table]:
    """The return answered on SQLite and on PostgreSQL, each from nothing."""
    agencies, initiatives = (6, 12) if quick else (30, 160)
    rows = []
    notes = [NOTE]
    with sqlite() as database:
        rows.append(_row(database, agencies, initiatives))
    with postgres() as server:
        if server:
            rows.append(_row(server, agencies, initiatives))
        else:
            notes.append(NO_POSTGRES)
    heading = f"{agencies} partners answer a return at once while an officer accepts"
    yield Table(heading, ("Database", *FIGURES), tuple(rows), tuple(notes))


def _row(database: Database, agencies: int, initiatives: int) -> tuple[str, ...]:
    asked = alone(ask, agencies, initiatives, database=database).value
    with served(database) as server:
        answered = answer_at_once(asked, server.port)
    came = alone(what_came, database=database).value
    return (database.name, *_figures(answered, came))


def answer_at_once(asked: Asked, port: int) -> Answered:
    """Have everybody answer at once and the officer accept; at the end all of it is accepted."""
    partners, officer = asked.partners_at(port), asked.officer_at(port)
    is_over = Event()
    with ThreadPoolExecutor(len(partners) + 1) as pool:
        list(pool.map(Partner.look, partners))  # so that every worker is warm
        accepting = pool.submit(officer.accept_until, is_over.is_set)
        started = perf_counter()
        try:
            list(pool.map(Partner.answer_all, partners))
        finally:
            meanwhile, seconds = officer.accepted, perf_counter() - started
            is_over.set()
        accepting.result()
    return Answered(partners, officer, meanwhile, seconds)


def missing(answered: Answered, came: Came) -> int:
    """How much of what the pages said was saved, sent or accepted is not there."""
    given = [one for partner in answered.partners for one in partner.given if one.is_saved]
    unsent = [
        partner for partner in answered.partners if partner.has_sent and partner.part in came.unsent
    ]
    return came.missing(given) + len(unsent) + max(0, answered.officer.accepted - came.accepted)


def _figures(answered: Answered, came: Came) -> tuple[str, ...]:
    given = [one for partner in answered.partners for one in partner.given]
    waits = [one.seconds for one in given if one.is_saved]
    middle, slow = within(50, waits), within(99, waits)
    errors = sum(partner.errors for partner in answered.partners) + answered.officer.errors
    return (
        times(slow / middle),
        f"{len(waits) / answered.seconds:.1f}",
        str(errors),
        str(missing(answered, came)),
        str(came.without_outcome),
        str(came.unaccepted),
        str(sum(one.is_told for one in given)),
        f"{answered.accepted_meanwhile} of {came.accepted}",
        f"{middle * 1000:,.0f} ms",
        f"{slow * 1000:,.0f} ms",
    )
