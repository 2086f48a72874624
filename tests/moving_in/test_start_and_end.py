"""Plans that say in two columns when something starts and when it ends."""

import pytest

from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.columns import guess
from initiatives.moving_in.decisions import Decisions, Part
from initiatives.moving_in.start_and_end import start_and_end
from initiatives.timing import Kind, parse_timing
from tests.moving_in.tables import paper


@pytest.mark.parametrize(
    ("headings", "timing"),
    [
        ("Start | End", "1 April 2024 – 31 March 2025"),
        ("From | To", "1 April 2024 – 31 March 2025"),
        ("Start date | Deadline", "1 April 2024 – 31 March 2025"),
        ("Start | Notes", "1 April 2024"),
    ],
)
def test_a_start_and_an_end_in_two_columns_are_one_timing(headings, timing):
    file = paper(
        [f"Action | Lead | {headings}", "Training | Refuge | 1 April 2024 | 31 March 2025"]
    )

    [row] = plan_rows(file, Decisions())

    assert row.timing == timing


@pytest.mark.parametrize(
    ("cells", "timing"),
    [
        ("1 June 2024 | ", "Start 1 June 2024"),
        ("June 2024 | ", "Start June 2024"),
        (" | 1 July 2024", "1 July 2024"),
        ("1 June 2024 | 1 June 2024", "1 June 2024"),
        ("Ongoing | ", "Ongoing"),
    ],
)
def test_what_one_of_the_two_columns_leaves_blank_is_not_invented(cells, timing):
    file = paper(
        [
            "Action | Lead | Start | End",
            "Training | Refuge | 1 April 2024 | 31 March 2025",
            f"Ribbons | Council | {cells}",
        ]
    )

    assert plan_rows(file, Decisions())[-1].timing == timing


def test_another_column_of_timings_leaves_start_and_end_as_they_are():
    headings = ("Action", "Lead", "Timescale", "Start", "End")

    parts = guess(headings, [("Training", "CBC", "By May 2024", "1 April 2024", "3 May 2024")])

    assert parts.count(Part.TIMING) == 1


def test_columns_headed_alike_are_no_start_and_end():
    assert start_and_end(["Start", "Start date"]) is None
    assert start_and_end(["Start", "Timescale"]) is None


def test_a_start_alone_is_understood_as_open():
    assert parse_timing("Start 1 June 2024").kind is Kind.OPEN_START
