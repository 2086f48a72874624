"""When an initiative happens: the partnership's own words, and how they are read.

The words are kept as they were written. The reading stands beside them for sorting, lateness and
the calendar. Words with two meanings, or none, are not read: a person says what they mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from initiatives.dates import MONTH_NAMES, MONTHS, Precision, Span, house_form, in_words, read_date
from priorities import years

__all__ = ["Kind", "Precision", "Timing", "parse_timing"]


class Kind(StrEnum):
    """What sort of timing was written."""

    POINT = "point"
    RANGE = "range"
    OPEN_START = "open_start"
    BY = "by"
    ONGOING = "ongoing"
    TO_BE_CONFIRMED = "to_be_confirmed"
    RECURRING = "recurring"
    RELATIVE = "relative"
    NONE = "none"
    NOT_READ = "not_read"


_CAN_BE_LATE = {Kind.POINT, Kind.RANGE, Kind.BY}
_DESCRIBED_WITHOUT_DATES = {
    Kind.ONGOING: "goes on all the time",
    Kind.TO_BE_CONFIRMED: "to be confirmed",
    Kind.RECURRING: "happens again and again",
    Kind.RELATIVE: "depends on when something else happens",
    Kind.NONE: "no timing given",
    Kind.NOT_READ: "not read as a date, kept as it was written",
}


@dataclass(frozen=True)
class Timing:
    """A timing as written, and its reading: the first day it may start, the last it may end."""

    text: str
    kind: Kind
    starts_on: date | None = None
    starts_precision: Precision | None = None
    ends_on: date | None = None
    ends_precision: Precision | None = None

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it starts."""
        return bool(self.starts_on and self.ends_on and self.ends_on < self.starts_on)

    @property
    def described(self) -> str:
        """The reading in words for people: "starts March 2017, ends March 2018"."""
        start, end = self._ends_said_by(in_words)
        match self.kind:
            case Kind.POINT:
                return start
            case Kind.RANGE:
                return f"starts {start}, ends {end}"
            case Kind.OPEN_START:
                return f"starts {start}, no end given"
            case Kind.BY:
                return f"by {end}"
            case _:
                return _DESCRIBED_WITHOUT_DATES[self.kind]

    @property
    def start_in_words(self) -> str:
        """Its start in words for people: "March 2017"; "" where it has none."""
        return self._ends_said_by(in_words)[0]

    @property
    def end_in_words(self) -> str:
        """Its end in words for people: "March 2018"; "" where it has none."""
        return self._ends_said_by(in_words)[1]

    @property
    def written(self) -> str:
        """The dated reading in the house form, which reads back the same; "" without dates."""
        start, end = self._ends_said_by(house_form)
        match self.kind:
            case Kind.POINT:
                return start
            case Kind.RANGE if read_date(f"{start} - {end}"):  # 2017 – 2018 would be one plan year
                return f"From {start} to {end}"
            case Kind.RANGE:
                return f"{start} – {end}"
            case Kind.OPEN_START:
                return f"Start {start}"
            case Kind.BY:
                return f"By {end}"
            case _:
                return ""

    def late_on(self, day: date) -> bool:
        """Whether its end has passed on `day`; what has no end is never late."""
        return self.kind in _CAN_BE_LATE and self.ends_on is not None and self.ends_on < day

    def outside(self, first_day: date, last_day: date) -> bool:
        """Whether it starts or ends outside the days from `first_day` to `last_day`."""
        dates = [day for day in (self.starts_on, self.ends_on) if day]
        return any(not first_day <= day <= last_day for day in dates)

    def _ends_said_by(self, say: Callable[[date, Precision], str]) -> tuple[str, str]:
        """Its start and its end as `say` puts them, "" for one that is not given."""
        ends = ((self.starts_on, self.starts_precision), (self.ends_on, self.ends_precision))
        start, end = (say(day, to_the or Precision.DAY) if day else "" for day, to_the in ends)
        return start, end


def parse_timing(text: str) -> Timing:
    """The reading of `text`, which is kept unchanged; kind "not read" where it is in any doubt."""
    kind, start, end = _reading(_plain(text))
    return Timing(
        text,
        kind,
        starts_on=start.first if start else None,
        starts_precision=start.precision if start else None,
        ends_on=end.last if end else None,
        ends_precision=end.precision if end else None,
    )


