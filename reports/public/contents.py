from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.text import slugify

from reports.document import Report, Row, Section, Table, Text
from reports.views import SECTION_TEMPLATES

_TAKEN = ("contents", "main-content")  # by the page round the paper


@dataclass(frozen=True)
class Part:
    """A section as it stands on a page: its template, and its place if the contents name it."""

    section: Section
    template: str
    heading: str = ""
    anchor: str = ""


def parts_of(report: Report) -> list[Part]:
    """The sections in order; those that begin something have a heading and a place to lead to."""
    return list(_parts(report))


def _parts(report: Report) -> Iterator[Part]:
    taken = set(_TAKEN)
    for number, section in enumerate(report.sections, start=1):
        heading = _heading(section)
        anchor = slugify(heading) or f"part-{number}"
        while anchor in taken:
            anchor = f"{anchor}-{number}"
        taken.add(anchor)
        template = SECTION_TEMPLATES[type(section)]
        yield Part(_without_addresses(section), template, heading, heading and anchor)


def _heading(section: Section) -> str:
    if isinstance(section, Table):
        return section.heading or section.caption
    return section.heading if isinstance(section, Text) and section.level == 2 else ""


def _without_addresses(section: Section) -> Section:
    """Pages of the tracker are for those who sign in: nothing here leads to them."""
    if not isinstance(section, Table):
        return section
    groups = tuple(
        replace(group, rows=tuple(Row(row.cells, row.reference) for row in group.rows))
        for group in section.groups
    )
    return replace(section, groups=groups)
