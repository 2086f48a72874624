import json
from dataclasses import replace
from datetime import date

import pytest

from priorities.sheets.texts import printable
from reports.document import Issue, Points, Row, Text
from reports.renderers import json_file
from tests.reports import sample_reports
from tests.strings.awkward import AWKWARD


def read(report):
    return json.loads(json_file.render(report))


@pytest.mark.parametrize("make", [sample_reports.year_end, sample_reports.annual_plan])
def test_each_outcome_is_an_object_under_the_field_names(make):
    report = make()

    whole = read(report)

    columns = report.data_columns
    assert whole["fields"] == [
        {"name": column.field, "heading": column.heading} for column in columns
    ]
    names = [column.field for column in columns]
    assert whole["rows"] == [dict(zip(names, row, strict=True)) for row in report.data_rows]
    assert len(whole["rows"]) == {"year-end": 34, "annual-plan": 30}[report.slug]


def test_it_says_whose_paper_it_is_and_of_which_day():
    paper = read(sample_reports.annual_plan())["paper"]

    assert paper == {
        "slug": "annual-plan",
        "title": "Safer Colchester Partnership - Annual Partnership Plan 2017-2018",
        "partnership": "Safer Colchester Partnership",
        "plan_year": "2017-18",
        "as_of": "2017-08-30",
        "note": "",
        "standing": "",
        "issue": None,
        "example_data": "",
        "strapline": "Safer and Stronger Communities",
        "date_line": "Updated 30/8/17",
        "prepared_by": "",
        "opening": "",
        "closing": "All enquiries to: Safer.Colchester@colchester.gov.uk",
    }


def test_a_draft_and_an_issue_say_which_they_are():
    draft = replace(sample_reports.of_texts("Delivered."), is_to_be_issued=True)
    issue = replace(draft, issue=Issue(2, date(2017, 9, 12), "A name was wrong."))

    assert read(draft)["paper"]["standing"] == read(draft)["rows"][0]["paper"] == "DRAFT"
    assert read(draft)["paper"]["issue"] is None
    assert read(issue)["paper"]["standing"] == "Issue 2, 12 September 2017"
    assert read(issue)["paper"]["issue"] == {
        "number": 2,
        "issued_on": "2017-09-12",
        "reason": "A name was wrong.",
    }


def test_example_data_and_an_earlier_day_are_said():
    report = sample_reports.of_texts("Delivered.")
    marked = replace(report.particulars, is_example=True)

    whole = read(replace(report, particulars=marked, goes_back=True))

    assert whole["paper"]["example_data"].startswith("Example data: ")
    assert whole["rows"][0]["kind_of_data"] == "Example data"
    assert whole["paper"]["note"].startswith("Outcomes as reported by 30 April 2017.")


def test_the_whole_paper_stands_in_it_in_order():
    table = sample_reports.glossary([{"repaired": ["SCP", "Safer Colchester Partnership"]}])
    report = sample_reports.of_sections(
        Text("KEY PRIORITY (KP) 1", "To reduce violence", level=3),
        Points("", ("Sharing data",), opening="This KP includes:"),
        table,
    )

    whole = read(report)

    assert whole["sections"] == [
        {
            "kind": "text",
            "heading": "KEY PRIORITY (KP) 1",
            "level": 3,
            "body": "To reduce violence",
        },
        {
            "kind": "points",
            "heading": "",
            "level": 3,
            "opening": "This KP includes:",
            "numbered": False,
            "points": ["Sharing data"],
        },
        {
            "kind": "table",
            "caption": "Abbreviations",
            "heading": "GLOSSARY",
            "description": "",
            "columns": [
                {"name": "abbreviation", "heading": "Abbreviation"},
                {"name": "description", "heading": "Description"},
            ],
            "rows": [{"reference": "", "cells": ["SCP", "Safer Colchester Partnership"]}],
        },
    ]
    assert whole["rows"] == []


def test_a_row_of_a_table_says_the_heading_that_spans_it_and_no_address_of_the_trackers_own():
    report = sample_reports.of_texts("Delivered.", heading="Raise awareness")
    [table] = report.tables
    row = Row(("CBC", "Delivered."), "2016-17/01", addresses=("", "/2016-17/initiatives/1/"))
    group = replace(table.groups[0], rows=(row,))

    file = json_file.render(replace(report, sections=(replace(table, groups=(group,)),)))

    [section] = json.loads(file)["sections"]
    assert section["rows"] == [
        {"reference": "2016-17/01", "cells": ["Raise awareness", "CBC", "Delivered."]}
    ]
    assert b"/initiatives/" not in file


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_every_text_is_there_as_it_prints_and_no_mark_before_it(text):
    whole = read(sample_reports.of_texts(text, heading=text))

    assert whole["rows"][0]["outcome"] == printable(text)
    assert whole["sections"][0]["rows"][0]["cells"] == [printable(text), "CBC", printable(text)]


def test_letters_stand_for_themselves():
    assert "Café – £5 😀" in json_file.render(sample_reports.of_texts("Café – £5 😀")).decode()
