"""Which column of a table holds which part of a plan: by its heading, then by what stands in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

from initiatives.moving_in.decisions import Decisions, Holds, Part
from initiatives.moving_in.finding import Found
from initiatives.moving_in.headings import named_by
from initiatives.moving_in.priority_names import names_a_priority_by_title
from initiatives.moving_in.start_and_end import start_and_end
from initiatives.timing import Kind, parse_timing

_PROSE = 45  # characters of a cell, on average, that tell rather than name
_STATUS_WORDS = re.compile(
    r"(?:b?rag:? *)?(?:red|amber|green|blue|grey|complete[d]?|on track|off track|at risk|ongoing"
    r"|in progress|not started|started|stopped|closed|delayed|achieved|r|a|g|b)",
    re.IGNORECASE,
)
_SIGN = 3  # characters of a cell, on average, that tell nothing
_URGENCY = re.compile(r"(?:very )?(?:high|medium|med|low|h|m|l)(?: priority)?", re.IGNORECASE)
_FIGURE = re.compile(r"[<>=+\u2013-]?\s*\d[\d,.]*\s*%?")
_MONEY = re.compile(r"[£$]|\d")
_NOT_A_TIME = {Kind.NONE, Kind.NOT_READ}


def guess(headings: Sequence[str], samples: Sequence[Sequence[str]]) -> tuple[Part, ...]:
    """What each column holds, as far as its heading says; where no column has one, its cells do.

    `samples` are rows. Each part is named once, save outcomes and what is only kept as it stood.
    """
    cells = [[row[at] for row in samples if row[at].strip()] for at in range(len(headings))]
    if not any(map(str.strip, headings)):
        return tuple(_by_what_stands_there(cells))
    parts = _by_headings(headings)
    for at, texts in enumerate(cells):
        parts[at] = _mended(parts[at], texts, has_status=Part.STATUS in parts)
    _say_start_and_end(parts, headings, cells)
    if not {Part.TITLE, Part.TARGET} & set(parts):  # the actions stand under their key priority
        headed = [at for at, each in enumerate(headings) if names_a_priority_by_title(each)]
        for at in headed[:1]:
            parts[at] = Part.TITLE
    return tuple(parts)


def meanings(found: Sequence[Found], decisions: Decisions) -> Mapping[str, tuple[Holds, ...]]:
    """What the columns of each layout hold: as decided, else as guessed from its first table."""
    firsts: dict[str, Found] = {}
    for table in found:
        firsts.setdefault(table.layout, table)
    return {
        layout: decisions.columns.get(layout) or guess(table.headings, table.samples)
        for layout, table in firsts.items()
    }


def of_width(parts: Sequence[Holds], width: int) -> tuple[Holds, ...]:
    """The parts for a table of so many columns; what a layout does not know is only kept."""
    return (*parts[:width], *[Part.EXTRA] * (width - len(parts)))


def by_which_rows_are_told(parts: Sequence[Holds]) -> tuple[Part, ...]:
    """The parts as the shape of a row depends on them: another body's numbers are only kept there."""
    return tuple(part if isinstance(part, Part) else Part.EXTRA for part in parts)


def _by_headings(headings: Sequence[str]) -> list[Part]:
    parts = [Part.EXTRA] * len(headings)
    named = [(rank, at, part) for at, each in enumerate(headings) for part, rank in named_by(each)]
    telling = [(rank, at) for rank, at, part in named if part is Part.OUTCOME]
    surest = min(telling, default=(0, 0))[
        0
    ]  # "Progress" tells what happened, "Outcome" beside it not
    taken: set[Part] = set()
    for at in (at for rank, at in telling if rank == surest):
        parts[at] = Part.OUTCOME
        taken.add(Part.OUTCOME)
    for _, at, part in sorted(named):
        if parts[at] is Part.EXTRA and part not in taken:
            parts[at] = part
            taken.add(part)
    return parts


def _say_start_and_end(
    parts: list[Part], headings: Sequence[str], cells: Sequence[Sequence[str]]
) -> None:
    """Make one timing of two columns of dates that are headed so, where no other tells the time."""
    pair = start_and_end(headings)
    others = [part for at, part in enumerate(parts) if at not in (pair or ())]
    if not pair or Part.TIMING in others:
        return
    are_free = {parts[at] for at in pair} <= {Part.TIMING, Part.EXTRA}
    if are_free and all(cells[at] and all(map(_is_time, cells[at])) for at in pair):
        for at in pair:
            parts[at] = Part.TIMING


def _mended(part: Part, texts: Sequence[str], *, has_status: bool) -> Part:
    """The part, unless the cells of its column cannot be that."""
    if not texts:
        return part
    if part is Part.STATUS and _length(texts) > _PROSE:
        return Part.OUTCOME
    if part is Part.OUTCOME and not has_status and all(map(_is_status, texts)):
        return Part.STATUS
    if part is Part.OUTCOME and _length(texts) < _SIGN:
        return Part.EXTRA  # a cross in the months or quarters when something happens
    if part is Part.PRIORITY and all(map(_URGENCY.fullmatch, map(str.strip, texts))):
        return Part.EXTRA  # how urgent it is, not which key priority it serves
    if part is Part.TARGET and all(map(_FIGURE.fullmatch, map(str.strip, texts))):
        return Part.EXTRA  # what is measured, not what is wanted
    if part is Part.FUND_SOURCE and (_length(texts) > _PROSE or all(map(_MONEY.search, texts))):
        return Part.EXTRA  # what it costs or needs, not whose money it is
    return part


def _by_what_stands_there(cells: Sequence[Sequence[str]]) -> Iterator[Part]:
    """Without headings: the longest texts tell the outcome, dates the timing, short names who leads."""
    lengths = [_length(texts) for texts in cells]
    longest = max(range(len(cells)), key=lengths.__getitem__, default=0)
    names = [at for at, texts in enumerate(cells) if at != longest and _are_names(texts)]
    first = next((at for at, texts in enumerate(cells) if texts), None)
    lead = next((at for at in names if at != first), first if names == [first] else None)
    taken: set[Part] = set()
    for at, texts in enumerate(cells):
        if at == longest and lengths[at] > _PROSE:
            part = Part.OUTCOME
        elif texts and all(map(_is_time, texts)):
            part = Part.TIMING
        elif at == lead:
            part = Part.LEAD
        elif texts and all(map(_is_status, texts)):
            part = Part.STATUS
        elif at == first and not all(text.strip().isdigit() for text in texts):
            part = Part.TARGET if lengths[at] > _PROSE else Part.TITLE
        else:
            part = Part.EXTRA
        yield Part.EXTRA if part in taken else part
        taken.add(part)


def _length(texts: Sequence[str]) -> float:
    return mean(map(len, texts)) if texts else 0


def _is_status(text: str) -> bool:
    return bool(_STATUS_WORDS.fullmatch(text.strip()))


def _is_time(text: str) -> bool:
    return parse_timing(text.strip()).kind not in _NOT_A_TIME


def _are_names(texts: Sequence[str]) -> bool:
    """Whether the cells are short and of letters, as the names of agencies are."""
    return bool(texts) and all(
        len(text) <= _PROSE and text[:1].isalpha() and not _is_time(text) for text in texts
    )
