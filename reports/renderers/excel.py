"""A report as an Excel file: a sheet to print and a sheet of data."""

from priorities.sheets.book import new_book
from priorities.sheets.package import package
from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.texts import TextTooLong
from reports.document import Report
from reports.renderers.refusals import CannotBeMade
from reports.renderers.spreadsheet import data_sheet, print_sheet


def render(report: Report) -> bytes:
    """The file; the same report makes the same bytes, whenever it is made.

    Raises CannotBeMade for a text that Excel would cut.
    """
    particulars = report.particulars
    workbook = new_book(
        title=particulars.marked_title, partnership=particulars.partnership, day=report.as_of
    )
    texts = SharedTexts()
    try:
        sheets = [
            print_sheet.write(workbook.worksheets[0], texts, report),
            data_sheet.write(workbook.create_sheet(), texts, report),
        ]
    except TextTooLong as refusal:
        raise CannotBeMade(str(refusal)) from refusal
    return package(workbook, sheets, texts)
