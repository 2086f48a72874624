from datetime import date

import pytest

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in.decisions import Decisions, PaperHeading
from initiatives.moving_in.finding import chosen, find
from initiatives.moving_in.paper_heading import day_of, proposed_heading, updated_on

PLAN = ("Action", "Lead", "Progress"), ("Street pastors", "CBC", "Two shifts.")
SENTENCE = "This report provides information on what the partnership did in the year"


def heading(*before, after=(), rows=PLAN):
    blocks = (*map(text, before), FileTable("Table 1", rows), *map(text, after))
    read = FileRead(blocks)
    return proposed_heading(read, chosen(find(read), Decisions()), Decisions())


def text(said):
    return said if isinstance(said, FileText) else FileText(said)


def test_the_lines_before_the_table_head_the_paper():
    said = heading(
        "Safer and Stronger", "Year end report 2017-18", "Date: May 2018 Prepared by: The officers", SENTENCE
    )  # fmt: skip

    assert said == PaperHeading(
        paper="year-end",
        strapline="Safer and Stronger",
        title="Year end report 2017-18",
        date_printed="May 2018",
        prepared_by="The officers",
        opening=SENTENCE,
    )


def test_a_date_at_the_end_of_the_title_is_the_date_as_printed():
    said = heading("Annual Partnership Plan 2017-2018 Updated 30/8/17")

    assert (said.title, said.date_printed) == (
        "Annual Partnership Plan 2017-2018",
        "Updated 30/8/17",
    )


@pytest.mark.parametrize("line", ["Community Safety Plan, updated weekly", "Updated 30/8/17 plan"])
def test_what_is_no_date_stays_in_the_title(line):
    assert heading(line).title == line


def test_the_lines_over_the_headings_of_a_sheet_count_too():
    rows = (("Community Safety Plan 2018-19", "", ""), *PLAN)

    assert heading(rows=rows).title == "Community Safety Plan 2018-19"


def test_what_is_not_found_stays_blank():
    said = heading("Key priority 1: Safer streets", "The action plan for it")

    assert said == PaperHeading(paper=said.paper)


def test_the_last_line_is_the_one_that_says_whom_to_ask():
    after = "The plan is over.", "All enquiries to: scp@council.example", "Appendix B"

    assert heading("Action plan", after=after).closing == "All enquiries to: scp@council.example"


def test_the_marks_of_a_scan_are_left_to_a_person():
    assert heading("Action plan", "Date: **April 2017**").date_printed == "**April 2017**"


@pytest.mark.parametrize(
    ("title", "paper"),
    [
        ("Year end performance report 2016-17", "year-end"),
        ("Annual Partnership Plan 2017-18", "annual-plan"),
    ],
)
def test_the_title_says_which_paper_it_is(title, paper):
    assert heading(title).paper == paper


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("April 2017", date(2017, 4, 30)),
        ("**April 2017**", date(2017, 4, 30)),
        ("Updated 30/8/17", date(2017, 8, 30)),
        ("last revised 1st May 2018", date(2018, 5, 1)),
        ("Spring", None),
        ("31/6/17", None),
        ("", None),
    ],
)
def test_the_last_day_of_the_printed_date_stands_for_it(printed, day):
    assert day_of(printed) == day


@pytest.mark.parametrize(
    ("paper", "printed", "day"),
    [
        ("annual-plan", "Updated 30/8/17", date(2017, 8, 30)),
        ("annual-plan", "30/8/17", None),
        ("year-end", "Updated 30/8/17", None),
    ],
)
def test_a_plan_was_agreed_when_its_annual_plan_says_it_was_updated(paper, printed, day):
    assert updated_on(PaperHeading(paper=paper, date_printed=printed)) == day
