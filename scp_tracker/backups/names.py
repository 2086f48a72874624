"""What a back-up is called, and which of a folder's are the oldest."""

import re
from datetime import UTC, datetime
from pathlib import Path

_OURS = re.compile(r"scp-tracker-\d{4}-\d\d-\d\dT\d{6}Z\.zip")


def stamp(moment: datetime) -> str:
    """A moment as part of a file name that sorts by time, whatever the clocks do in October."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"


def name_at(moment: datetime) -> str:
    """The name of the back-up made at that moment."""
    return f"scp-tracker-{stamp(moment)}.zip"


def all_but_newest(number: int, *, folder: Path) -> list[Path]:
    """The back-ups of that folder that carry a name of ours, without the newest `number`."""
    ours = sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name))
    return ours[:-number]
