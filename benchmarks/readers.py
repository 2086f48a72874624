"""What somebody who reads does to those who save, and they to whoever reads, on SQLite.

SQLite lets nobody commit while a statement is being read. One person opens the same page or file
again and again while everybody saves, and before that alone.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from statistics import median
from threading import Event

from benchmarks.crowds import Crowd
from benchmarks.databases import Database
from benchmarks.people import Person, save_for, within
from benchmarks.serving import served
from benchmarks.tables import Table, times


def readers(database: Database, crowd: Crowd, sizes: Sequence[int], *, quick: bool) -> Table:
    """Saving while nobody reads, while a plan's page is read, and while a large file is made."""
    many, large = sizes
    plan, large_plan = crowd.plans
    pages = {
        "Nothing": "",
        f"The page of a plan of {many:,}": plan,
        f"The Excel report of a plan of {large:,}": f"{large_plan}reports/year-end.xlsx",
    }
    with served(database) as server:
        people = crowd.at(server.port, initiatives=many)
        save_for(0.5 if quick else 2, people)
        rows = [
            (name, *_figures(people, crowd.at(server.port)[0], page, seconds=0.5 if quick else 10))
            for name, page in pages.items()
        ]
    columns = (
        "What is read",
        "Saved a second",
        "Slowest hundredth over the middle",
        "Slowest save",
        "Read alone",
        "Read meanwhile",
    )
    return Table(f"One reads while {len(people)} save, on {database.name}", columns, tuple(rows))


def _figures(people: list[Person], reader: Person, page: str, *, seconds: float) -> tuple[str, ...]:
    is_over = Event()
    is_over.set()
    alone = _reads(reader, page, until=is_over)
    is_over.clear()
    with ThreadPoolExecutor(1) as pool:
        meanwhile = pool.submit(_reads, reader, page, until=is_over)
        try:
            saves = save_for(seconds, people)
        finally:
            is_over.set()
    waits = [save.seconds for save in saves if save.is_accepted]
    return (
        f"{len(waits) / seconds:.0f}",
        times(within(99, waits) / within(50, waits)),
        f"{max(waits) * 1000:,.0f} ms",
        _middle(alone),
        _middle(meanwhile.result()),
    )


def _reads(reader: Person, page: str, *, until: Event) -> list[float]:
    """The seconds that each reading took: one at least, or none where there is no page."""
    seconds = []
    while page:
        started = time.perf_counter()
        if reader.open(page) != HTTPStatus.OK:
            raise RuntimeError(f"{page} could not be read.")
        seconds.append(time.perf_counter() - started)
        if until.is_set():
            break
    return seconds


def _middle(seconds: list[float]) -> str:
    return f"{median(seconds) * 1000:,.0f} ms" if seconds else ""
