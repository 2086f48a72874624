"""Keep a copy of the tracker, and put one back."""

from dataclasses import dataclass


class Refused(Exception):
    """A back-up or restore that cannot be done, in a sentence that says how to mend it."""


@dataclass(frozen=True)
class Copied:
    """What a copy of the database holds: its migrations, and the number of rows of each table."""

    migrations: list[str]
    rows: dict[str, int]
