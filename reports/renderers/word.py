"""A report as a Word file, laid out as the committee prints its paper."""

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from textwrap import shorten

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from priorities.sheets.archive import unzipped, zipped
from priorities.sheets.texts import printable
from reports.document import Report
from reports.renderers.wordprocessing.blank import blank
from reports.renderers.wordprocessing.elements import paragraph
from reports.renderers.wordprocessing.numbering import Numbering
from reports.renderers.wordprocessing.sections import of_sections, prose

_LONGEST_PROPERTY = 255
_LONGEST_FOOT = 120  # which is a line of it


def render(report: Report) -> bytes:
    """The file; the same report makes the same bytes, whenever it is made."""
    document = blank()
    body = document.element.body
    page = body.sectPr
    for element in _paper(report, Numbering(document)):
        page.addprevious(element)
    _write_head_and_foot(document, report)
    _write_properties(document, report)
    saved = BytesIO()
    document.save(saved)
    return zipped(unzipped(saved))  # python-docx stamps the present on the parts


def _paper(report: Report, numbering: Numbering) -> Iterator[BaseOxmlElement]:
    yield from _head(report)
    yield from of_sections(report.sections, numbering)
    yield from prose(report.particulars.closing, "ClosingLine")
    if not report.particulars.closing:
        yield paragraph("", "LastLine")  # Word ends no document with a table


def _head(report: Report) -> Iterator[BaseOxmlElement]:
    particulars = report.particulars
    prepared_by = f"Prepared by: {particulars.prepared_by}" if particulars.prepared_by else ""
    yield from prose(particulars.mark, "Standing")
    yield from prose(report.standing, "Standing")
    yield from prose(particulars.strapline, "Subtitle")
    yield paragraph(particulars.title, "Heading1")
    for line in (particulars.date_line, prepared_by, particulars.opening, report.note):
        yield from prose(line)


def _write_head_and_foot(document: Document, report: Report) -> None:
    """What every page says: what the paper is not to be taken for, its title, and its number."""
    [section] = document.sections
    mark, _, standing = section.header.paragraphs[0].runs
    mark.text, standing.text = report.particulars.mark, report.standing
    title = section.footer.paragraphs[0].runs[0]
    title.text = _line(report.particulars.marked_title, _LONGEST_FOOT)


def _write_properties(document: Document, report: Report) -> None:
    """Whose paper it is and of which day; no person and no present moment."""
    properties = document.core_properties
    properties.title = _line(report.particulars.marked_title, _LONGEST_PROPERTY)
    properties.author = _line(report.particulars.partnership, _LONGEST_PROPERTY)
    properties.created = properties.modified = datetime.combine(report.as_of, time())


def _line(text: str, longest: int) -> str:
    return shorten(printable(text), longest, placeholder="…")
