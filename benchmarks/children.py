"""Work done in a process of its own: a fresh start, a peak of memory that is nobody else's."""

import os
import resource
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import django

if TYPE_CHECKING:
    from benchmarks.databases import Database

Value = TypeVar("Value")


@dataclass(frozen=True)
class Answer(Generic[Value]):
    """What the work returned, and the most memory its process ever held, in megabytes."""

    value: Value
    peak: float


def alone(
    work: Callable[..., Value], *said: Any, database: "Database | None" = None
) -> Answer[Value]:
    """Do `work`, a function of a module, in a new process that is set up for `database`.

    What it raises is raised here.
    """
    environment = database.environment if database else {}
    # Not forked: what this process holds would count as the child's memory.
    with ProcessPoolExecutor(1, get_context("spawn"), _set_up, (environment,)) as pool:
        return pool.submit(_measured, work, said).result()


def _set_up(environment: Mapping[str, str]) -> None:
    os.environ.update(environment)
    django.setup()


def _measured(work: Callable[..., Value], said: tuple[Any, ...]) -> Answer[Value]:
    value = work(*said)
    return Answer(value, peak())


def peak() -> float:
    """The most memory that this process has held until now, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def peak_of_children() -> float:
    """The most memory that a process this one has started and waited for has held, in megabytes.

    Each begins with what this one held when it started it.
    """
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
