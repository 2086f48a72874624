"""A report as a PDF file that a screen reader can read: PDF/UA-1, set by typst."""

from datetime import UTC, datetime, time

from reports.document import Report
from reports.renderers.typesetting import content
from reports.renderers.typesetting.process import pdf_of


def render(report: Report) -> bytes:
    """The file; the same report makes the same bytes, whenever it is made.

    Raises CannotBeMade when it cannot be set or takes too long. Column headings are header cells.
    The headings of rows are data cells: the typesetter has no way yet to say otherwise.
    """
    made_at = datetime.combine(report.as_of, time(), UTC)
    return pdf_of({**content.of_report(report), "timestamp": int(made_at.timestamp())})