_Reading = tuple[Kind, Span | None, Span | None]  # the kind, the start and the end

_LONGEST = 200  # a longer text is a story, and no pattern is tried on it
_PLAIN_CHARACTERS = str.maketrans(
    dict.fromkeys(years.DASHES, "-") | dict.fromkeys("\u2018\u2019`", "'")
)


def _plain(text: str) -> str:
    words = " ".join(text.translate(_PLAIN_CHARACTERS).lower().split())
    words = words.rstrip(" .,;") or words  # a full stop alone is damage, not a blank
    return words.replace("on-going", "ongoing").replace("on going", "ongoing")


def _reading(words: str) -> _Reading:
    if not words:
        return Kind.NONE, None, None
    if len(words) > _LONGEST:
        return Kind.NOT_READ, None, None
    return _dated(words) or (_undated(words), None, None)


_START = (
    r"(?:ongoing )?(?:since|(?:as |with effect |effective )?from|(?:due to |will |to )?"
    r"(?:start(?:s|ed|ing)?|begin(?:s|ning)?|began|commenc(?:e|es|ed|ing)|launch(?:es|ed|ing)?)"
    r"(?: date)?(?: from| in| on)?)(?: ?[:-])? (?!of )"
)
_STARTS = re.compile(f"^{_START}")
_ONWARDS = re.compile(
    r"(?:,? (?:and )?(?:onwards?|ongoing)| to (?:date|present)| ?- ?(?:onwards?|ongoing|present))$"
)
_BY = re.compile(
    r"^(?:(?:(?:due|ongoing|completion|(?:to be )?(?:completed?|delivered|finished)) )?"
    r"(?:by|until|till|up to|to|no later than|not later than|ends|ending|due|deadline):? "
    r"|(?:ongoing|now) ?- ?)"
)
_DURING = re.compile(r"^(?:in|on|during|throughout|within) ")


def _dated(words: str) -> _Reading | None:
    words = _DURING.sub("", words)
    by, starts = _BY.sub("", words), _STARTS.sub("", words)
    onwards = _ONWARDS.sub("", starts)
    if by != words and (end := read_date(by)):
        return Kind.BY, None, end
    if ends := _range_in_words(words):
        return Kind.RANGE, *ends
    if onwards != words and (start := read_date(onwards)):
        return Kind.OPEN_START, start, None
    if when := read_date(words):
        return Kind.RANGE if _is_week(when) else Kind.POINT, when, when
    if ends := _range(_halves(starts, _TO)) or _adjoining(words):
        return Kind.RANGE, *ends
    return None


def _is_week(when: Span) -> bool:
    return when.precision is Precision.DAY and when.first != when.last


_FROM_TO = re.compile(rf"(?:between |{_START})(.+?),? (?:and|to|until|till|ends?|ending) (.+)")
_TO = re.compile(r" ?--? ?| to | until | till | through |,? (?:and )?end(?:s|ing)? ")
_AND = re.compile(r" ?[/&] ?| and | or ")
_Halves = list[tuple[str, str]]


def _range_in_words(words: str) -> tuple[Span, Span] | None:
    """From 2017 to 2018: two years, where "2017 to 2018" alone is one plan year."""
    found = _FROM_TO.fullmatch(words)
    return _range([(found[1], found[2])]) if found else None


def _adjoining(words: str) -> tuple[Span, Span] | None:
    """June/July 2017, 5 & 6 June 2017: one stretch, where "June and September 17" are two."""
    ends = _range(_halves(words, _AND))
    return ends if ends and _follows(*ends) else None


def _follows(start: Span, end: Span) -> bool:
    return start.precision is end.precision and start.last + timedelta(days=1) == end.first


def _halves(words: str, separator: re.Pattern[str]) -> _Halves:
    """What stands before and after each separator in turn, for dates hold hyphens too."""
    return [(words[: at.start()], words[at.end() :]) for at in separator.finditer(words)]


def _range(halves: _Halves) -> tuple[Span, Span] | None:
    """The start and end of a range; where no start stands in full, it borrows from its end."""
    ended = [(left, end) for left, right in halves if (end := read_date(right))]
    for read_start in (_in_full, _borrowing):
        for left, end in ended:
            if start := read_start(left, end):
                return start, end
    return None


