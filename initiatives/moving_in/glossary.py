"""The abbreviations that a paper explains, in a table of its own or as a person writes them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from initiatives.files.contents import FileRead, FileTable
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.finding import Found
from initiatives.moving_in.headings import in_plain_letters
from initiatives.moving_in.look_alikes import match_key, mended

Pair = tuple[str, str]
_HEADING_ROWS = 3  # from the top of a table, a title over it among them
_ABBREVIATION = re.compile(r"abbreviations?|acronyms?|initials|terms?")
_MEANING = re.compile(
    r"meanings?|descriptions?|definitions?|explanations?|stands for|what it (?:means|stands for)"
    r"|(?:in full|full (?:name|title|term|meaning))"
)
_PARTED = re.compile(r"\s*(?::|\t)\s*|\s+[–—-]\s+")


class Glossary(NamedTuple):
    """What a paper explains, each abbreviation once, and what to know about how it is written."""

    pairs: tuple[Pair, ...]
    mended: tuple[Pair, ...] = ()  # as the paper has it, and in the letters it is proposed in
    twice: tuple[Pair, ...] = ()  # what stands there again; the first counts


def glossary(read: FileRead, chosen: Iterable[Found], decisions: Decisions) -> tuple[Pair, ...]:
    """What a person decided, or what the paper explains."""
    if decisions.glossary is not None:
        return decisions.glossary
    return proposed_glossary(read, chosen).pairs


def proposed_glossary(read: FileRead, chosen: Iterable[Found]) -> Glossary:
    """What the tables explain whose headings say so, and that hold no plan.

    An abbreviation in letters that only look Latin is proposed in Latin ones.
    """
    of_the_plan = {table.block for table in chosen}
    found: dict[str, Pair] = {}
    changed, twice = list[Pair](), list[Pair]()
    for at, block in enumerate(read.blocks):
        if at in of_the_plan or not isinstance(block, FileTable):
            continue
        for written, meaning in _explained(block.rows):
            short = mended(written)
            if match_key(short) in found:
                twice.append((short, meaning))
                continue
            found[match_key(short)] = (short, meaning)
            if short != written:
                changed.append((written, short))
    return Glossary(tuple(found.values()), tuple(changed), tuple(twice))


def as_lines(pairs: Iterable[Pair]) -> str:
    """The glossary to be edited: "ASB: Anti-Social Behaviour", one on each line."""
    return "\n".join(f"{short}: {meaning}" for short, meaning in pairs)


def from_lines(text: str) -> Iterator[Pair]:
    """Each line's abbreviation and what it stands for; "" for what a line lacks."""
    for line in text.splitlines():
        if line.strip():
            short, *rest = _PARTED.split(line.strip(), maxsplit=1)
            yield short, " ".join("".join(rest).split())


def _explained(rows: Sequence[Sequence[str]]) -> Iterator[Pair]:
    for at, row in enumerate(rows[:_HEADING_ROWS]):
        if columns := _pairs_of_columns(row):
            for cells in rows[at + 1 :]:
                for column in columns:
                    short, meaning = (
                        " ".join(cells[each].split()) for each in (column, column + 1)
                    )
                    short = short.rstrip(" :")
                    if short and meaning and not _pairs_of_columns(cells):
                        yield short, meaning
            return


def _pairs_of_columns(row: Sequence[str]) -> list[int]:
    """The columns that hold abbreviations, each with what they stand for in the next."""
    words = list(map(in_plain_letters, row))
    return [
        at
        for at, pair in enumerate(pairwise(words))
        if _ABBREVIATION.fullmatch(pair[0]) and _MEANING.fullmatch(pair[1])
    ]
