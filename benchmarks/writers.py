"""Writers alone, on SQLite: eight threads in two processes, as the tracker is served, and no pages.

Each records one outcome after another and holds its transaction open for five milliseconds, as a
slow disk would. Whoever began to wait later and was let in earlier has overtaken: a count, which a
busy machine does not change as it changes times.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from math import ceil
from time import monotonic, sleep

from django.conf import settings
from django.db import connections, transaction
from django.db.utils import ConnectionHandler

from benchmarks.children import alone
from benchmarks.databases import Database
from benchmarks.plans import AS_OF, plan_of
from benchmarks.tables import Table, times
from initiatives.models import Initiative

ENGINES = {"in turns": "scp_tracker.sqlite", "without turns": "django.db.backends.sqlite3"}
PROCESSES, THREADS = 2, 4
HELD = 0.005  # seconds


@dataclass(frozen=True)
class Written:
    """When a writer asked for the database, was let in, and was done; by one clock for all processes."""

    asked: float
    let_in: float
    done: float

    @property
    def seconds(self) -> float:
        """How long all of it took."""
        return self.done - self.asked

    def overtaken_by(self, other: "Written") -> bool:
        """Whether the other asked later and was let in earlier."""
        return other.asked > self.asked and other.let_in < self.let_in


def writers(database: Database, plan_size: int, *, quick: bool) -> Table:
    """How evenly writers wait at the plan of that size, with turns and without."""
    seconds = 0.5 if quick else 10
    rows = []
    for name, engine in ENGINES.items():
        written = _by_all(partial(write, plan_size, engine, seconds), database)
        rows.append((f"{database.name} {name}", *_figures(written, seconds)))
    return Table(
        f"{PROCESSES * THREADS} writers hold each transaction for {HELD * 1000:g} ms, without pages",
        (
            "",
            "Slowest hundredth over the middle",
            "Overtaken at most",
            "Written a second",
            "Middle",
            "Slowest hundredth",
        ),
        tuple(rows),
        ("A writer is overtaken by another that asked later and was let in earlier.",),
    )


def _by_all(work: Callable[[int], list[Written]], database: Database) -> list[Written]:
    """What the threads of all processes have written."""

    def process(number: int) -> list[Written]:
        return alone(work, number, database=database).value

    with ThreadPoolExecutor(PROCESSES) as pool:
        return [written for few in pool.map(process, range(PROCESSES)) for written in few]


def write(plan_size: int, engine: str, seconds: float, process: int) -> list[Written]:
    """What the threads of one process have written, each at an initiative of its own."""
    initiatives = plan_of(plan_size).initiatives.order_by("number")[process::PROCESSES][:THREADS]
    with ThreadPoolExecutor(THREADS) as pool:
        work = partial(_write_on, engine, monotonic() + seconds)
        return [written for few in pool.map(work, initiatives) for written in few]


def _write_on(engine: str, end: float, initiative: Initiative) -> list[Written]:
    database = settings.DATABASES["default"] | {"ENGINE": engine}
    connections["default"] = connection = ConnectionHandler({"default": database})["default"]
    after, done = initiative.newest_number(), []
    while (asked := monotonic()) < end:
        with transaction.atomic():
            let_in = monotonic()
            initiative.record(after=after, by=None, text="Booked.", reported_on=AS_OF)
            sleep(HELD)
        done.append(Written(asked, let_in, monotonic()))
        after += 1
    connection.close()
    return done


def _figures(written: Sequence[Written], seconds: float) -> tuple[str, ...]:
    took = sorted(one.seconds for one in written)
    middle, slow = took[len(took) // 2], took[ceil(len(took) * 0.99) - 1]
    overtaken = max(sum(map(one.overtaken_by, written)) for one in written)
    return (
        times(slow / middle),
        f"{overtaken:,}",
        f"{len(written) / seconds:.0f}",
        *(f"{wait * 1000:,.0f} ms" for wait in (middle, slow)),
    )
