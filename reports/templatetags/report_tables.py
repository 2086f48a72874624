from collections.abc import Iterator
from typing import NamedTuple

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from priorities.templatetags.prose import prose
from reports.document import Report, Row, Section, Table
from reports.explained import Explainer

register = template.Library()

PROSE = frozenset({"outcome", "before", "now"})  # fields of columns whose texts may have points


class Cell(NamedTuple):
    """A cell of a page's table: the heading of its column, its text, and where it leads, or ""."""

    heading: str
    text: str
    address: str
    of: str  # what a number that leads somewhere counts, for those who hear it alone


@register.filter
def under_columns(row: Row, table: Table) -> Iterator[Cell]:
    """Each cell of the row but its heading, under the heading of its column; outcomes as prose."""
    columns = table.columns[1:]
    texts = row.cells[len(row.cells) - len(columns) :]
    addresses = row.addresses[len(row.addresses) - len(columns) :] or [""] * len(columns)
    for column, text, address in zip(columns, texts, addresses, strict=True):
        if column.field in PROSE:
            text = SafeString(f'<div class="scp-outcome">{prose(text)}</div>')
        of = f"{row.cells[0]}, {column.heading}" if text.isdecimal() else ""
        yield Cell(column.heading, text, address, of)


@register.filter
def explainer(report: Report | str, section: Section | None = None) -> Explainer:
    """What explains the abbreviations in a section of the report, or around them all.

    A glossary explains itself.
    """
    if not isinstance(report, Report) or (isinstance(section, Table) and section.is_glossary):
        return Explainer({})
    return Explainer(report.abbreviations)


@register.filter
def explained(text: str, by: Explainer) -> SafeString:
    """The text, escaped, with the first use of each abbreviation as one."""
    return SafeString(by.explain(conditional_escape(text)))
