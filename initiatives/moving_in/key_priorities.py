"""The key priorities of a plan as its paper names them, for a person to go through."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from initiatives.files.contents import FileRead, FileText
from initiatives.moving_in.decisions import Decisions, KeyPriorityDraft
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.priority_names import (
    NamedPriority,
    heads_a_priority,
    named_priority,
    title_key,
)

_INCLUDES = re.compile(r"\binclud(?:es?|ing)\s*:\s*$", re.IGNORECASE)  # "This KP includes:"
_LONGEST_HEAD = 250  # characters; a longer paragraph only speaks of a key priority
_BULLET = re.compile(r"^[•·▪◦*–-]\s+")


def key_priorities(
    read: FileRead, rows: Iterable[PlanRow], decisions: Decisions
) -> tuple[KeyPriorityDraft, ...]:
    """What a person decided, or what the paper names."""
    if decisions.priorities is not None:
        return decisions.priorities
    return proposed(read, rows, decisions)


def proposed(
    read: FileRead, rows: Iterable[PlanRow], decisions: Decisions
) -> tuple[KeyPriorityDraft, ...]:
    """The key priorities that paragraphs, section titles and priority cells name, by number.

    A title that is blank stands for one the paper does not give: nothing is invented.
    """
    found: dict[int, KeyPriorityDraft] = {}
    for draft in in_paragraphs(read):
        found.setdefault(draft.number, draft)
    unnumbered: dict[str, KeyPriorityDraft] = {}
    has_bare_targets = False
    for cell, with_target in _cells(rows).items():
        has_bare_targets |= not cell and with_target
        _take_up(cell, found, unnumbered)
    known = {title_key(draft.title) for draft in found.values()}
    free = (number for number in count(1) if number not in found)
    for key, draft in unnumbered.items():
        if key not in known:
            number = next(free)
            found[number] = replace(draft, number=number)
    if not found and has_bare_targets:  # targets need one to stand under, and a person names it
        found[1] = KeyPriorityDraft(1, "")
    return tuple(found[number] for number in sorted(found))


def served(cell: str, drafts: Sequence[KeyPriorityDraft]) -> tuple[int, ...] | None:
    """The numbers of the key priorities that a priority cell names, or None where one is not there."""
    named, _ = _parts(cell)
    known = {draft.number for draft in drafts}
    if named.numbers:
        return named.numbers if known.issuperset(named.numbers) else None
    if not named.title:
        return ()
    by_title = {title_key(draft.title): draft.number for draft in drafts}
    number = by_title.get(title_key(named.title))
    return None if number is None else (number,)


def _cells(rows: Iterable[PlanRow]) -> dict[str, bool]:
    """Each distinct priority cell in its order, and whether a row with it names a target."""
    cells: dict[str, bool] = {}
    for row in rows:
        cell = row.priority.strip()
        cells[cell] = cells.get(cell, False) or bool(row.target.strip())
        if heads_a_priority(row.section):  # its number has this title, whatever the row serves
            cells.setdefault(row.section.strip(), False)
    return cells


def _take_up(
    cell: str, found: dict[int, KeyPriorityDraft], unnumbered: dict[str, KeyPriorityDraft]
) -> None:
    named, below = _parts(cell)
    for number in named.numbers:
        there = found.get(number) or KeyPriorityDraft(number, "")
        if len(named.numbers) == 1:
            title, description = there.title or named.title, there.description or below
            there = replace(there, title=title, description=description)
        found[number] = there
    if not named.numbers and named.title:
        draft = KeyPriorityDraft(0, named.title, below)
        unnumbered.setdefault(title_key(named.title), draft)


def _parts(cell: str) -> tuple[NamedPriority, str]:
    """What a cell names, and the description under it where its first line says all of that."""
    first, _, below = cell.strip().partition("\n")
    if below and heads_a_priority(first) and named_priority(first).title:
        return named_priority(first), " ".join(below.split())
    return named_priority(cell), ""


def in_paragraphs(read: FileRead) -> Iterator[KeyPriorityDraft]:
    """Each key priority that a paragraph names, with what stands under it up to a table or a heading."""
    texts: list[FileText] = []
    for block in read.blocks:
        if isinstance(block, FileText) and _is_head(block):
            yield from _under(texts)
            texts = [block]
        elif isinstance(block, FileText) and texts and not _ends_it(block, texts):
            texts.append(block)
        else:
            yield from _under(texts)
            texts = []
    yield from _under(texts)


def _is_head(text: FileText) -> bool:
    return len(text.text) <= _LONGEST_HEAD and heads_a_priority(text.text)


def _ends_it(text: FileText, above: Sequence[FileText]) -> bool:
    """Whether another subject begins: a heading that is not the title this key priority still lacks."""
    lacks_title = len(above) == 1 and not named_priority(above[0].text).title
    is_loud = text.text.isupper() and len(text.text.split()) > 2
    return (text.is_heading or is_loud) and not lacks_title


def _under(texts: Sequence[FileText]) -> Iterator[KeyPriorityDraft]:
    if not texts:
        return
    numbers, title = named_priority(texts[0].text)
    if len(numbers) != 1:
        return
    lines = [line.strip() for text in texts[1:] for line in text.text.splitlines() if line.strip()]
    if not title and lines and not _INCLUDES.search(lines[0]):
        title, lines = lines[0], lines[1:]
    description, points = lines, list[str]()
    for place, line in enumerate(lines):
        if _INCLUDES.search(line):
            description, points = lines[:place], lines[place + 1 :]
            break
    yield KeyPriorityDraft(
        numbers[0],
        title,
        " ".join(description),
        tuple(_BULLET.sub("", point) for point in points),
    )
