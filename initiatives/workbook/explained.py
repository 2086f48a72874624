"""What the first sheet of an update workbook says, in plain words."""

from collections.abc import Iterator

from initiatives.models import Status
from initiatives.workbook.columns import MARK, NOTE, OUTCOME, REASON, REFERENCE, STATUS
from initiatives.workbook.outcomes_sheet import TITLE

EXAMPLE_DATA = "Example data"
MADE_UP = "Made up to show the tracker, not what any agency did."

_WHAT_TO_DO = (
    f"Go to the sheet “{TITLE}”. Type in its white cells, save the file and send it back. Leave alone "
    "what you have nothing to say about: a cell that you do not change changes nothing."
)
_OUTCOME = (
    "What has happened so far, as the committee’s papers are to print it. Change the text that is "
    "there: what you leave in the cell takes its place, and the earlier text stays in the history. "
    "Begin a line with “- ” to make a list. For a new line press Alt and Enter in Excel, Ctrl and "
    "Enter in LibreOffice."
)
_STATUS = "How it stands, at a glance. Choose one from the list in the cell:"
_REASON = "Say in one line why it is at risk, off track or stopped. No other status keeps a reason."
_NOTE = (
    "Never printed. For what the public must not read: names, worries, what to do next. Only the "
    "partnership’s officers and the agencies that lead the initiative can read it, so do not pass this "
    "file on to anybody else."
)
_WHEN_IT_COMES_BACK = (
    "A row with a reference changes that initiative. A row without one creates nothing. A row that is "
    "missing is left alone. An officer sees every word that changed before any of it is recorded. Where "
    "somebody changed the same text in the tracker after this file was made, both texts are shown, and "
    "one is chosen. A status that was given cannot be taken away, only changed."
)
_WHAT_YOU_MAY_CHANGE = (
    "You may sort the rows, filter them, and delete those you do not need; move columns, or make them "
    f"wider. Leave the columns “{REFERENCE}” and “{MARK}” as they are: they say which initiative a row "
    "is about, and which text you had before you. What is typed in the grey cells or on this sheet is "
    "not read."
)
_HOW_IT_IS_PROTECTED = (
    "The grey cells are locked, without a password, so that nothing is overwritten by mistake. To sort "
    "or delete rows or to move columns, unlock the sheet first. In Excel: Review, then Unprotect Sheet. "
    "In LibreOffice: Tools, then Protect Sheet."
)
_WHERE_TO_SEND_IT = (
    "To the person who sent it to you. If you sign in to the tracker, you can also upload it there, on "
    "the page where workbooks are downloaded. Keep it a spreadsheet: .xlsx, as it is, or .ods."
)


def told(*, with_notes: bool) -> Iterator[tuple[str, str]]:
    """Each subject, with what is said of it."""
    yield "What to do", _WHAT_TO_DO
    yield OUTCOME, _OUTCOME
    yield STATUS, _STATUS
    for status in Status:
        yield status.label, status.meaning
    yield REASON, _REASON
    if with_notes:
        yield NOTE, _NOTE
    yield "When it comes back", _WHEN_IT_COMES_BACK
    yield "What you may change", _WHAT_YOU_MAY_CHANGE
    yield "How it is protected", _HOW_IT_IS_PROTECTED
    yield "Where to send it", _WHERE_TO_SEND_IT
