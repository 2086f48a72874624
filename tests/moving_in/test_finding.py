"""Which tables of a paper hold a plan, where their headings stand, and what is refused."""

import pytest

from initiatives.moving_in import finding
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.finding import chosen, find
from tests.moving_in.tables import heading, paper, table

PROSE = "The partnership met four times and heard from every agency what it had done. " * 6


def test_headings_over_two_lines_are_read_as_one():
    [found] = find(paper(["Target | Lead | Outcome", " | Agency | ", "IOM | CRC / NPS | None."]))

    assert found.headings == ("Target", "Lead Agency", "Outcome")
    assert found.head_rows == (0, 1)


def test_a_second_line_that_repeats_a_heading_adds_nothing_to_it():
    rows = ["Target | Lead | Outcome", "Target | Agency | Outcome", "IOM | CRC / NPS | None."]

    assert find(paper(rows))[0].headings == ("Target", "Lead Agency", "Outcome")


def test_a_heading_over_four_quarters_stands_over_theirs():
    rows = ["Action | Lead | Progress | | ", " | | Q1 | Q2 | Q3", "J9 | CBC | Begun. | Held. | "]

    assert find(paper(rows))[0].headings == ("Action", "Lead", "Progress Q1", "Q2", "Q3")


def test_the_first_row_of_a_plan_is_no_second_line_of_its_headings():
    [found] = find(paper(["Action | Lead | Progress", "Updates | Police | Given."]))

    assert (found.head_rows, found.row_count) == ((0,), 1)


def test_headings_are_found_below_the_title_of_the_table():
    [found] = find(paper(["Delivery plan 2024/25", "", "Action | Lead | Progress", "J9 | CBC | "]))

    assert (found.head_rows, found.row_count) == ((2,), 1)


def test_a_table_after_a_page_break_goes_on_from_the_one_before():
    first, second = find(paper(["Action | Lead | Progress", "J9 | CBC | "], ["DRIVE | CRC | "]))

    assert second.goes_on
    assert (second.headings, second.layout) == (first.headings, first.layout)
    assert second.looks_like_plan


def test_a_table_goes_on_past_one_that_cannot_be_read():
    first, _, third = find(paper(["Action | Lead", "J9 | CBC"], ["28", "29"], ["DRIVE | CRC"]))

    assert third.layout == first.layout


def test_a_second_line_may_repeat_a_heading_that_is_not_known():
    rows = ["Action | Lead | Our view", "Action | Agency | Our view", "J9 | CBC | Good."]

    assert find(paper(rows))[0].headings == ("Action", "Lead Agency", "Our view")


def test_a_row_that_names_one_known_word_and_a_month_is_no_heading():
    assert find(paper(["Updates | Police | June 17", "J9 | CBC | May"]))[0].head_rows == ()


def test_a_row_whose_words_come_again_is_no_heading():
    rows = ["Hub | CBC | Open", "Site | CBC | Open", "Amnesty | Police | Held", "J9 | CBC | Held"]

    assert find(paper(rows))[0].refusal == finding.NO_HEADING


def test_a_table_of_other_columns_after_a_page_break_has_a_layout_of_its_own():
    told = "A conference was held at Firstsite for everybody who works with young people. " * 2
    target = "Raise awareness of domestic abuse and of its sometimes fatal consequences"
    first, second = find(
        paper(["Target | Lead | Outcome", f"{target} | CBC | {told}"], [f"ECFRS | {told}"])
    )

    assert second.layout != first.layout
    assert second.headings == ("", "")
    assert second.looks_like_plan


def test_tables_of_the_same_headings_share_a_layout_whatever_their_capitals():
    first, second = find(
        paper(["Action | Lead | Progress", "J9 | CBC | "], ["ACTION | LEAD | PROGRESS", "A | B | "])
    )

    assert first.layout == second.layout


def test_a_sheet_never_goes_on_from_the_sheet_before_it():
    plan = table("Plan", "Action | Lead | Progress", "J9 | CBC | Held.", is_sheet=True)
    other = table("Rota", "1 | Monday | 9.30", "2 | Tuesday | 9.30", is_sheet=True)

    assert find(paper(plan, other))[1].refusal == finding.NO_HEADING


@pytest.mark.parametrize(
    "rows",
    [
        ["Abbreviation | Description", "ASB | Anti-social behaviour"],
        ["Name | Organisation | E-mail | Telephone", "An officer | CBC | - | - "],
        ["Term | Meaning | Term | Meaning", "ASB | Anti-social behaviour | DA | Domestic abuse"],
    ],
)
def test_a_glossary_or_an_address_list_is_offered_and_not_proposed(rows):
    [found] = find(paper(rows))

    assert not found.looks_like_plan
    assert not found.refusal


def test_a_table_under_a_glossarys_title_is_not_proposed_though_it_has_no_headings():
    plan = ["Action | Lead", "J9 | CBC"]

    assert not find(paper(plan, heading("Glossary"), ["ASB | Anti-social behaviour"]))[
        1
    ].looks_like_plan


def test_headings_whose_words_are_not_known_are_offered_and_not_proposed():
    rows = ["Gweithred | Arweinydd | Cynnydd", "J9 | CBC | x", "DRIVE | CRC | y", "IOM | NPS | z"]

    [found] = find(paper(rows))

    assert found.headings == ("Gweithred", "Arweinydd", "Cynnydd")
    assert not found.looks_like_plan
    assert not found.refusal


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        (["Action", "J9", "DRIVE"], finding.ONE_COLUMN),
        (["", " | "], finding.EMPTY),
        (["Action | Lead | Progress", " | | "], finding.NO_ROWS),
        (["J9 | CBC", "DRIVE | CRC"], finding.NO_HEADING),
        (["Project: | J9", "Lead agency: | CBC", "By when? | June"], finding.A_FORM),
        (["Project | J9", "Lead agency | CBC", "Timescale | June"], finding.A_FORM),
        ([(PROSE, PROSE), (PROSE, PROSE)], finding.PROSE),
        ([], finding.EMPTY),
    ],
)
def test_what_cannot_be_read_as_rows_and_columns_is_refused_and_never_guessed(rows, refusal):
    [found] = find(paper(rows))

    assert found.refusal == refusal
    assert not found.looks_like_plan


def test_a_refused_table_cannot_be_chosen():
    found = find(paper(["Action | Lead", "J9 | CBC"], ["One", "Two"]))

    assert [table.block for table in chosen(found, Decisions(tables=(0, 1)))] == [0]


def test_a_person_may_choose_a_table_that_is_not_proposed():
    found = find(paper(["Action | Lead", "J9 | CBC"], ["Term | Meaning", "ASB | Behaviour"]))

    assert [table.block for table in chosen(found, Decisions(tables=(1,)))] == [1]


def test_a_table_says_what_stands_nearest_above_it():
    plan = ["Action | Lead", "J9 | CBC"]

    assert find(paper(heading("Violence"), "What we heard.", plan))[0].above == "Violence"
    assert find(paper("KEY PRIORITY 2", "It includes:", plan))[0].above == "KEY PRIORITY 2"
    assert find(paper("What we heard.", plan))[0].above == "What we heard."
    assert find(paper(plan, plan))[1].above == ""
