"""Whether a data folder's tracker is being served, so that nothing is put in its place meanwhile.

The folder itself is locked: shared by servers, alone by whoever replaces what is in it. A process
that is killed leaves no lock behind. On a disk without locks everybody passes.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scp_tracker.starting.refusal import NotReady


def serve_from(folder: Path) -> None:
    """Be known to serve from `folder` until this process and its children end.

    Raises NotReady while a back-up is being restored there.
    """
    try:
        _lock(folder, fcntl.LOCK_SH)
    except BlockingIOError as error:
        raise NotReady(
            f"A back-up is being restored into {folder}. Start again when that has finished."
        ) from error


@contextmanager
def nobody_serves_from(folder: Path) -> Iterator[None]:
    """Keep servers of `folder` from starting; raises BlockingIOError while one runs."""
    lock = _lock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def _lock(folder: Path, kind: int) -> int:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, kind | fcntl.LOCK_NB)
    except OSError as error:
        if isinstance(error, BlockingIOError):
            os.close(opened)
            raise
    return opened
