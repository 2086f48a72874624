"""An Excel file before it has any sheet of its own."""

from datetime import date, datetime, time
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Font

from priorities.sheets.texts import printable


def new_book(*, title: str, partnership: str, day: date) -> Workbook:
    """A workbook set in Arial that says whose it is and of which day; no person, no present moment."""
    workbook = Workbook()
    # Column widths count in digits of this font: the one that is in the cells.
    cast("Any", workbook)._named_styles["Normal"].font = Font(name="Arial", size=10)
    moment = datetime.combine(day, time())
    workbook.properties = DocumentProperties(
        title=printable(title),
        creator=printable(partnership),
        language="en-GB",
        created=moment,
        modified=moment,
    )
    return workbook
