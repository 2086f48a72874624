"""Turns at one file: whoever waits goes before whoever comes later, in this process or another."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

_LOOK_AGAIN = 0.001  # seconds

_threads: dict[tuple[int, str], Lock] = {}


@contextmanager
def turn(path: str, *, within: float) -> Iterator[None]:
    """Be the only one whose turn it is at the file `path`.

    Raises TimeoutError when the turn has not come `within` that many seconds, and OSError when the
    files beside it that processes lock cannot be opened. A killed process leaves its turn to others.
    """
    deadline = time.monotonic() + within
    with _thread_turn(path, deadline), ExitStack() as held:
        # One process waits here for the turn. Without this place, threads that hand the turn on
        # among themselves, which is quicker, would keep another process out for as long as they come.
        with _locked(f"{path}-next", deadline, like=path):
            held.enter_context(_locked(f"{path}-turn", deadline, like=path))
        yield


@contextmanager
def _thread_turn(path: str, deadline: float) -> Iterator[None]:
    # By process: a forked one has a lock of its own, not its parent's, which nobody there would open.
    threads = _threads.setdefault((os.getpid(), path), Lock())
    if not threads.acquire(timeout=max(0, deadline - time.monotonic())):
        raise TimeoutError(path)
    try:
        yield
    finally:
        threads.release()


@contextmanager
def _locked(lock: str, deadline: float, *, like: str) -> Iterator[None]:
    file, process = _opened(lock, like=like), os.getpid()
    try:
        while not _locks(file):
            if time.monotonic() >= deadline:
                raise TimeoutError(lock)
            time.sleep(_LOOK_AGAIN)
        yield
    finally:
        # Closing would not unlock while a forked child has the file open; and such a child, closing
        # what it was born with, must not unlock for its parent.
        if os.getpid() == process:
            fcntl.flock(file, fcntl.LOCK_UN)
        os.close(file)


def _opened(lock: str, *, like: str) -> int:
    file = os.open(lock, os.O_RDWR | os.O_CREAT, mode=0o600)
    if os.geteuid() == 0:  # a command run once as root must not lock the service's account out
        owner = os.stat(like)  # noqa: PTH116
        os.fchown(file, owner.st_uid, owner.st_gid)
    return file


def _locks(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
