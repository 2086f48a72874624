"""Days and months counted from a day, so that a text is as true whenever it is made.

In texts "{month:-2}" is the month two before, and "{day:+5}" the day five later.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from initiatives.dates import MONTH_NAMES

_IN_TIMINGS = {"January": "Jan", "February": "Feb", "March": "Mar", "August": "Aug"} | {
    name: name[:3] for name in ("October", "November", "December")
}
_IN_TIMINGS["September"] = "Sept"


def timing_words(text: str, *, on: date) -> str:
    """A timing as the plan writes it: "Sept 17 – Mar 18", "20 Sept 17"."""
    return text.format(month=_Months(on, with_year=True), day=_Days(on, with_year=True))


def story_words(text: str, *, on: date) -> str:
    """A text of an outcome that was reported on that day: "held in September", "on 20 September"."""
    return text.format(month=_Months(on), day=_Days(on))


@dataclass(frozen=True)
class _Months:
    base: date
    with_year: bool = False

    def __format__(self, spec: str) -> str:
        years, month = divmod(self.base.month - 1 + int(spec), 12)
        return _named(MONTH_NAMES[month], self.base.year + years, with_year=self.with_year)


@dataclass(frozen=True)
class _Days:
    base: date
    with_year: bool = False

    def __format__(self, spec: str) -> str:
        day = self.base + timedelta(days=int(spec))
        month = _named(MONTH_NAMES[day.month - 1], day.year, with_year=self.with_year)
        return f"{day.day} {month}"


def _named(month: str, year: int, *, with_year: bool) -> str:
    return f"{_IN_TIMINGS.get(month, month)} {year % 100:02}" if with_year else month
