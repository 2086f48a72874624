"""Statuses by key priority as stacked bars, in the units of the drawing."""

from collections.abc import Iterable
from dataclasses import dataclass

from scp_tracker.home.statuses import STATUSES, Tally

WIDTH, HEIGHT = 720, 24  # of a bar


@dataclass(frozen=True)
class Piece:
    """As long a piece of a bar as there are initiatives at one status."""

    left: int
    width: int
    status: str


@dataclass(frozen=True)
class Bar:
    """One key priority: its heading, its bar, and the same in words."""

    heading: str
    pieces: tuple[Piece, ...]
    words: str


@dataclass(frozen=True)
class Picture:
    """A bar for each key priority, all of one size."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def picture_of(tallies: Iterable[Tally]) -> Picture:
    """The tallies drawn, all to the scale of the largest."""
    tallies = list(tallies)
    largest = max((tally.total for tally in tallies), default=1)
    bars = tuple(
        Bar(tally.heading, tuple(_pieces(tally, largest)), in_words(tally)) for tally in tallies
    )
    return Picture(WIDTH, HEIGHT, bars)


def in_words(tally: Tally) -> str:
    """The tally as a line of words: "2 on track, 1 complete"."""
    said = [(word, number) for word, number in tally.said if number]
    return ", ".join(f"{number} {word[0].lower()}{word[1:]}" for word, number in said)


def _pieces(tally: Tally, largest: int) -> Iterable[Piece]:
    before = 0
    for number, status in zip(tally.counts, STATUSES, strict=True):
        if number:
            left = round(WIDTH * before / largest)
            before += number
            yield Piece(left, round(WIDTH * before / largest) - left, status or "unsaid")
