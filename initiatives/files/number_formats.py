"""What a number stands for, by the format a cell shows it in: only that tells a date from a number."""

import re
from typing import Literal, TypeAlias

Shown: TypeAlias = Literal[
    "number", "date", "moment", "time", "duration", "month", "day and month", "percent", "pounds"
]

_BUILT_IN: dict[int, Shown] = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15), "date"),
    **dict.fromkeys((18, 19, 20, 21, 45), "time"),
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "date"),  # of East Asia
    **dict.fromkeys((46, 47), "duration"),
    16: "day and month",
    17: "month",
    22: "moment",
}
_POUNDS = re.compile(r'\[\$£|"£"|\\?£')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|am/pm|a/p|general|standard', re.IGNORECASE)


def built_in(number: int) -> Shown:
    """What one of Excel's own formats shows, by its number."""
    return _BUILT_IN.get(number, "number")


def shown_by(code: str) -> Shown:
    """What a format code such as "dd/mm/yyyy" shows."""
    first = code.split(";")[0]
    if _POUNDS.search(first):
        return "pounds"
    if _ELAPSED.search(first):
        return "duration"
    bare = _NOT_SHOWN.sub("", first).lower()
    letters = set(bare) & set("ymdhs")
    if letters:
        return _moment_shown(letters)
    return "percent" if "%" in bare else "number"


def _moment_shown(letters: set[str]) -> Shown:
    has_time = bool(letters & {"h", "s"})
    if has_time:
        return "moment" if letters & {"y", "d"} else "time"
    if "d" in letters:
        return "date" if "y" in letters or letters == {"d"} else "day and month"
    return "month" if "m" in letters else "date"
