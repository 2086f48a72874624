from datetime import date

import pytest

from tests.builders import make_agency, record
from tests.reports.checks.papers import found, make_sound_initiative, make_sound_plan, rules, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("paper", ["annual-plan", "year-end"])
def test_nothing_is_found_in_a_plan_without_trouble(paper):
    plan = make_sound_plan()
    make_sound_initiative()

    assert found(plan, paper) == []


@pytest.mark.parametrize(
    ("gap", "rule", "says"),
    [
        ({"led_by": ""}, "no-lead", "No lead agency is recorded."),
        ({"outcome": ""}, "no-outcome", "No outcome is recorded."),
        ({"timing": ""}, "no-timing", "No timing is recorded."),
        ({"timing": "TBC"}, "timing-to-be-confirmed", "The timing says “TBC”."),
        (
            {"timing": "To be confirmed"},
            "timing-to-be-confirmed",
            "The timing says “To be confirmed”.",
        ),
        ({"serves": ()}, "no-priority", "It serves no key priority and works on no target."),
        ({"outcome": "TBC"}, "stand-in", "The outcome says only “TBC”."),
        ({"outcome": " n/a. "}, "stand-in", "The outcome says only “n/a.”."),
        ({"outcome": "–"}, "stand-in", "The outcome says only “–”."),
        ({"outcome": "..."}, "stand-in", "The outcome says only “...”."),
        ({"outcome": "Awaiting update"}, "stand-in", "The outcome says only “Awaiting update”."),
    ],
)
def test_a_gap_is_found_once_and_names_its_initiative(gap, rule, says):
    plan = make_sound_plan()
    initiative = make_sound_initiative(**gap)

    [finding] = found(plan)

    assert (finding.rule, finding.says) == (rule, says)
    assert (finding.reference, finding.label) == (initiative.reference, "Street Weeks")


@pytest.mark.parametrize(
    "whole",
    [
        {"timing": "Ongoing"},
        {"timing": "Start Sept 17"},
        {"funded_by": ""},
        {"outcome": "None came to harm."},
        {"outcome": "TBC: the venue. The talks are booked."},
        {"outcome": "Nil tolerance was agreed."},
    ],
)
def test_what_is_no_gap_is_left_alone(whole):
    plan = make_sound_plan()
    make_sound_initiative(**whole)

    assert found(plan) == []


def test_a_target_is_a_priority_too():
    plan = make_sound_plan()
    make_sound_initiative(serves=(), under=plan.key_priorities.get(), target="Fewer thefts")

    assert "no-priority" not in rules(found(plan))


def test_a_paper_is_not_held_to_a_column_it_does_not_print():
    plan = make_sound_plan()
    make_sound_initiative(timing="")

    assert found(plan, "year-end") == []


@pytest.mark.parametrize(
    ("day", "is_stale"), [(date(2017, 10, 28), False), (date(2017, 10, 29), True)]
)
def test_an_outcome_is_out_of_date_after_sixty_days(day, is_stale):
    plan = make_sound_plan()
    make_sound_initiative(timing="Ongoing")

    assert ("stale" in rules(found(plan, on=day))) is is_stale


def test_an_outcome_out_of_date_says_since_when():
    plan = make_sound_plan()

    says = said(found(plan, on=date(2017, 12, 1)), "stale")

    assert says == ["Nothing was heard since 30 August 2017, 93 days before this paper."]


def test_no_outcome_at_all_is_not_called_out_of_date_too():
    plan = make_sound_plan()
    make_sound_initiative(outcome="")

    assert rules(found(plan)) == ["no-outcome"]


@pytest.mark.parametrize("status", ["complete", "stopped"])
def test_what_is_over_is_not_out_of_date(status):
    plan = make_sound_plan()
    reason = {"status_reason": "No money."} if status == "stopped" else {}
    record(make_sound_initiative(), "Done.", status=status, **reason)

    references = [finding.reference for finding in found(plan, on=date(2018, 2, 1))]

    assert references == ["2017-18/01"]


def test_a_removed_initiative_is_not_checked():
    plan = make_sound_plan()
    make_sound_initiative(
        led_by="", outcome="", removed_on=date(2017, 9, 1), removal_reason="No money."
    )

    assert found(plan) == []


def test_what_waits_in_no_paper_is_not_checked():
    plan = make_sound_plan()
    initiative = make_sound_initiative()
    record(initiative, "Two residents spoke up.", internal_note="A 16 year old girl, 07700 900123.")
    record(initiative, "It went well.", on=date(2017, 9, 1), internal_note="Rang 07700 900123.")
    make_agency("EFCRS")

    assert found(plan) == []
