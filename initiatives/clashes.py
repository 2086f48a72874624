"""Where a text and the timing beside it tell two stories: it was moved, or one of them is a slip.

Texts mention many days: when something was booked, agreed or reviewed. So only a day on which the
initiative itself seems to happen, begin or be put off to is held against its timing.
"""

import re
from dataclasses import dataclass
from datetime import date

from initiatives.dates import span_holding
from initiatives.mentions import Mention, mentions
from initiatives.timing import Kind, Timing


@dataclass(frozen=True)
class Clash:
    """A date in a text that does not fit the timing, and where it stands in the text."""

    words: str
    start: int
    end: int


def clashes(text: str, timing: Timing) -> list[Clash]:
    """The dates in `text` at which the initiative seems to happen, outside of its `timing`."""
    if timing.kind not in _DATED:
        return []
    dated = [(mention, _fits(mention, timing)) for mention in mentions(text)]
    has_one_that_fits = any(fits for _, fits in dated)
    found = [
        mention
        for mention, fits in dated
        if fits is False
        and (
            _is_moved_to(mention, text)
            or (not has_one_that_fits and _is_when_it_happens(mention, text, timing))
        )
    ]
    return [Clash(mention.words, mention.start, mention.end) for mention in found]


_DATED = {Kind.POINT, Kind.RANGE, Kind.BY, Kind.OPEN_START}
_FAR = 4  # years from the timing at which two figures are hardly a year: "by November 30"


def _fits(mention: Mention, timing: Timing) -> bool | None:
    """Whether a date is within the timing, of an open start within that start; None where in doubt."""
    first, last = _stretch(timing)
    years = range(first.year - 1, last.year + 2)
    spans = [span for year in years if (span := mention.in_year(year))]
    if not spans or (len(mention.year) == len("17") and spans[0].first.year not in years):
        return None
    if any(span.first <= last and first <= span.last for span in spans):
        return True
    if timing.kind is Kind.POINT or timing.kind is Kind.OPEN_START:
        return False
    # What began earlier may have been told of; of a month without a year nobody knows.
    return False if mention.year and spans[0].first > last else None


def _stretch(timing: Timing) -> tuple[date, date]:
    """Its first and last day; of an open start the days its start covers, of a "by" all before it."""
    first = timing.starts_on or date.min.replace(year=1998)
    if timing.kind is Kind.OPEN_START and timing.starts_precision:
        return span_holding(first, timing.starts_precision)[:2]
    return first, timing.ends_on or first


_MOVED = re.compile(
    r"\b(?:now(?:,? (?:be|due|expected|for|from|going ahead|held|in|likely|on|planned|possibly|probably"
    r"|scheduled|set|take place|taking place|the|to|until))*"
    r"|(?:brought forward|changed|deferred|delayed|moved|postponed|pushed back|put (?:back|off)"
    r"|re-?(?:arranged|scheduled)) (?:for|from|till|to|until)[^.;]{0,30}|new date(?: is|:)?(?: the)?) $",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(?:start|begin|commenc|launch)\w*\b[^.;]{0,25}$", re.IGNORECASE)
_HAPPENS = re.compile(
    r"\b(?:tak(?:e|es|en|ing) place|took place|adopted|complet\w+|conference|deliver\w*|due|event|finish\w*"
    r"|happen\w*|held|hold|host\w*|launch\w*|operation|opened|ran|run|runs|running|scheduled|visited)\b",
    re.IGNORECASE,
)
_PREPARES = re.compile(
    r"\b(?:agreed|appli\w+|approv\w+|await\w*|book\w*|consult\w*|earlier|evaluat\w+|follow(?:ing|s)?|fund\w*"
    r"|last year\w*|meeting|met|next year\w*|original\w*|plann?\w*|previous\w*|report\w*|research\w*"
    r"|review\w*|since|until|was to)\b",
    re.IGNORECASE,
)
_ENDS_OF_SENTENCES = re.compile(r"[.!?;]\s|\n|•")


def _is_moved_to(mention: Mention, text: str) -> bool:
    return bool(_MOVED.search(_sentence_before(mention, text)))


def _is_when_it_happens(mention: Mention, text: str, timing: Timing) -> bool:
    before = _sentence_before(mention, text)
    if timing.kind is Kind.OPEN_START:
        return bool(_BEGINS.search(before))
    sentence = before + mention.words + _ENDS_OF_SENTENCES.split(text[mention.end :])[0]
    return bool(_HAPPENS.search(sentence)) and not _PREPARES.search(sentence)


def _sentence_before(mention: Mention, text: str) -> str:
    return _ENDS_OF_SENTENCES.split(text[: mention.start])[-1]
