"""The timings of a paper, each with its reading."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from initiatives.moving_in.plan_rows import PlanRow
from initiatives.timing import Kind, Timing, parse_timing
from priorities import years

LONGEST_TIMING = 300


@dataclass(frozen=True)
class TimingCell:
    """A timing as it will print, how often it stands there, and how it is understood."""

    written: str
    rows: int
    reading: Timing
    is_outside: bool  # it starts or ends in another plan year; that is said, never refused

    @property
    def is_read(self) -> bool:
        """Whether it is understood; its words are kept in any case."""
        return self.reading.kind is not Kind.NOT_READ

    @property
    def is_too_long(self) -> bool:
        return len(self.written) > LONGEST_TIMING


def timing_cells(rows: Iterable[PlanRow], start_year: int | None) -> tuple[TimingCell, ...]:
    """Each distinct timing of the rows, in the order they first stand there."""
    counted = Counter(on_a_line(row.timing) for row in rows)
    return tuple(
        TimingCell(written, count, reading, is_outside(reading, start_year))
        for written, count in counted.items()
        if written
        for reading in [read_as_it_can_be_kept(written)]
    )


def on_a_line(text: str) -> str:
    """The text with its line breaks and runs of blanks as single spaces."""
    return " ".join(text.split())


def read_as_it_can_be_kept(written: str) -> Timing:
    """The reading; one that ends before it starts counts as not read, for its words are all there is."""
    reading = parse_timing(written)
    if reading.is_backwards:
        return Timing(written, Kind.NOT_READ)
    return reading


def is_outside(reading: Timing, start_year: int | None) -> bool:
    """Whether it starts or ends outside that plan year."""
    if start_year is None:
        return False
    return reading.outside(years.first_day(start_year), years.last_day(start_year))
