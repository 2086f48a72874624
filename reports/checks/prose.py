"""What a paper prints beside its initiatives, in words that the partnership types itself."""

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from reports.checks.finding import Place
from reports.checks.paper import CheckedPaper
from reports.checks.places import headings, key_priority_page
from reports.document import Points, Section, Table, Text

_PRINTED = re.compile(r"KEY PRIORITY (?:\(KP\) )?(\d+)")  # as both papers head one


class Prose(NamedTuple):
    """A text of the paper itself, what says it, and the key priority it belongs to, if to any."""

    speaker: str  # "A target of key priority 2"
    text: str
    priority: int | None = None


def priority_headed(heading: str) -> int | None:
    """The number of the key priority that a section with this heading is about."""
    printed = _PRINTED.match(heading)
    return int(printed[1]) if printed else None


def prose_of(paper: CheckedPaper) -> Iterator[Prose]:
    """What heads the paper, its key priorities with their points, and its targets.

    Who prepared the paper and its last line are left out: they tell whom to ask. So are the lists of
    other bodies, whose words they are.
    """
    heads = paper.report.particulars
    yield Prose("The line above the title", heads.strapline)
    yield Prose("The title of the paper", heads.title)
    yield Prose("The opening sentence", heads.opening)
    untargeted = {row.reference for row in paper.rows if row.target_id is None}
    number = None
    for section in paper.report.sections:
        if not isinstance(section, Points):  # which belong to what stands before them
            number = priority_headed(section.heading)
        if number is not None:
            for speaker, text in _said_in(section, untargeted):
                yield Prose(f"{speaker} {number}", text, number)
    if "initiative" in paper.fields:
        for row in paper.rows:
            if not row.title:  # then its target is printed
                number = row.target_priority_number
                yield Prose(f"A target of key priority {number}", row.target_text, number)


def mended_at(paper: CheckedPaper, prose: Prose) -> Place:
    """Where the text is changed."""
    pk = paper.key_priorities.get(prose.priority) if prose.priority else None
    if pk is None:
        return headings(paper.plan)
    return key_priority_page(pk)


def _said_in(section: Section, untargeted: Set[str]) -> Iterator[tuple[str, str]]:
    match section:
        case Text():
            yield "Key priority", section.body
        case Points():
            for point in section.points:
                yield "A point of key priority", point
        case Table():
            yield "Key priority", section.caption.partition(": ")[2]
            yield "Key priority", section.description
            for group in section.groups:
                # Another heading is what an initiative is called.
                if group.heading and not any(row.reference in untargeted for row in group.rows):
                    yield "A target of key priority", group.heading
