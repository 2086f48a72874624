"""The dates that a running text mentions, each with the words it was written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.dates import MONTH_NAMES, MONTHS, Span, read_date


@dataclass(frozen=True)
class Mention:
    """A date as a text has it: "6th February 2018", or "30th September" of whichever year."""

    words: str
    start: int
    end: int
    day: str
    month: int
    year: str

    def in_year(self, year: int) -> Span | None:
        """The days it covers, in its own year if it names one; None where there are no such."""
        month = MONTH_NAMES[self.month - 1].lower()
        return read_date(f"{self.day} {month} {self.year or year}".strip())


_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b(?:\.(?=,? ?['’]?\d))?"
_YEAR = r",? ?['’]?(?P<year>(?:19|20)\d\d|\d\d)\b(?![/.:-]\d)"
_ORDINAL = r"(?:st|nd|rd|th)?"
# The last day of "5-16 June 2017" is the one that stands beside the month.
_FORMS = (
    rf"(?<![\d/.£-])(?P<day>\d\d?) ?{_ORDINAL} (?:of )?{_MONTH}(?:{_YEAR})?",
    r"(?<![\d/.£-])(?P<day>\d\d?)(?P<mark>[/.])(?P<month>\d\d?)(?P=mark)(?P<year>\d{4}|\d\d)(?![\d/])",
    rf"\b{_MONTH}{_YEAR}",
    rf"\b(?:in|during|from|until|till|by|early|mid|late|end of|start of)[ -]{_MONTH}(?!,? ?['’]?\d)",
)
_READ = tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in _FORMS)


def mentions(text: str) -> list[Mention]:
    """Every date that `text` mentions, in order; of a day and its month, the day alone."""
    found: list[Mention] = []
    for mention in _all(text):
        if not any(mention.start < other.end and other.start < mention.end for other in found):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _all(text: str) -> Iterator[Mention]:
    for form in _READ:
        for found in form.finditer(text):
            parts = found.groupdict(default="")
            if parts["month"] == "may":
                continue  # something may happen
            month = MONTHS.get(parts["month"].lower()) or int(parts["month"])
            if 1 <= month <= len(MONTH_NAMES):
                day, year = parts.get("day", ""), parts.get("year", "")
                yield Mention(found[0], found.start(), found.end(), day, month, year)
