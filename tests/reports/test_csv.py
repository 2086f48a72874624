import csv
from io import StringIO

import pytest

from priorities.sheets.texts import printable
from reports.document import Points, Text
from reports.renderers import comma_separated
from tests.reports import sample_reports
from tests.strings.awkward import AWKWARD

FORMULAS = ["=1+1", "+44 1206", "-1+1", "@SUM(1+1)", "\t=1+1", " =1+1", "\n=1+1", "\uff1d1+1"]


def rows_of(file):
    """The rows as any program reads them, the field names first."""
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline=""), strict=True))


def outcomes_of(*texts):
    """What stands in the file for each outcome."""
    names, *rows = rows_of(comma_separated.render(sample_reports.of_texts(*texts)))
    return [row[names.index("outcome")] for row in rows]


@pytest.mark.parametrize("make", [sample_reports.year_end, sample_reports.annual_plan])
def test_each_outcome_is_a_row_under_the_field_names(make):
    report = make()

    names, *rows = rows_of(comma_separated.render(report))

    assert names == [column.field for column in report.data_columns]
    assert rows == [list(row) for row in report.data_rows]
    assert len(rows) == {"year-end": 34, "annual-plan": 30}[report.slug]


def test_it_is_utf_8_that_says_so_and_its_lines_end_as_the_standard_has_it():
    file = comma_separated.render(sample_reports.of_texts("Café", 'He said "no", twice\nand left'))

    assert file.startswith(b"\xef\xbb\xbfreference,target,lead_agency,outcome\r\n")
    assert file.endswith(b',CBC,"He said ""no"", twice\nand left"\r\n')
    assert "Café\r\n".encode() in file


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_no_text_is_lost_and_the_next_row_is_whole(text):
    told, after = outcomes_of(text, "After it.")

    assert told.removeprefix("'") == printable(text).removeprefix("'")
    assert after == "After it."


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_has_an_apostrophe_before_it(text):
    assert outcomes_of(text) == [f"'{text}"]


@pytest.mark.parametrize("text", ["- Trainer booked\n- Hall booked", "'=1+1", "''-"])
def test_taking_one_apostrophe_off_gives_the_text_again(text):
    assert outcomes_of(text) == [f"'{text}"]


@pytest.mark.parametrize(
    "text", ["• Trainer booked", "'I don't know' campaign", "1+1=2", "A&E", ""]
)
def test_other_texts_stand_as_they_are(text):
    assert outcomes_of(text) == [text]


@pytest.mark.parametrize(
    "sections",
    [(), (Text("About"), Points("", ("One",))), (sample_reports.glossary([]),)],
    ids=["nothing", "prose", "a table of no outcomes"],
)
def test_a_report_without_outcomes_is_its_field_names_alone(sections):
    [names] = rows_of(comma_separated.render(sample_reports.of_sections(*sections)))

    assert names[0] == "reference"
