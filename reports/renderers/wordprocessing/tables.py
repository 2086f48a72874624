"""A table: headings that repeat on each page, and rows beside the headings they share."""

from collections.abc import Iterator, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from priorities.sheets.texts import printable
from reports.document import Group, Table
from reports.renderers.texts import Paragraph, paragraphs
from reports.renderers.wordprocessing.elements import child, new, paragraph
from reports.renderers.wordprocessing.measures import (
    PAGE_HEIGHT,
    cell_height,
    column_widths,
    row_height,
    twips,
)


def of_table(table: Table) -> BaseOxmlElement:
    """The table with fixed columns, named for those who cannot see where it stands."""
    widths = column_widths(table.columns)
    element = new("tbl")
    element.append(_properties(table, widths))
    grid = child(element, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=twips(width))
    element.append(_headings(table, widths))
    room = PAGE_HEIGHT - row_height([column.heading for column in table.columns], widths)
    for group in table.groups:
        element.extend(_group(group, widths, room))
    return element


def _properties(table: Table, widths: Sequence[float]) -> BaseOxmlElement:
    properties = new("tblPr")
    child(properties, "tblStyle", val="TableGrid")
    child(properties, "tblW", w=sum(map(twips, widths)), type="dxa")
    child(properties, "tblLayout", type="fixed")
    looks = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0}
    child(properties, "tblLook", val="06A0", **looks, noHBand=1, noVBand=1)
    child(properties, "tblCaption", val=printable(table.caption))
    if table.description:
        child(properties, "tblDescription", val=printable(table.description))
    return properties


def _headings(table: Table, widths: Sequence[float]) -> BaseOxmlElement:
    row = new("tr")
    properties = child(row, "trPr")
    child(properties, "cantSplit")
    child(properties, "tblHeader")
    for column, width in zip(table.columns, widths, strict=True):
        cell = _cell(row, width)
        cell.append(paragraph(column.heading, "TableHeading"))
    return row


def _group(group: Group, widths: Sequence[float], room: float) -> Iterator[BaseOxmlElement]:
    """The rows of a group; its heading is written once and spans them all."""
    if group.heading is None:
        for row in group.rows:
            yield _row(row.cells, widths, fits=row_height(row.cells, widths) <= room)
        return
    rows = [row.cells for row in group.rows] or [("",) * (len(widths) - 1)]
    needed, covered = cell_height(group.heading, widths[0]), 0.0
    for number, cells in enumerate(rows, start=1):
        tall = row_height(cells, widths[1:])
        covered += tall
        last = number == len(rows)
        fits = max(tall, needed if last and number == 1 else 0) <= room
        # The end of a page does not cut the heading, unless it is longer than a page.
        kept = not last and covered < needed <= room
        text = group.heading if number == 1 else ""
        row = _row((text, *cells), widths, fits=fits, kept=kept)
        if len(rows) > 1:
            _span(row, starts=number == 1)
        yield row


def _row(
    texts: Sequence[str], widths: Sequence[float], *, fits: bool, kept: bool = False
) -> BaseOxmlElement:
    """A row, in one piece if it fits a page; one that is `kept` stays on the page of the next."""
    row = new("tr")
    if fits:
        child(child(row, "trPr"), "cantSplit")
    for text, width in zip(texts, widths, strict=True):
        cell = _cell(row, width)
        for line in list(paragraphs(text)) or [Paragraph("", is_point=False)]:
            style = "TableBullet" if line.is_point else "TableText"
            cell.append(paragraph(line.words, style, kept=kept))
    return row


def _cell(row: BaseOxmlElement, width: float) -> BaseOxmlElement:
    cell = child(row, "tc")
    child(child(cell, "tcPr"), "tcW", w=twips(width), type="dxa")
    return cell


def _span(row: BaseOxmlElement, *, starts: bool) -> None:
    """Make the first cell one with those above and below it."""
    properties = row.find(f"{qn('w:tc')}/{qn('w:tcPr')}")
    child(properties, "vMerge", val="restart" if starts else "continue")
