"""Whether the tracker may start, and if not, one sentence that says how to mend it.

These checks belong to serving. Commands such as migrate, which mend what is missing, go without.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections

from scp_tracker.starting import databases, folders, people, static_files
from scp_tracker.starting.refusal import NotReady


def check_ground() -> None:
    """Raise NotReady when the disk or the database cannot be worked with, not even by migrate."""
    try:
        folders.check_usable(settings.DATA_DIR, setting="DATA_DIR")
        if file := databases.file_of(connection):
            folders.check_usable(file.parent, setting="DATABASE_URL")
            folders.check_on_this_machine(file.parent)
        if not settings.LOCAL:
            folders.check_private(settings.DATA_DIR)
            if file and file.exists() and not file.is_relative_to(Path(settings.DATA_DIR)):
                folders.check_private(file)
        databases.check_answers(connection)
        databases.check_not_newer(connection)
    finally:
        connections.close_all()  # a server that forks after this must not share a connection


def check() -> None:
    """Raise NotReady when anything stands in the way of serving."""
    check_ground()
    try:
        databases.check_migrated(connection)
        if not settings.LOCAL:
            people.check_no_demo_users()
    finally:
        connections.close_all()
    static_files.check_collected()


@contextmanager
def refusing() -> Iterator[None]:
    """End the program with the sentence, and no traceback, when it is not ready."""
    try:
        yield
    except (ImproperlyConfigured, NotReady) as reason:
        sys.stderr.write(f"SCP Tracker cannot start. {reason}\n")
        # A gunicorn worker that ends with 3 ends the server; with 1 it would be started for ever.
        raise SystemExit(3) from None
