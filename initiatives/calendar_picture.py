"""Where each part of a calendar stands in its picture, in the units of the drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from initiatives.calendar import Calendar, Stretch
from priorities.text import no_longer_than

NAMES, MONTH, EDGE = 330, 64, 26  # the widths of the names, of a month, and of each arrow's room
LEFT = NAMES + EDGE
RIGHT = LEFT + 12 * MONTH
HEAD, HEADING, LINE = (
    48,
    40,
    28,
)  # the heights of the months' names, of a priority, of an initiative
BELOW = 12
LONGEST_HEADING, LONGEST_NAME = 120, 40


@dataclass(frozen=True)
class Line:
    """One line: a key priority, or an initiative with its bar; `top` is its upper edge."""

    top: int
    text: str
    stretch: Stretch | None = None
    left: int = 0
    width: int = 0


@dataclass(frozen=True)
class Picture:
    """The whole drawing; `today` is where the day's line stands, None where it is another year."""

    width: int
    height: int
    months: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]
    today: int | None


def picture_of(calendar: Calendar, *, today: date) -> Picture:
    """The calendar drawn: months from left to right, key priorities from top to bottom."""
    lines = tuple(_lines(calendar))
    first, last = calendar.months[0].first, calendar.months[-1].last
    names = tuple((_place(month.first, calendar), month.name[:3]) for month in calendar.months)
    return Picture(
        width=RIGHT + EDGE,
        height=(lines[-1].top if lines else HEAD) + LINE + BELOW,
        months=names,
        lines=lines,
        today=_place(today, calendar) if first <= today <= last else None,
    )


def _lines(calendar: Calendar) -> Iterator[Line]:
    top = HEAD
    for group in calendar.groups:
        yield Line(top, no_longer_than(LONGEST_HEADING, group.heading))
        top += HEADING
        for stretch in group.stretches:
            name = no_longer_than(LONGEST_NAME, stretch.row.label)
            if stretch.outside:
                yield Line(top, name, stretch)
            else:
                left, right = _edges(stretch, calendar)
                yield Line(top, name, stretch, left, max(right - left, 4))
            top += LINE


def _edges(stretch: Stretch, calendar: Calendar) -> tuple[int, int]:
    left = LEFT if stretch.began_earlier else _place(stretch.first, calendar)
    if stretch.goes_on or stretch.last is None:
        return left, RIGHT
    return left, _place(stretch.last, calendar, after=1)


def _place(day: date, calendar: Calendar, *, after: int = 0) -> int:
    """Where a day of the year begins, or the day so many days `after` it; months are of one width."""
    at = next(i for i, month in enumerate(calendar.months) if day <= month.last)
    month = calendar.months[at]
    return LEFT + round(MONTH * (at + (day.day - 1 + after) / month.last.day))
