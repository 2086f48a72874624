"""Working days in England: Monday to Friday, but for bank holidays."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

import holidays


def is_working_day(day: date) -> bool:
    """Whether offices in England are open that day."""
    return day.weekday() < 5 and not bank_holiday(day)


def bank_holiday(day: date) -> str:
    """The name of England's bank holiday that day, or ""."""
    return _bank_holidays(day.year).get(day, "")


def day_off(day: date) -> str:
    """What a day is instead of a working day, with the next one, in two sentences; "" for a working day."""
    if is_working_day(day):
        return ""
    why = bank_holiday(day) or f"a {day:%A}"
    later = next(next_working_days(day))
    return f"{day:%-d %B %Y} is {why}. The next working day is {later:%A %-d %B}."


def next_working_days(after: date) -> Iterator[date]:
    """The working days after that day, one after the other."""
    day = after
    while True:
        day += timedelta(days=1)
        if is_working_day(day):
            yield day


def working_days_after(day: date, count: int) -> date:
    """The working day that comes `count` working days after that day; the day itself for 0."""
    return next(islice(next_working_days(day), count - 1, None)) if count else day


def working_days_between(day: date, later: date) -> int:
    """How many working days come after `day` up to and with `later`; negative when it is earlier."""
    if later < day:
        return -working_days_between(later, day)
    span = (day + timedelta(days=number) for number in range(1, (later - day).days + 1))
    return sum(map(is_working_day, span))


@cache
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))
