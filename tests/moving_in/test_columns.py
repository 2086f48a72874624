"""What a column holds, by the headings that partnerships' action plans have."""

import pytest

from initiatives.moving_in.columns import guess
from initiatives.moving_in.decisions import Part

P, TARGET, TITLE, OUTCOME = Part.PRIORITY, Part.TARGET, Part.TITLE, Part.OUTCOME
TIMING, FUND, LEAD, STATUS, EXTRA = (
    Part.TIMING,
    Part.FUND_SOURCE,
    Part.LEAD,
    Part.STATUS,
    Part.EXTRA,
)


def columns(row):
    return [cell.strip() for cell in row.split("|")]


def guessed(headings, *samples):
    return guess(columns(headings), [columns(row) for row in samples])


@pytest.mark.parametrize(
    ("headings", "parts"),
    [
        ("Target | Lead Agency | Outcome", (TARGET, LEAD, OUTCOME)),
        (
            "PROJECT / INITIATIVE | OUTCOMES | TIMING | FUND SOURCE | LEAD AGENCY",
            (TITLE, OUTCOME, TIMING, FUND, LEAD),
        ),
        ("SCP KP’s (list) | PCC KP's (list) | E.P KP's (list)", (P, EXTRA, EXTRA)),
        (
            "Objective | Action | Lead Agency | Timescale | Success Measure | RAG",
            (TARGET, TITLE, LEAD, TIMING, EXTRA, STATUS),
        ),
        (
            "Priority | What we will do | Who | By when | How will we measure success?",
            (P, TITLE, LEAD, TIMING, EXTRA),
        ),
        (
            "What do we want to achieve? | What will we do? | Who will lead? | How will we know?",
            (TARGET, TITLE, LEAD, EXTRA),
        ),
        (
            "Project (name) | Timescale (in this year) | Lead (organisation)",
            (TITLE, TIMING, LEAD),
        ),
        (
            "What we will do | When will it be done? | Lead Agency/Officer | Resources/Cost",
            (TITLE, TIMING, LEAD, FUND),
        ),
        (
            "Key actions and milestones (SMART) | Strategic lead | Deadline / review | Update & next",
            (TITLE, LEAD, TIMING, OUTCOME),
        ),
        (
            "Action | Lead | Target date | Progress to date | Status",
            (TITLE, LEAD, TIMING, OUTCOME, STATUS),
        ),
        (
            "No. | Aim | Objective | Task | Responsible officer | Cost | Completion date | Comments",
            (EXTRA, P, TARGET, TITLE, LEAD, EXTRA, TIMING, OUTCOME),
        ),
        (
            "Project | Funding | Lead partner | Start date | End date | Q1 | Quarter 2 (Jul-Sep)",
            (TITLE, FUND, LEAD, EXTRA, TIMING, OUTCOME, OUTCOME),
        ),
        (
            "Activity | Apr – Jun progress | July to September update | 3rd quarter",
            (TITLE, OUTCOME, OUTCOME, OUTCOME),
        ),
        (
            "Key Priority | Target | Lead | RAG | Reason for status | Internal notes",
            (P, TARGET, LEAD, STATUS, Part.STATUS_REASON, Part.INTERNAL_NOTE),
        ),
    ],
)
def test_headings_say_what_their_columns_hold(headings, parts):
    assert guessed(headings) == parts


def test_a_heading_that_is_not_known_is_only_kept():
    assert guessed("Action | Lead | Ward councillor’s view") == (TITLE, LEAD, EXTRA)


def test_a_lead_officer_beside_a_lead_agency_is_only_kept():
    assert guessed("Lead officer | Action | Lead agency") == (EXTRA, TITLE, LEAD)


def test_a_lead_officer_alone_is_the_lead():
    assert guessed("Action | Lead officer | By when") == (TITLE, LEAD, TIMING)


def test_partners_beside_a_lead_are_only_kept():
    assert guessed("Action | Lead | Partners") == (TITLE, LEAD, EXTRA)


def test_an_outcome_beside_progress_is_what_was_hoped_for():
    assert guessed("Action | Outcome | Progress") == (TITLE, EXTRA, OUTCOME)


def test_each_part_but_outcomes_is_named_once():
    parts = guessed("Action | Task | Lead | Lead agency | Q1 | Q2")

    assert parts == (TITLE, EXTRA, LEAD, EXTRA, OUTCOME, OUTCOME)


def test_progress_in_one_word_for_each_row_is_a_status():
    headings = "Action | Lead | Progress"

    assert guessed(headings, "J9 | CBC | Green", "DRIVE | CRC | On track")[2] is STATUS
    assert guessed(headings, "J9 | CBC | Green", "DRIVE | CRC | 33 cases in March.")[2] is OUTCOME


def test_a_status_that_is_told_at_length_is_an_outcome():
    told = "Training was given to 40 people in March and goes on to be given until the summer."

    assert guessed("Action | Lead | Status", f"J9 | CBC | {told}")[2] is OUTCOME


@pytest.mark.parametrize(
    "needs", ["£5,000", "Officer time and a room in the town hall for the day"]
)
def test_resources_that_name_nobodys_money_are_only_kept(needs):
    assert guessed("Action | Lead | Resources", f"J9 | CBC | {needs}")[2] is EXTRA
    assert guessed("Action | Lead | Resources", "J9 | CBC | PCC")[2] is FUND


def test_months_tell_what_happened_unless_a_sign_is_all_they_hold():
    headings = "Action | Lead | April | May 24"

    assert guessed(headings, "J9 | CBC | Begun. | Held.")[2:] == (OUTCOME, OUTCOME)
    assert guessed(headings, "J9 | CBC | x | ")[2:] == (EXTRA, OUTCOME)
    assert guessed(f"{headings} | Progress")[2:] == (EXTRA, EXTRA, OUTCOME)


def test_a_priority_of_high_or_low_is_no_key_priority():
    assert guessed("Action | Priority", "J9 | High", "DRIVE | Medium")[1] is EXTRA
    assert guessed("Action | Priority", "J9 | 1", "DRIVE | High harm")[1] is P


def test_a_target_in_figures_is_only_kept():
    assert guessed("Action | Target", "J9 | 10%", "DRIVE | 1,200")[1] is EXTRA
    assert guessed("Target | Lead", "10% fewer burglaries | CBC")[0] is TARGET


def test_without_headings_the_cells_say_what_their_columns_hold():
    told = "Training was given to 40 people in March and goes on until the summer."

    assert guessed(" | | | ", f"J9 | {told} | Mar 17 – Mar 18 | CBC") == (
        TITLE,
        OUTCOME,
        TIMING,
        LEAD,
    )
    assert guessed(" | ", f"ECFRS | {told}") == (LEAD, OUTCOME)


def test_a_column_of_row_numbers_is_only_kept():
    assert guessed(" | | ", "1 | J9 | CBC", "2 | DRIVE | CRC")[0] is EXTRA
