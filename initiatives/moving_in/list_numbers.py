"""The numbers in a column of another body's priorities: "1, 3", "2 & 4", "1-3"."""

import re

_JOINTS = re.compile(r"\s*(?:[,;/&]|\band\b)\s*|\s+", re.IGNORECASE)
_RANGE = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))?")
_DASHES = re.compile(r"\s*(?:[-\u2010-\u2014]|\bto\b)\s*", re.IGNORECASE)
_NONE = re.compile(r"\W*|n/?a|none|not applicable", re.IGNORECASE)


def list_numbers(written: str) -> tuple[int, ...] | None:
    """The numbers in their order, each once; none for a blank or a dash, None for other words."""
    words = written.strip().rstrip(".")
    if _NONE.fullmatch(words):
        return ()
    numbers: list[int] = []
    for each in _JOINTS.split(_DASHES.sub("-", words)):
        found = _RANGE.fullmatch(each)
        if not found:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first:
            return None
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))
