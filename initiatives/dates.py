"""Single dates as partnerships write them: "31st March 2018", "Sept 17", "Q2 17/18", "2017/18".

Day first, never American. What is impossible, incomplete or has two meanings is no date.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from priorities import years


class Precision(StrEnum):
    """How exactly a date was written; its days say whether a year is a plan or a calendar year."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Span(NamedTuple):
    """The days one written date covers, first to last, and how exactly it was written."""

    first: date
    last: date
    precision: Precision


MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTHS = {
    **{name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)},
    "sept": 9,
}


def read_date(words: str) -> Span | None:
    """The date written in `words`, which are in lower case with plain hyphens; None if in doubt."""
    for form, read in _FORMS:
        if found := form.fullmatch(words):
            try:
                return read(**found.groupdict())
            except ValueError:  # such as 31 June
                return None
    return None


def house_form(day: date, precision: Precision) -> str:
    """The date in the house's one form: "20 September 2017", "June 2017", "Q2 2017/18", "2017"."""
    month = MONTH_NAMES[day.month - 1]
    plan_year = years.slug(years.year_containing(day)).replace("-", "/")
    match precision:
        case Precision.DAY:
            return f"{day.day} {month} {day.year}"
        case Precision.MONTH:
            return f"{month} {day.year}"
        case Precision.QUARTER:
            return f"Q{(day.month - 4) % 12 // 3 + 1} {plan_year}"
        case Precision.YEAR:
            return f"{day.year}" if _bounds_calendar_year(day) else plan_year


def in_words(day: date, precision: Precision) -> str:
    """The date for a sentence, where a year says which sort it is, and a quarter its months."""
    written = house_form(day, precision)
    if precision is Precision.QUARTER:
        first = (day.month - 1) // 3 * 3
        return f"{written} ({MONTH_NAMES[first]} to {MONTH_NAMES[first + 2]} {day.year})"
    if precision is Precision.YEAR:
        return f"calendar year {written}" if _bounds_calendar_year(day) else f"plan year {written}"
    return written


def span_holding(day: date, precision: Precision) -> Span:
    """The day, month, quarter or year that `day` lies in; a plan year unless it bounds a calendar year."""
    match precision:
        case Precision.DAY:
            return Span(day, day, precision)
        case Precision.MONTH:
            return _whole_months(day.year, day.month, day.month, precision)
        case Precision.QUARTER:
            first = (day.month - 1) // 3 * 3 + 1
            return _whole_months(day.year, first, first + 2, precision)
        case Precision.YEAR if _bounds_calendar_year(day):
            return _whole_months(day.year, 1, 12, precision)
        case Precision.YEAR:
            plan_year = years.year_containing(day)
            return Span(years.first_day(plan_year), years.last_day(plan_year), precision)


def _bounds_calendar_year(day: date) -> bool:
    return (day.month, day.day) in {(1, 1), (12, 31)}


# Each function below reads one written form from the named parts of its pattern, and raises
# ValueError where the parts make no date.


def _day(day: str, month: str, year: str, weekday: str | None = None) -> Span:
    written = date(years.full_year(year), _month_number(month), int(day))
    if weekday and not weekday.startswith(_WEEKDAYS[written.weekday()]):
        raise ValueError("The weekday and the date contradict each other.")
    return Span(written, written, Precision.DAY)


def _month(month: str, year: str) -> Span:
    number = _month_number(month)
    return _whole_months(years.full_year(year), number, number, Precision.MONTH)


def _quarter(quarter: str, plan_year: str) -> Span:
    start_year = years.parse_year(plan_year)
    if quarter == "4":
        return _whole_months(start_year + 1, 1, 3, Precision.QUARTER)
    last_month = 3 * int(quarter) + 3
    return _whole_months(start_year, last_month - 2, last_month, Precision.QUARTER)


def _plan_year(plan_year: str) -> Span:
    start_year = years.parse_year(plan_year)
    return Span(years.first_day(start_year), years.last_day(start_year), Precision.YEAR)


def _calendar_year(year: str) -> Span:
    return _whole_months(int(year), 1, 12, Precision.YEAR)


def _week_from(day: str) -> Span:
    first = _one_day(day)
    return Span(first, first + timedelta(days=6), Precision.DAY)


def _week_to(day: str) -> Span:
    last = _one_day(day)
    return Span(last - timedelta(days=6), last, Precision.DAY)


def _part_of(whole: str) -> Span:
    """Early or late June is read as June: true as far as it goes, and the words stay beside it."""
    written = read_date(whole)
    if written is None or written.precision is Precision.DAY:
        raise ValueError("Only a month, a quarter or a year has an early and a late part.")
    return written


def _one_day(words: str) -> date:
    written = read_date(words)
    if written is None or written.first != written.last:
        raise ValueError("A week is named by one of its days.")
    return written.first


def _month_number(written: str) -> int:
    return MONTHS.get(written) or int(written)


def _whole_months(year: int, first: int, last: int, precision: Precision) -> Span:
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = "|".join(MONTHS)
_LONG_YEAR = r"(?:19|20)\d\d"
_YEAR = rf"(?P<year>{_LONG_YEAR}|\d\d)"
_PLAN_YEAR = r"(?:\d{4}|\d\d)(?: ?[-/] ?| to )(?:\d{4}|\d\d)"
# "09/10" alone may be a day and a month, so two short years count only where no month fits
_LONE_PLAN_YEAR = r"\d{4}(?: ?[-/] ?| to )(?:\d{4}|\d\d)|\d\d ?[-/] ?(?:1[3-9]|[2-9]\d)"

_A_DAY = (
    rf"(?:(?P<weekday>{_WEEKDAY}),? )?(?:the )?(?P<day>\d\d?) ?(?:st|nd|rd|th)?,?(?: of)?[ ./-]?"
    rf"(?P<month>{_MONTH})[.,]? ?['/-]?{_YEAR}"
)
_PART_OF = (
    r"(?:the )?(?:(?:start|beginning|middle|end) of|early|mid|late|end)[ -](?:the )?(?P<whole>.+)"
)

_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Span]], ...] = tuple(
    (re.compile(form, re.ASCII), read)
    for form, read in (
        (_A_DAY, _day),  # 5 June 2017, Friday the 27th of October 17, 20-Sept-17
        (rf"(?P<day>\d\d?)([./-])(?P<month>\d\d?)\2{_YEAR}", _day),  # 31/03/2018
        (rf"(?P<year>{_LONG_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)", _day),
        (rf"(?P<month>{_MONTH})[.,]? ?['/-]?{_YEAR}", _month),  # Sept 17, Apr-21, Sep '19
        (rf"(?P<month>\d\d?)/(?P<year>{_LONG_YEAR})", _month),
        (rf"(?:q|qtr|quarter) ?(?P<quarter>[1-4]),?(?: of)? (?P<plan_year>{_PLAN_YEAR})", _quarter),
        (rf"(?P<plan_year>{_PLAN_YEAR}),? (?:q|qtr|quarter) ?(?P<quarter>[1-4])", _quarter),
        (
            rf"(?:the )?(?:(?:financial|plan) year |fy ?)?(?P<plan_year>{_LONE_PLAN_YEAR})",
            _plan_year,
        ),
        (rf"(?:calendar year )?(?P<year>{_LONG_YEAR})", _calendar_year),
        (r"(?:week (?:commencing|beginning|of)|w ?/? ?[cb]):? (?P<day>.+)", _week_from),
        (r"(?:week ending|w ?/? ?e):? (?P<day>.+)", _week_to),
        (_PART_OF, _part_of),
    )
)
