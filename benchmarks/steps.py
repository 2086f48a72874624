"""One step of a longer job: how long it took, what it asked of the database, and how much it held."""

import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.children import peak

Result = TypeVar("Result")


class Step(NamedTuple):
    """Seconds, statements, and the most megabytes its process had held by then."""

    name: str
    seconds: float
    statements: int
    peak: float


def measured(name: str, work: Callable[[], Result]) -> tuple[Result, Step]:
    """What the work returns, and what it took; its transaction's own statements count too."""
    with CaptureQueriesContext(connection) as asked:
        started = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - started
    return result, Step(name, seconds, len(asked), peak())
