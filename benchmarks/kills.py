"""The whole tracker is killed with signal 9, again and again, while people save.

Master and workers end in the midst of what they do. After each kill the tracker is started anew, and
every save it had ever said yes to is looked for. Most people write outcomes; some turn the lead
agencies of an initiative round and say so in its title, which is one transaction over four tables:
it has to be there whole, with its history, or not at all.

On PostgreSQL one of the database's own processes is killed too, where the server is the benchmark's
own; it then ends all the others, and recovers.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from random import choice, randint, uniform
from statistics import median
from threading import Event, Semaphore
from time import sleep

import psycopg

from benchmarks.children import alone
from benchmarks.crowds import Crowd, make_crowd
from benchmarks.databases import NO_POSTGRES, Database, postgres, sqlite
from benchmarks.kept import Faults, find_faults
from benchmarks.people import Person, Save, all_at_once
from benchmarks.serving import Server, served
from benchmarks.tables import Table

PEOPLE, INITIATIVES = 10, 40
LONG = 60  # seconds nobody waits unless something is wrong
RENAMERS = (0, 2)  # officers; everybody else writes outcomes
NOTE = (
    "What was accepted is missing when it is not in the history once, after what its writer had read. "
    "SQLite’s integrity and foreign key checks ran after each kill of the tracker on it."
)


def run(*, quick: bool) -> Iterator[Table]:
    """Kill the tracker on SQLite and on PostgreSQL, and PostgreSQL itself."""
    kills = 1 if quick else 20
    rows: list[tuple[str, ...]] = []
    notes = [NOTE]
    with sqlite() as database:
        rows += _rows(database, kills)
    with postgres() as server:
        if server:
            rows += _rows(server, kills)
        else:
            notes.append(NO_POSTGRES)
    columns = (
        "Killed",
        "Kills",
        "Accepted but missing",
        "Done by half",
        "Damaged",
        "Saves accepted",
        "Answers again after",
        "At most",
    )
    yield Table(f"Signal 9 while {PEOPLE} people save", columns, tuple(rows), tuple(notes))


def _rows(database: Database, kills: int) -> Iterator[tuple[str, ...]]:
    crowd = alone(make_crowd, PEOPLE, [INITIATIVES], database=database).value
    with served(database) as server:
        yield (
            f"The tracker, on {database.name}",
            *_figures(kills, database, server, crowd, server.kill, server.start),
        )
        if database.is_own_server:
            kill = partial(_kill_a_process_of, database)
            yield (
                f"A process of {database.name}",
                *_figures(kills, database, server, crowd, kill, server.wait),
            )


def _figures(
    kills: int,
    database: Database,
    server: Server,
    crowd: Crowd,
    kill: Callable[[], None],
    come_back: Callable[[], float],
) -> tuple[str, ...]:
    accepted: list[Save] = []
    seconds: list[float] = []
    found: list[Faults] = []
    for _ in range(kills):
        saves = _saves_until(kill, crowd.at(server.port))
        seconds.append(come_back())
        accepted += [save for save in saves if save.is_accepted]
        found.append(alone(find_faults, accepted, database=database).value)
    return (
        str(kills),
        str(max(faults.missing for faults in found)),
        str(max(faults.half_done for faults in found)),
        str(max(faults.damage for faults in found)),
        f"{len(accepted):,}",
        f"{median(seconds):.1f} s",
        f"{max(seconds):.1f} s",
    )


def _saves_until(kill: Callable[[], None], people: Sequence[Person]) -> list[Save]:
    """What was answered to people who save until something is killed, at whatever moment."""
    works = [
        person.rename if number in RENAMERS else person.save_outcome
        for number, person in enumerate(people)
    ]
    accepted, is_over = Semaphore(0), Event()

    def counted(work: Callable[[], Save]) -> Save:
        save = work()
        if save.is_accepted:
            accepted.release()
        return save

    with ThreadPoolExecutor(1) as pool:
        counting = [partial(counted, work) for work in works]
        saves = pool.submit(all_at_once, counting, until=is_over.is_set)
        try:
            for _ in range(randint(5, 30)):  # noqa: S311 - a kill comes at any moment
                accepted.acquire(timeout=LONG)
            sleep(uniform(0, 0.05))  # noqa: S311
            kill()
        finally:
            is_over.set()
    return saves.result()


def _kill_a_process_of(database: Database) -> None:
    """End one of the PostgreSQL processes that work for the tracker."""
    with (
        suppress(psycopg.OperationalError),
        closing(psycopg.connect(database.url, autocommit=True)) as connection,
    ):
        processes = connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
        os.kill(choice(processes)[0], signal.SIGKILL)  # noqa: S311
        connection.execute("SELECT pg_sleep(%s)", [LONG])  # until the server ends this one too
