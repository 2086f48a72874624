"""What an Excel sheet of a report may be called."""

import re

from priorities.sheets.texts import printable

_NOT_IN_TITLES = re.compile(r"[\\/?*\[\]:]")


def sheet_title(text: str) -> str:
    """The text as Excel lets a sheet be called."""
    title = " ".join(_NOT_IN_TITLES.sub(" ", printable(text)).split())[:31].strip(" '")
    return title if title.lower() not in ("", "data", "history") else "Report"
