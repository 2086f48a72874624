"""A report's flat data as a CSV file: one row for each outcome, under stable field names."""

import csv
import re
from io import StringIO

from priorities.sheets.texts import printable
from reports.document import Report

_MARK_OF_UTF_8 = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel takes the file for Windows-1252
# What a spreadsheet would take for the beginning of a formula, the wide forms of East Asia included.
_FORMULA = re.compile("'*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\n])")


def render(report: Report) -> bytes:
    """The file, in UTF-8 and as RFC 4180 writes it; the same report makes the same bytes."""
    lines = StringIO(newline="")
    lines.write(_MARK_OF_UTF_8)
    writer = csv.writer(lines)
    writer.writerow(column.field for column in report.data_columns)
    writer.writerows([unlike_a_formula(text) for text in row] for row in report.data_rows)
    return lines.getvalue().encode()


def unlike_a_formula(text: str) -> str:
    """The printable text, with "'" before what a spreadsheet would take for a formula.

    A text that has that "'" already is given another: whoever takes one off has the text itself.
    """
    text = printable(text)
    return f"'{text}" if _FORMULA.match(text) else text
