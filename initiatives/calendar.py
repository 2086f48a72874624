"""What of a plan runs in which month of its year, under its key priorities, and what has no dates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from initiatives.dates import MONTH_NAMES, Precision, span_holding
from initiatives.models.initiatives import TIMING_KINDS
from initiatives.rows import InitiativeRow
from initiatives.timing import Kind, Timing
from priorities.models import KeyPriority, PartnershipPlan

NO_PRIORITY = "No key priority recorded"
_Days = tuple[date, date | None]


@dataclass(frozen=True)
class Month:
    """One of the twelve months of a plan year."""

    first: date
    last: date

    @property
    def name(self) -> str:
        return MONTH_NAMES[self.first.month - 1]


@dataclass(frozen=True)
class Stretch:
    """When one initiative runs: from its first day to its last, None where no end is given."""

    row: InitiativeRow
    first: date
    last: date | None
    months: tuple[str, ...]  # a word for each month of the year, "" where it does not run
    began_earlier: bool
    goes_on: bool

    @property
    def outside(self) -> str:
        """Where it lies when no day of it is in the year; "" where one is."""
        if any(self.months):
            return ""
        return "Before this year" if self.began_earlier else "After this year"


@dataclass(frozen=True)
class Group:
    """The dated initiatives under one key priority."""

    heading: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Calendar:
    """A plan year month by month; what has no dates stands apart, by the sort of timing it has."""

    months: tuple[Month, ...]
    groups: tuple[Group, ...]
    undated: tuple[tuple[str, tuple[InitiativeRow, ...]], ...]


def calendar_of(
    plan: PartnershipPlan, rows: Iterable[InitiativeRow], priorities: Iterable[KeyPriority]
) -> Calendar:
    """The calendar of the plan's year; an initiative stands once, under the first priority it serves."""
    months = months_of(plan)
    dated: dict[int | None, list[Stretch]] = defaultdict(list)
    undated: dict[str, list[InitiativeRow]] = defaultdict(list)
    for row in rows:
        if days := _days(row.reading):
            dated[row.first_priority_id].append(_stretch(row, days, months))
        else:
            undated[row.timing_kind].append(row)
    headings = [(priority.pk, str(priority)) for priority in priorities]
    groups = [
        Group(heading, tuple(sorted(dated[pk], key=_first_day)))
        for pk, heading in [*headings, (None, NO_PRIORITY)]
        if pk in dated
    ]
    kinds = [
        (words, tuple(undated[kind])) for kind, words in TIMING_KINDS.items() if kind in undated
    ]
    return Calendar(months, tuple(groups), tuple(kinds))


def months_of(plan: PartnershipPlan) -> tuple[Month, ...]:
    """The twelve months from April on."""
    months, day = [], plan.first_day
    while day <= plan.last_day:
        month = span_holding(day, Precision.MONTH)
        months.append(Month(month.first, month.last))
        day = month.last + timedelta(days=1)
    return tuple(months)


def _first_day(stretch: Stretch) -> date:
    return stretch.first


def _days(reading: Timing) -> _Days | None:
    """Its first day and its last; what is due by a date may take the whole of that date."""
    if reading.starts_on:
        return reading.starts_on, reading.ends_on
    if reading.ends_on:
        due = span_holding(reading.ends_on, reading.ends_precision or Precision.DAY)
        return due.first, due.last
    return None


def _stretch(row: InitiativeRow, days: _Days, months: tuple[Month, ...]) -> Stretch:
    first, last = days
    words = tuple(_words(row.reading, first, last, months))
    return Stretch(
        row,
        first,
        last,
        words,
        began_earlier=first < months[0].first,
        goes_on=last is None or last > months[-1].last,
    )


def _words(
    reading: Timing, first: date, last: date | None, months: tuple[Month, ...]
) -> Iterator[str]:
    """What it does in each month; the year's first and last month say what lies beyond them."""
    for month in months:
        if first > month.last or (last and last < month.first):
            yield ""
            continue
        starts, ends = month.first <= first, bool(last and last <= month.last)
        word = _word(reading.kind, starts=starts, ends=ends)
        if month == months[0] and not starts:
            word += f", since {reading.start_in_words}"
        if month == months[-1] and not ends:
            word += f", until {reading.end_in_words}" if last else ", no end given"
        yield word


def _word(kind: Kind, *, starts: bool, ends: bool) -> str:
    if kind == Kind.BY:
        return "Due"
    if starts and ends:
        return "Takes place"
    return "Starts" if starts else "Ends" if ends else "Runs"
