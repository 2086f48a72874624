"""How the example year describes what it makes: days are counted from the day it is made on."""

from dataclasses import dataclass

OFFICER, POLICE, CBH, PAPER = "officer", "police", "cbh", ""  # who says it; a paper has no author


@dataclass(frozen=True)
class Said:
    """One update: how many days ago, and what it adds to the outcome so far."""

    days_ago: int
    text: str
    by: str = OFFICER
    status: str = ""
    reason: str = ""
    note: str = ""
    anew: bool = False  # the text takes the place of the outcome so far


@dataclass(frozen=True)
class Sketch:
    """One initiative of the example year, in the plan's own words, with its updates in order."""

    title: str
    led_by: str = ""
    funded_by: str = ""
    timing: str = ""
    priorities: tuple[int, ...] = ()
    target: tuple[int, int] | None = None  # the numbers of its key priority and of the target in it
    police_and_crime: tuple[int, ...] = ()
    essex_police: tuple[int, ...] = ()
    story: tuple[Said, ...] = ()
    timing_before: str = ""  # what stood there until the plan was refreshed, and why it changed
    timing_changed: str = ""
    highlight: str = ""  # why it is one of the year's highlights, in its public words
    came_later: bool = False  # when the plan was refreshed
    removed: str = ""  # why, when the plan was refreshed
