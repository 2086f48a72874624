"""Key priorities that a paper names twice: by titles over its rows, and in a column beside them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.priority_names import named_priority, title_key


class Both(NamedTuple):
    """What a row stands under, and what its own column says."""

    section: str
    cell: str


def taken_as_one(rows: Iterable[PlanRow]) -> tuple[PlanRow, ...]:
    """The rows, each under the title over it where its column names the same one by number or code."""
    rows = tuple(rows)
    pairs = set(_pairs(rows))
    alone = {pair for pair in pairs if _goes_with_no_other(pair, pairs)}
    is_numbered = len(alone) > 1 and alone == pairs
    named = {
        pair: name
        for pair in pairs
        if (name := _name_of(pair, is_alone=pair in alone, is_numbered=is_numbered))
    }
    return tuple(
        replace(row, priority=named.get(Both(row.section, row.priority), row.priority))
        for row in rows
    )


def at_odds(rows: Iterable[PlanRow]) -> list[Both]:
    """The titles over rows whose column names something else, each pair once."""
    return [pair for pair in dict.fromkeys(_pairs(rows)) if not _is_among(pair)]


def _pairs(rows: Iterable[PlanRow]) -> Iterator[Both]:
    for row in rows:
        if row.section and row.priority.strip() and row.priority != row.section:
            yield Both(row.section, row.priority)


def _goes_with_no_other(pair: Both, pairs: Iterable[Both]) -> bool:
    return not any((other.section == pair.section) != (other.cell == pair.cell) for other in pairs)


def _name_of(pair: Both, *, is_alone: bool, is_numbered: bool) -> str:
    """What both of them name, or "" where they may be two things."""
    over, beside = map(named_priority, pair)
    if over.numbers and beside.numbers:
        is_same = over.numbers == beside.numbers and (
            not beside.title or title_key(beside.title) == title_key(over.title)
        )
        return pair.section if is_same else ""
    if len(beside.numbers) == 1 and not beside.title:  # its column counts them, its titles do not
        return f"{beside.numbers[0]}: {over.title}" if is_alone and is_numbered else ""
    if beside.numbers or not is_alone:
        return ""
    return pair.section if _is_short_for(beside.title, over.title) else ""


def _is_short_for(code: str, title: str) -> bool:
    """Whether it is the beginning of the title, or of its words: "PR" of "Prevent", "DA"."""
    code, words = title_key(code), title_key(title).split()
    return title_key(title).startswith(code) or _initials(words) == code.replace(".", "")


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _is_among(pair: Both) -> bool:
    """Whether a row serves the one it stands under, beside others or under another title."""
    over, beside = map(named_priority, pair)
    if over.numbers or not beside.numbers:
        has_room = not beside.title or title_key(beside.title) == title_key(over.title)
        return bool(over.numbers) and set(over.numbers) <= set(beside.numbers) and has_room
    return beside.title != "" and title_key(beside.title) == title_key(over.title)