def _in_full(left: str, _end: Span) -> Span | None:
    return read_date(left)


_BORROWED = {  # what a start may leave to its end, in the order it is tried
    Precision.DAY: (" {year}", " {month} {year}", "/{year}"),
    Precision.MONTH: (" {year}",),
    Precision.QUARTER: (" {plan_year}",),
    Precision.YEAR: (),
}


def _borrowing(left: str, end: Span) -> Span | None:
    """The start that `left` is with its end's year: "20 Sept" of "20 Sept – 8 Nov 17".

    It is the year before in "Nov – Feb 18", which is one winter of one plan year. "Nov – Oct 18"
    is none: it stays backwards, for a person to mend.
    """
    for tail in _BORROWED[end.precision]:
        same_year = read_date(left + _filled(tail, end.last, years_before=0))
        if same_year and same_year.first <= end.last:
            return same_year
        year_before = read_date(left + _filled(tail, end.last, years_before=1))
        if year_before and _plan_year_of(year_before) == _plan_year_of(end):
            return year_before
        if same_year:
            return same_year
    return None


def _filled(tail: str, day: date, *, years_before: int) -> str:
    return tail.format(
        month=MONTH_NAMES[day.month - 1].lower(),
        year=day.year - years_before,
        plan_year=years.slug(years.year_containing(day) - years_before),
    )


def _plan_year_of(span: Span) -> int:
    return years.year_containing(span.last)


_MONTH = "|".join(MONTHS)
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SOME = rf"(?:\d{{1,3}}|an?|a few|several|{_NUMBER})"
_UNITS = r"(?:(?:working |calendar )?days?|weeks?|fortnights?|months?|quarters?|terms?|years?)"
_LETTERS = re.compile(r"[^\W\d_]+")
_UNDATED = (
    (
        re.compile(
            r"ongoing|continu(?:ous|ing|al)"
            r"|(?:ongoing,? )?(?:all year(?: round)?|throughout(?: the)? year)"
        ),
        Kind.ONGOING,
    ),
    (
        re.compile(
            r"(?:(?:dates?|times?|timings?)(?: is| are)?[: -]*)?(?:t\.?b\.?[acd]"
            r"|to be (?:advised|agreed|announced|arranged|confirmed|decided|determined)"
            r"|not yet (?:agreed|confirmed|known|set))"
        ),
        Kind.TO_BE_CONFIRMED,
    ),
    (
        re.compile(
            rf"(?:with)?in (?:the (?:first|next) )?{_SOME} {_UNITS}\b.*"
            rf"|{_SOME} {_UNITS} (?:of|after|from|following|before|prior to) .+"
            r"|(?:after|before|following|pending|prior to|subject to|(?:up)?on completion of) "
            rf"(?!.*\b(?:{_MONTH})\b)\D+"
        ),
        Kind.RELATIVE,
    ),
)
_REPEATS = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|quarterly|termly|(?:bi)?annual(?:ly)?|yearly"
    r"|(?:each|every|per|(?:once|twice|times) a) [a-z0-9])"
)
_SPEAKS_OF_REPEATS = re.compile(
    r"daily|weekly|fortnightly|monthly|quarterly|termly|(?:bi)?annual(?:ly)?|yearly|bi|half"
    r"|each|every|other|per|once|twice|times"
    r"|days?|weeks?|fortnights?|months?|quarters?|terms?|years?|meetings?|reviews?"
    r"|a|and|at|basis|by|from|in|of|on|ongoing|since|starting|the|throughout|to|until"
    r"|first|second|third|fourth|last|st|nd|rd|th"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|{_NUMBER}|{_MONTH}"
)


def _undated(words: str) -> Kind:
    for form, kind in _UNDATED:
        if form.fullmatch(words):
            return kind
    return Kind.RECURRING if _recurs(words) else Kind.NOT_READ


def _recurs(words: str) -> bool:
    """Whether repetition is all they speak of: an "annual conference" may be this year's one."""
    if not _REPEATS.search(words):
        return False
    return all(_SPEAKS_OF_REPEATS.fullmatch(word) for word in _LETTERS.findall(words))
