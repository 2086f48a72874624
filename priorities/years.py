"""Plan years: 1 April to 31 March, each known by the year it starts in."""

import re
from datetime import date

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPELLING = re.compile(
    rf"(?P<start>(?:19|20)\d\d|\d\d) ?(?:[{re.escape(DASHES)}/]|\bto\b) ?(?P<end>(?:19|20)\d\d|\d\d)",
    re.ASCII,
)


def parse_year(text: str) -> int:
    """The start year of a plan year in any of its spellings: 2016-17, 16/17, 2016–2017.

    Raises ValueError, with a sentence for whoever wrote it, when the two years do not follow
    each other or the text is no plan year at all.
    """
    spelling = _SPELLING.fullmatch(" ".join(text.split()))
    if not spelling:
        raise ValueError("Write the plan year as two years, such as 2016-17.")
    start, end = full_year(spelling["start"]), spelling["end"]
    if end not in (f"{start + 1}", f"{start + 1}"[-2:]):
        raise ValueError(
            "A plan year runs from April to the next March, so its second year must follow its "
            "first, such as 2016-17."
        )
    return start


def full_year(digits: str) -> int:
    """The year that two or four digits stand for: 17 is 2017, and 80 to 99 are the last century."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if year < 80 else 1900 + year


def slug(start_year: int) -> str:
    """The plan year as addresses and papers write it: "2016-17"."""
    return f"{start_year}-{(start_year + 1) % 100:02}"


def long_name(start_year: int) -> str:
    """The plan year with both years in full: "2016-2017"."""
    return f"{start_year}-{start_year + 1}"


def first_day(start_year: int) -> date:
    """The 1 April on which the plan year starts."""
    return date(start_year, 4, 1)


def last_day(start_year: int) -> date:
    """The 31 March on which the plan year ends."""
    return date(start_year + 1, 3, 31)


def year_containing(day: date) -> int:
    """The start year of the plan year that `day` falls in."""
    return day.year if day >= first_day(day.year) else day.year - 1
