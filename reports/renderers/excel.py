"""A report as an Excel file: a sheet to print and a sheet of data."""

from datetime import datetime, time
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font

from reports.document import Report
from reports.renderers.spreadsheet import data_sheet, print_sheet
from reports.renderers.spreadsheet.package import package
from reports.renderers.spreadsheet.shared_texts import SharedTexts
from reports.renderers.spreadsheet.texts import TextTooLong
from reports.renderers.texts import printable

__all__ = ["TextTooLong", "render"]


def render(report: Report) -> bytes:
    """The file; the same report makes the same bytes, whenever it is made.

    Raises TextTooLong for a text that Excel would cut.
    """
    workbook = Workbook()
    # Column widths count in digits of this font: the one that is in the cells.
    cast("Any", workbook)._named_styles["Normal"].font = Font(name="Arial", size=10)
    texts = SharedTexts()
    sheets = [
        print_sheet.write(workbook.worksheets[0], texts, report),
        data_sheet.write(workbook.create_sheet(), texts, report),
    ]
    workbook.properties = _properties(report)
    return package(workbook, sheets, texts)


def _properties(report: Report) -> DocumentProperties:
    """Whose paper it is and of which day; no person and no present moment."""
    as_of = datetime.combine(report.as_of, time())
    return DocumentProperties(
        title=printable(report.particulars.marked_title),
        creator=printable(report.particulars.partnership),
        language="en-GB",
        created=as_of,
        modified=as_of,
    )
