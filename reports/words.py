"""How the working reports say numbers, days and lists in words."""

from collections.abc import Sequence
from datetime import date


def counted(number: int, noun: str) -> str:
    """The number with its noun: "1 initiative", "30 initiatives"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def day_in_words(day: date) -> str:
    """The day as it is read out: "30 August 2017"."""
    return f"{day.day} {day:%B %Y}"


def in_words(names: Sequence[str], *, last: str) -> str:
    """The names one after another: "CBC, Police and SCP" with last="and"."""
    *others, end = names
    return f"{', '.join(others)} {last} {end}" if others else end
