"""How papers name a key priority: "KEY PRIORITY 1: TO PROTECT VULNERABLE PEOPLE", "KP2", "1, 3"."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERED = re.compile(
    r"(?:(?:key|strategic|our|partnership|csp|scp)\s+)*"
    r"(?:(?:priority|theme|objective|aim|strand|goal)(?:\s+(?:area|theme))?(?:\s*\(\s*kp\s*\))?|kp)"
    rf"\s*(?:no\.?|number)?\s*(\d{{1,3}}(?!\d)|(?:{'|'.join(_IN_WORDS)})\b)\s*[:.)–—-]*\s*",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"(\d{1,3})\s*[:.)–—-]\s*(?=\D)")
_NUMBERS = re.compile(
    r"(?:(?:key\s+)?priorit(?:y|ies)\s*|kps?\s*)?\d{1,3}"
    r"(?:\s*(?:,|;|/|&|\band\b|\s)\s*(?:kp\s*)?\d{1,3})*\.?",
    re.IGNORECASE,
)


class NamedPriority(NamedTuple):
    """The numbers and the title that a cell or a paragraph names; blank where it has none."""

    numbers: tuple[int, ...]
    title: str


def named_priority(text: str) -> NamedPriority:
    """What `text` says: several numbers, or one number and a title, or either."""
    words = " ".join(text.split())
    if _NUMBERS.fullmatch(words):
        return NamedPriority(_once(map(int, re.findall(r"\d+", words))), "")
    if found := _NUMBERED.match(words) or _NUMBER_FIRST.match(words):
        return NamedPriority(_once([_number(found[1])]), words[found.end() :])
    return NamedPriority((), words)


def heads_a_priority(text: str) -> bool:
    """Whether a paragraph names one key priority by its number: "KEY PRIORITY (KP) 1"."""
    return bool(_NUMBERED.match(" ".join(text.split())))


def names_a_priority_by_title(text: str) -> bool:
    """Whether it gives one key priority its number and its title: "Priority 1 – Violence"."""
    return heads_a_priority(text) and bool(named_priority(text).title)


def title_key(title: str) -> str:
    """What is the same of two titles that differ in capitals, spacing and a last full stop alone."""
    return " ".join(title.casefold().split()).rstrip(" .:")


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _IN_WORDS.index(written.casefold()) + 1


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number))
