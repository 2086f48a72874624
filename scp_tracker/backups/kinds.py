"""The two kinds of database, behind the same few functions."""

from pathlib import Path
from typing import Protocol

from django.db import connection

from scp_tracker.backups import Copied, postgres, sqlite


class Kind(Protocol):
    """What a module does for its kind of database."""

    NAME: str
    PART: str

    def version(self) -> int:
        """The version in use, which has to be that of a copy or newer."""

    def copy(self, target: Path) -> Copied:
        """Write the database as it is at one moment to `target`, without the sessions."""

    def check(self, path: Path) -> None:
        """Refused unless the copy is sound."""

    def holds_anything(self) -> bool:
        """Whether the tracker's database has any table."""

    def make_ready(self) -> None:
        """Refused while the database is in use, or is not fit to be replaced."""

    def replace(self, new: Path) -> None:
        """Put the copy `new` where the tracker's database is, whole or not at all."""


def kind_in_use() -> Kind:
    """The kind of database this tracker is set to keep its records in."""
    return postgres if connection.vendor == "postgresql" else sqlite
