"""The first sheet of the update workbook: what may be typed, and what happens when it comes back."""

from dataclasses import dataclass
from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from initiatives.models import Status
from initiatives.workbook.explained import EXAMPLE_DATA, MADE_UP, told
from priorities.sheets.measures import row_height
from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.sheet import Look, Sheet
from priorities.sheets.texts import printable

TITLE = "How this works"

_WIDTHS = (25.0, 105.0)
_TITLE = Look(size=14, bold=True)
_SUBJECT, _SAID, _STATUS = Look(bold=True, edges=True), Look(edges=True), Look(edges=True, indent=1)


@dataclass(frozen=True)
class Made:
    """One workbook: what it is called, for whom it was made and when, and what is in it."""

    title: str
    made_for: str
    made_on: date
    with_notes: bool
    is_example: bool

    @property
    def mark(self) -> str:
        """What stands over every page of a plan that is made up, or ""."""
        return EXAMPLE_DATA if self.is_example else ""


def write(worksheet: Worksheet, texts: SharedTexts, made: Made) -> Sheet:
    """Fill a worksheet with what somebody should know before typing."""
    worksheet.title = TITLE
    worksheet.sheet_view.showGridLines = False
    sheet = Sheet(worksheet, texts, title=made.title, standing=made.mark)
    sheet.set_widths(_WIDTHS)
    _add(sheet, TITLE, made.title, _TITLE, _TITLE)
    if made.is_example:
        _add(sheet, EXAMPLE_DATA, MADE_UP)
    _add(sheet, "Made for", made.made_for)
    _add(sheet, "Made on", f"{made.made_on:%-d %B %Y}")
    for subject, said in told(with_notes=made.with_notes):
        _add(sheet, subject, said, _STATUS if subject in Status.labels else _SUBJECT)
    return sheet


def _add(
    sheet: Sheet, subject: str, said: str, look: Look = _SUBJECT, look_beside: Look = _SAID
) -> None:
    """A subject, with what is said of it beside it: no cells are merged, which readers stumble over."""
    cells = [(1, subject, look), (2, printable(said), look_beside)]
    sheet.add_row(cells, height=row_height(cells, _WIDTHS))
