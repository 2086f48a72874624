from datetime import date

import pytest

from tests.builders import record
from tests.reports.checks.papers import found, make_sound_initiative, make_sound_plan, rules, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("timing", "outcome", "says"),
    [
        (
            "June 17",
            "The conference was held on 6th July 2017.",
            "The text says “6th July 2017”, but the timing is “June 17”.",
        ),
        (
            "Oct 17",
            "Booked for October, now possibly November 17.",
            "The text says “November 17”, but the timing is “Oct 17”.",
        ),
        (
            "June 17",
            "Held 3 July 2017 and held 4 July 2017, and again held 3 July 2017.",
            "The text says “3 July 2017” and “4 July 2017”, but the timing is “June 17”.",
        ),
    ],
)
def test_a_text_that_contradicts_its_timing_is_found_once(timing, outcome, says):
    plan = make_sound_plan()
    make_sound_initiative(timing=timing, outcome=outcome)

    assert said(found(plan), "timing-and-text") == [says]
    assert rules(found(plan)) == ["timing-and-text"]


def test_another_timing_makes_another_finding_of_the_same_text():
    plan = make_sound_plan()
    initiative = make_sound_initiative(timing="June 17", outcome="Held on 6th July 2017.")
    [before] = found(plan)
    initiative.timing = "May 17"
    initiative.save()

    [after] = found(plan)

    assert before.key != after.key


@pytest.mark.parametrize(
    ("outcome", "is_the_same"),
    [
        ("More came. Held  on 6th July 2017. All went well.", True),
        ("Held with Mill Road’s young people on 6th July 2017.", False),
    ],
)
def test_other_words_round_the_day_are_another_finding(outcome, is_the_same):
    plan = make_sound_plan()
    initiative = make_sound_initiative(timing="June 17", outcome="Held on 6th July 2017.")
    [before] = found(plan)
    record(initiative, outcome, on=date(2017, 9, 1))

    [after] = found(plan)

    assert (before.key == after.key) is is_the_same


@pytest.mark.parametrize(
    ("timing", "says"),
    [
        (
            "Mar 17 – Mar 18",
            "The timing “Mar 17 – Mar 18” is understood as starts March 2017, ends March 2018.",
        ),
        (
            "By May 2020",
            "The timing “By May 2020” is understood as by May 2020.",
        ),
    ],
)
def test_a_timing_outside_the_year_is_pointed_out(timing, says):
    plan = make_sound_plan()
    make_sound_initiative(timing=timing)

    assert said(found(plan), "timing-outside-year") == [
        f"{says} The plan year is April 2017 to March 2018."
    ]


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("It follows the pilot of March 2017.", "The text mentions “March 2017”."),
        (
            "Booked on 25/9/15 and 11/03/16, then 25/9/15.",
            "The text mentions “25/9/15” and “11/03/16”.",
        ),
        ("The order was agreed until 1 April 2018.", "The text mentions “1 April 2018”."),
    ],
)
def test_a_date_in_the_text_outside_the_year_is_pointed_out(outcome, says):
    plan = make_sound_plan()
    make_sound_initiative(timing="Ongoing", outcome=outcome)

    assert said(found(plan), "text-outside-year") == [says]


@pytest.mark.parametrize(
    "outcome",
    ["Held on 31 March 2018.", "Held on 1 April 2017.", "Held every March.", "Held in March."],
)
def test_a_date_of_the_year_or_of_no_year_is_left_alone(outcome):
    plan = make_sound_plan()
    make_sound_initiative(timing="Ongoing", outcome=outcome)

    assert found(plan) == []
