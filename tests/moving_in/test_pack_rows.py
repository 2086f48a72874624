"""The pack's two papers as Word files: what is proposed for their rows, and what a person corrects."""

import json

import pytest

from initiatives.files import word
from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.columns import meanings
from initiatives.moving_in.decisions import Decisions, Part, Shape
from initiatives.moving_in.finding import find
from initiatives.moving_in.shapes import shaped
from tests import pack_papers

NAMES = {"fund": "fund_source", "target": "target", "title": "title", "timing": "timing"}

# The rows a person is asked to look at first: as proposed, right unless they stand in CORRECTED.
YEAR_END_DOUBTS = {
    "6.0": Shape.FURNITURE,  # CHILIE
    "7.0": Shape.TAIL,  # crime
    "7.4": Shape.TAIL,  # CSE and DHR
    "11.0": Shape.FURNITURE,  # integrated offender Maria
    "17.0": Shape.FURNITURE,  # issues of confinitionity salety
    "17.7": Shape.TAIL,  # and preventative activities
    "17.8": Shape.TAIL,  # positive life choices
    "18.8": Shape.TAIL,  # a one stop shop for
    "22.1": Shape.WRAPPED,  # - J
}
ANNUAL_PLAN_DOUBTS = {
    "56.1": Shape.WRAPPED,  # sleeping), with what must be the fund and lead of the row below
    "57.9": Shape.WRAPPED,  # Programme
    "57.17": Shape.WRAPPED,  # Following the drama piece
    "57.22": Shape.WRAPPED,  # session, beside ghost text
    "57.25": Shape.WRAPPED,  # to achieve that, beside ghost text
    "57.32": Shape.WRAPPED,  # Difference) Days
    "57.34": Shape.WRAPPED,  # Action
    "57.35": Shape.FURNITURE,  # ACION
    "59.8": Shape.WRAPPED,  # Persons being intimidating
    "59.26": Shape.WRAPPED,  # awareness raising
}
CORRECTED = {"18.8": Shape.WRAPPED, "57.35": Shape.WRAPPED}


@pytest.fixture(scope="module")
def year_end():
    return word.read(pack_papers.year_end_paper())


@pytest.fixture(scope="module")
def annual_plan():
    return word.read(pack_papers.annual_plan_paper())


def load(name):
    return json.loads((pack_papers.PACK / f"{name}.json").read_text(encoding="utf-8"))


def doubts(read):
    return {row.id: row.proposed for row in shaped(read, Decisions()) if row.is_doubtful}


def on_a_line(text):
    return " ".join(text.replace("• ", "•").split())


def printed(rows):
    """What the hand-checked list has for each row before any repair, its lines joined with a space."""
    for row in rows:
        cells = {name: on_a_line(" ".join(lines)) for name, lines in row["printed"].items()}
        yield {NAMES.get(name, name): text for name, text in cells.items() if "kps" not in name}


def made(read, parts):
    rows = plan_rows(read, Decisions(shapes=CORRECTED))
    return [{part: on_a_line(getattr(row, part)) for part in parts} for row in rows]


def test_a_person_looks_at_nine_rows_of_the_year_end_report_and_corrects_one(year_end):
    assert doubts(year_end) == YEAR_END_DOUBTS


def test_a_person_looks_at_ten_rows_of_the_annual_plan_and_corrects_none(annual_plan):
    assert doubts(annual_plan) == ANNUAL_PLAN_DOUBTS


def test_the_year_end_report_gives_the_34_rows_of_the_hand_checked_list(year_end):
    listed = load("year_end_2016_17")
    whole_targets = {
        number: on_a_line(" ".join(target["printed"]))
        for target in listed["targets"]
        for number in target["rows"]
    }
    expected = [
        # The "&" of "SCP & CBC" stands in a column of its own, which a person adds by hand.
        cells | {"target": whole_targets[number], "lead": cells["lead"].replace("SCP & ", "SCP ")}
        for number, cells in enumerate(printed(listed["rows"]), start=1)
    ]

    assert made(year_end, ("target", "lead", "outcome")) == expected
    assert len(expected) == 34


def test_the_annual_plan_gives_the_30_rows_of_the_hand_checked_list(annual_plan):
    expected = list(printed(load("annual_plan_2017_18")["rows"]))

    assert made(annual_plan, ("title", "outcome", "timing", "fund_source", "lead")) == expected
    assert len(expected) == 30


def test_each_target_of_the_year_end_report_stands_under_its_key_priority(year_end):
    rows = plan_rows(year_end, Decisions(shapes=CORRECTED))

    assert [row.priority.partition(":")[0] for row in rows] == [
        f"KEY PRIORITY {row['repaired']['priority']}" for row in load("year_end_2016_17")["rows"]
    ]


def test_no_initiative_of_the_annual_plan_is_given_a_key_priority_it_does_not_name(annual_plan):
    rows = plan_rows(annual_plan, Decisions(shapes=CORRECTED))

    assert {row.priority for row in rows} == {""}


def test_all_tables_of_a_paper_but_its_glossary_are_proposed(year_end, annual_plan):
    proposed = [table.looks_like_plan for table in find(year_end)]
    *of_the_plan, glossary = find(annual_plan)

    assert all(proposed)
    assert all(table.looks_like_plan for table in of_the_plan)
    assert (glossary.above, glossary.looks_like_plan, glossary.refusal) == ("GLOSSARY", False, "")


def test_the_columns_of_both_papers_are_known(year_end, annual_plan):
    first, with_a_column_more = meanings(find(year_end), Decisions()).values()
    initiatives, _ = meanings(find(annual_plan), Decisions()).values()

    assert first == (Part.TARGET, Part.LEAD, Part.OUTCOME)
    assert with_a_column_more == (Part.TARGET, Part.LEAD, Part.EXTRA, Part.OUTCOME)
    assert initiatives == (
        Part.TITLE,
        Part.OUTCOME,
        Part.TIMING,
        Part.FUND_SOURCE,
        Part.LEAD,
        Part.PRIORITY,
        Part.EXTRA,
        Part.EXTRA,
    )
