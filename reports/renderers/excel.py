"""A report as an Excel file: a sheet to print and a sheet of data."""

from datetime import datetime, time
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font
from openpyxl.writer.excel import ExcelWriter

from reports.document import Report
from reports.renderers.spreadsheet import data_sheet, print_sheet
from reports.renderers.spreadsheet.texts import TextTooLong, printable

__all__ = ["TextTooLong", "render"]


def render(report: Report) -> bytes:
    """The file; the same report makes the same bytes, whenever it is made.

    Raises TextTooLong for a text that Excel would cut.
    """
    workbook = Workbook()
    # Column widths count in digits of this font: the one that is in the cells.
    cast("Any", workbook)._named_styles["Normal"].font = Font(name="Arial", size=10)
    print_sheet.write(workbook.worksheets[0], report)
    data_sheet.write(workbook.create_sheet(), report)
    workbook.properties = _properties(report)
    return _package(workbook)


def _properties(report: Report) -> DocumentProperties:
    """Whose paper it is and of which day; no person and no present moment."""
    as_of = datetime.combine(report.as_of, time())
    return DocumentProperties(
        title=printable(report.particulars.title),
        creator=printable(report.particulars.partnership),
        language="en-GB",
        created=as_of,
        modified=as_of,
    )


def _package(workbook: Workbook) -> bytes:
    """The workbook with undated entries; `Workbook.save` would stamp the present on all of it."""
    written = BytesIO()
    ExcelWriter(workbook, ZipFile(written, "w")).save()
    package = BytesIO()
    with ZipFile(written) as dated, ZipFile(package, "w", ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            undated.writestr(ZipInfo(name), dated.read(name), compress_type=ZIP_DEFLATED)
    return package.getvalue()
