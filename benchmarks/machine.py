"""What the figures were measured on."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version


def this_machine() -> str:
    """Its cores, the versions that matter, and the day, in one line."""
    today = datetime.now(UTC)
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, Django {version('django')}, "
        f"SQLite {sqlite3.sqlite_version}; {today.day} {today:%B %Y}."
    )
