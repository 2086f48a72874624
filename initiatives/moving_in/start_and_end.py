"""Two columns that say together when something happens: one its start, the other its end."""

import re
from collections.abc import Sequence

from initiatives.moving_in.headings import in_plain_letters
from initiatives.timing import Kind, parse_timing

_START = re.compile(r"(?:(?:planned|proposed) )?(?:start(?:s|ing)?|from|begins?)(?: (?:date|on))?")
_END = re.compile(
    r"(?:(?:planned|proposed) )?(?:end(?:s|ing)?|to|until|finish(?:es)?|completion|due|target)"
    r"(?: (?:date|on|by))?|deadline"
)


def start_and_end(headings: Sequence[str]) -> tuple[int, int] | None:
    """Which of the columns is headed as the start and which as the end, or None."""
    words = list(map(in_plain_letters, headings))
    starts = [at for at, heading in enumerate(words) if _START.fullmatch(heading)]
    ends = [at for at, heading in enumerate(words) if _END.fullmatch(heading)]
    return (starts[0], ends[0]) if len(starts) == len(ends) == 1 else None


def as_one_timing(start: str, end: str) -> str:
    """Both cells as a paper writes one timing: "1 April 2024 – 31 March 2025"."""
    start, end = start.strip(), end.strip()
    if start and end:
        return start if start == end else f"{start} – {end}"
    return f"Start {start}" if parse_timing(start).kind is Kind.POINT else start or end
