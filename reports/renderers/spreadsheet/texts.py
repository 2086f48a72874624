"""What people type, made fit for an Excel cell without changing what it says."""

import re

from priorities.sheets.texts import LONGEST_TEXT, excel_length, printable
from reports.renderers.refusals import CannotBeMade

_NOT_IN_TITLES = re.compile(r"[\\/?*\[\]:]")


class TextTooLong(CannotBeMade):
    """A text that an Excel cell cannot hold whole."""


def whole(text: str, *, reference: str, heading: str) -> str:
    """The text, printable; raises TextTooLong where Excel would cut it without a word."""
    text = printable(text)
    if len(text) > LONGEST_TEXT // 2 and (count := excel_length(text)) > LONGEST_TEXT:
        raise TextTooLong(
            f"{reference or 'A row'}: the text under “{heading}” has {count:,} characters; "
            f"an Excel cell holds {LONGEST_TEXT:,}."
        )
    return text


def sheet_title(text: str) -> str:
    """The text as Excel lets a sheet be called."""
    title = " ".join(_NOT_IN_TITLES.sub(" ", printable(text)).split())[:31].strip(" '")
    return title if title.lower() not in ("", "data", "history") else "Report"
