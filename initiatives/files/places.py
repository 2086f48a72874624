"""How many files are read at once: two on the whole machine, whichever process of the server reads."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from time import monotonic, sleep

MOST = 2  # each takes a processor and up to half a gigabyte
_LOOK_AGAIN = 0.05  # seconds
_HERE = BoundedSemaphore(MOST)
_folder: Path | None = None


class NoPlace(Exception):
    """Other files are being read."""


def share(folder: Path) -> None:
    """From now on count with every process that was told the same folder."""
    global _folder
    _folder = folder


@contextmanager
def place(*, within: float) -> Iterator[None]:
    """Hold one of the places; raises NoPlace when none comes free within so many seconds."""
    until = monotonic() + within
    if not _HERE.acquire(timeout=within):
        raise NoPlace
    try:
        lock = _locked(until=until)
        try:
            yield
        finally:
            if lock is not None:
                os.close(lock)  # a process that dies lets go of it too
    finally:
        _HERE.release()


def _locked(*, until: float) -> int | None:
    """A file of the folder that is locked for us; None where locks are not to be had.

    A disk that is full or cannot lock keeps nobody from reading: each process still counts its own.
    """
    if _folder is None:
        return None
    try:
        _folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        while True:
            for number in range(1, MOST + 1):
                if (lock := _try(_folder / f"place-{number}")) is not None:
                    return lock
            if until <= monotonic():
                break
            sleep(_LOOK_AGAIN)
    except OSError:
        return None
    raise NoPlace


def _try(file: Path) -> int | None:
    lock = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if isinstance(error, BlockingIOError):
            return None
        raise
    return lock
