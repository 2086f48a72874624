"""The plan year that a paper speaks of, as a proposal for whoever moves it in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress

from initiatives.files.contents import FileRead, FileText
from priorities.years import DASHES, parse_year

_TWO_YEARS = re.compile(
    rf"(?<!\d)(?:20)?\d\d ?[{re.escape(DASHES)}/] ?(?:20)?\d\d(?![\d{re.escape(DASHES)}/])"
)
_HEAD_ROWS = 2


def named_year(file_name: str, read: FileRead) -> int | None:
    """The year that its name and its texts name most often, or None where they name none."""
    texts = [file_name, *_texts(read)]
    named = Counter(year for text in texts for year in _years(text))
    return max(named, key=lambda year: named[year], default=None)


def _texts(read: FileRead) -> Iterator[str]:
    for block in read.blocks:
        if isinstance(block, FileText):
            yield block.text
        else:
            yield block.name
            for row in block.rows[:_HEAD_ROWS]:
                yield from row


def _years(text: str) -> Iterable[int]:
    for found in _TWO_YEARS.finditer(text):
        with suppress(ValueError):  # two numbers that do not follow each other, as in a date
            yield parse_year(found[0])
