"""The sections of a paper as paragraphs, lists and tables."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.document import NOTHING_RECORDED, Points, Section, Table, Text
from reports.renderers.texts import paragraphs
from reports.renderers.wordprocessing.elements import paragraph
from reports.renderers.wordprocessing.numbering import Numbering
from reports.renderers.wordprocessing.tables import of_table

_HEADINGS = {2: "Heading2", 3: "Heading3"}


def of_sections(sections: Sequence[Section], numbering: Numbering) -> Iterator[BaseOxmlElement]:
    """A paper's body; a list without a heading stays with what it is said of."""
    for section, following in zip_longest(sections, sections[1:]):
        match section:
            case Text():
                goes_on = isinstance(following, Points) and not following.heading
                yield from _heading(section.heading, section.level)
                yield from prose(section.body, kept=goes_on)
            case Points():
                yield from _heading(section.heading, section.level)
                yield from prose(section.opening, kept=bool(section.points))
                yield from _points(section, numbering)
            case Table():
                yield from _heading(section.heading, 2)
                style = "" if section.heading else "TableOpening"
                yield from prose(section.description, style, kept=True)
                if not section.heading and not section.description:
                    yield paragraph("", "TableGap")  # two tables that touch would be one
                if section.groups:
                    yield of_table(section)
                else:
                    yield paragraph(NOTHING_RECORDED)


def prose(text: str, style: str = "", *, kept: bool = False) -> Iterator[BaseOxmlElement]:
    """A paragraph for each line; those that begin with a bullet are a list."""
    for line in paragraphs(text):
        yield paragraph(line.words, "ListBullet" if line.is_point else style, kept=kept)


def _points(points: Points, numbering: Numbering) -> Iterator[BaseOxmlElement]:
    """The list; the end of a page leaves none of its points alone."""
    counted = numbering.new_list() if points.numbered and points.points else None
    style = "ListNumber" if points.numbered else "ListBullet"
    last = len(points.points) - 1
    for number, point in enumerate(points.points):
        kept = number < last and number in (0, last - 1)
        yield paragraph(point, style, kept=kept, numbering=counted)


def _heading(text: str, level: int) -> Iterator[BaseOxmlElement]:
    if text:
        yield paragraph(text, _HEADINGS[level])
