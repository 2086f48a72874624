"""From a paper and decisions to a plan ready to be saved, with what stands in its way."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import FundSource
from initiatives.moving_in.decisions import KeyPriorityDraft, NewName
from initiatives.moving_in.drafting import draft
from initiatives.moving_in.plan_draft import Step
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan
from tests.moving_in.papers import decided, paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tracker():
    make_plan(2016)  # and with it the partnership
    make_agency("CBC")
    make_agency("Police")
    FundSource.objects.create(name="SCP")


def drafted(*rows, before=(), **said):
    read = paper(*rows, before=before)
    return draft(read, decided(read, **said))


def told(notices):
    return [(notice.step, notice.said) for notice in notices]


def test_a_row_with_everything_is_ready_to_be_saved():
    plan = drafted(
        {
            "title": "Street\nWeeks",
            "outcome": "Went well. \nMore to come.",
            "timing": "June –\nJuly 17",
            "fund_source": "SCP",
            "lead": "CBC & Police",
            "status": "Amber",
            "status_reason": "Staff\nleft.",
            "internal_note": "Ring them.",
        },
        statuses={"Amber": "at_risk"},
    )

    [made] = plan.initiatives
    assert plan.is_ready
    assert (made.title, made.outcome) == ("Street Weeks", "Went well.\nMore to come.")
    assert made.timing.described == "starts June 2017, ends July 2017"
    assert (made.led_by, made.funded_by) == ("CBC & Police", "SCP")
    assert (made.status, made.status_reason) == ("at_risk", "Staff left.")
    assert (made.internal_note, made.target, made.links) == ("Ring them.", None, ())
    assert plan.reported_on == date(2017, 8, 30)


def test_a_status_that_asks_no_why_has_no_reason_and_one_without_reason_stands():
    plan = drafted(
        {"title": "One", "status": "Green", "status_reason": "All is well"},
        {"title": "Two", "status": "Red"},
        {"title": "Three"},
        statuses={"Green": "on_track", "Red": "off_track"},
    )

    assert [(each.status, each.status_reason) for each in plan.initiatives] == [
        ("on_track", ""),
        ("off_track", ""),
        ("", ""),
    ]
    assert plan.is_ready
    assert told(plan.warnings) == [
        (
            Step.ROWS,
            "No reason is given for 1 of the statuses that ask for one; the first is in Table 1, row 3.",
        ),
        (
            Step.ROWS,
            (
                "1 of the reasons for a status stands beside none that asks for one, and is kept only with "
                "the cells of the paper; the first is in Table 1, row 2."
            ),
        ),
    ]


def test_a_reason_without_a_status_is_told():
    plan = drafted(
        {"title": "One", "status_reason": "Staff left"},
        {"title": "Two", "status_reason": "No room"},
        {"title": "Three", "status": "Red", "status_reason": "No money"},
        statuses={"Red": "off_track"},
    )

    assert told(plan.warnings) == [
        (
            Step.ROWS,
            (
                "2 of the reasons for a status stand beside none that asks for one, and are kept only with "
                "the cells of the paper; the first is in Table 1, row 2."
            ),
        )
    ]


def test_the_same_target_is_one_and_under_another_key_priority_another():
    plan = drafted(
        {"priority": "1", "target": "Fewer crimes", "title": "A"},
        {"priority": "1", "target": "fewer  crimes.", "title": "B"},
        {"priority": "2", "target": "Fewer crimes", "title": "C"},
        priorities=(KeyPriorityDraft(1, "First"), KeyPriorityDraft(2, "Second")),
    )

    assert [(each.priority, each.text) for each in plan.targets] == [
        (1, "Fewer crimes"),
        (2, "Fewer crimes"),
    ]
    assert plan.initiatives[0].target == plan.initiatives[1].target
    assert [each.links for each in plan.initiatives] == [(), (), ()]
    assert plan.is_ready


def test_numbers_in_a_cell_link_to_those_key_priorities():
    plan = drafted(
        {"priority": "1, 3", "title": "A"},
        {"title": "B"},
        priorities=(KeyPriorityDraft(1, "First"), KeyPriorityDraft(3, "Third")),
    )

    assert [each.links for each in plan.initiatives] == [(1, 3), ()]


def test_with_one_key_priority_alone_targets_stand_under_it():
    plan = drafted(
        {"target": "Fewer crimes", "title": "A"}, priorities=(KeyPriorityDraft(4, "Only"),)
    )

    assert plan.initiatives[0].target.priority == 4
    assert plan.is_ready


def test_with_others_in_the_plan_year_no_target_is_put_under_one_of_them():
    plan = make_plan(2017)
    for number in (1, 2):
        make_key_priority(f"Priority {number}", plan=plan, number=number)

    drafted_plan = drafted({"target": "Fewer crimes", "title": "A"})

    assert drafted_plan.initiatives[0].priorities == ()
    assert ["One target stands" in said for _, said in told(drafted_plan.problems)] == [True]


def test_targets_under_no_key_priority_are_told_with_the_row():
    plan = drafted(
        {"target": "Fewer crimes", "title": "A"},
        priorities=(KeyPriorityDraft(1, "First"), KeyPriorityDraft(2, "Second")),
    )

    [problem] = plan.problems
    assert (problem.step, problem.row) == (Step.PRIORITIES, plan.initiatives[0].key)
    assert "One target stands under no key priority" in problem.said


def test_targets_without_any_key_priority_ask_for_its_title():
    plan = drafted({"target": "Fewer crimes", "title": "A"})

    assert told(plan.problems) == [
        (Step.PRIORITIES, "Key priority 1 has no title. Give it one."),
    ]


def test_a_target_of_a_key_priority_that_is_not_in_the_list_goes_under_no_other():
    plan = drafted(
        {"title": "A", "target": "Fewer crimes", "priority": "Violence"},
        priorities=(KeyPriorityDraft(1, "Burglary"),),
    )

    assert plan.initiatives[0].priorities == ()
    assert "“Violence” is none of the key priorities." in plan.problems[0].said


def test_a_number_with_the_title_of_another_key_priority_is_told():
    plan = drafted(
        {"title": "A", "priority": "Priority 1: Burglary"},
        {"title": "B", "priority": "Priority 1: Violence"},
        {"title": "C", "priority": "Priority 1: Violence"},
        {"title": "D", "priority": "KP1"},
    )

    assert [(each.said, each.row) for each in plan.warnings] == [
        (
            "“Priority 1: Violence” is taken for key priority 1, which is called “Burglary”.",
            plan.initiatives[1].key,
        )
    ]


def test_a_cell_that_is_no_key_priority_is_told():
    plan = drafted({"title": "A", "priority": "Seven"}, priorities=(KeyPriorityDraft(1, "First"),))

    assert told(plan.problems) == [
        (
            Step.PRIORITIES,
            "“Seven” is none of the key priorities. Add it to them, or correct it in its rows.",
        )
    ]


@pytest.mark.parametrize(
    ("row", "step", "said"),
    [
        (
            {"title": "A", "lead": "Who"},
            Step.VALUES,
            "“Who” is no lead agency that the tracker knows",
        ),
        ({"title": "A", "fund_source": "£50"}, Step.VALUES, "Choose to keep it as extra text."),
        ({"title": "A", "status": "Pink"}, Step.VALUES, "the status that “Pink” stands for"),
        (
            {"outcome": "It went well.", "lead": "CBC"},
            Step.ROWS,
            "has neither a title nor a target",
        ),
        ({"title": "A" * 201}, Step.ROWS, "It has 201 characters, and 200 fit."),
        ({"title": "A", "timing": "x " * 151}, Step.ROWS, "timing: It has 301 characters"),
        ({"title": "A", "outcome": "x" * 20_001}, Step.ROWS, "It has 20,001 characters"),
        ({"title": "A", "outcome": "bell \x07"}, Step.ROWS, "hidden control character"),
    ],
)
def test_what_cannot_be_saved_is_told_with_its_step(row, step, said):
    plan = drafted(row)

    assert any(said in notice.said and notice.step == step for notice in plan.problems)
    assert not plan.is_ready


def test_a_title_too_long_is_mended_by_an_edit():
    read = paper({"title": "A" * 201})
    row = draft(read, decided(read)).initiatives[0].key

    assert draft(read, decided(read, edits={row: {"title": "Shorter"}})).is_ready


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ({"start_year": None}, "Choose the plan year."),
        ({"start_year": 1990}, "Choose a plan year from 1998-99 to 2098-99."),
        ({"reported_on": "2017-02-31"}, "Say which day the outcomes speak for"),
        ({"reported_on": "2199-01-01"}, "Say which day the outcomes speak for"),
        ({"left_out": ("0.1",)}, "Every initiative is left out."),
    ],
)
def test_what_is_to_be_said_on_approval(decision, said):
    [problem] = drafted({"title": "A", "lead": "CBC"}, **decision).problems

    assert (problem.step, said in problem.said) == (Step.APPROVE, True)


def test_outcomes_speak_for_today_where_no_day_was_given():
    assert drafted({"title": "A"}, reported_on="").reported_on == timezone.localdate()


def test_values_are_to_be_confirmed_once():
    plan = drafted({"title": "A", "lead": "CBC"}, values_confirmed=False)

    assert told(plan.problems) == [
        (Step.VALUES, "Go through the names, words and timings, and confirm them.")
    ]


def test_example_data_takes_no_real_plan():
    make_plan(2030, is_example=True)

    [problem] = drafted({"title": "A"}, start_year=2030).problems

    assert "is example data" in problem.said


def test_what_is_left_out_is_neither_checked_nor_moved():
    plan = drafted({"title": "A", "lead": "Who"}, {"title": "B"}, left_out=("0.1",))

    assert plan.is_ready
    assert [each.title for each in plan.initiatives] == ["B"]
    assert [row.title for row in plan.left_out] == ["A"]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewName("CBC"), "CBC already goes by that name."),
        (NewName("Long " * 30), "It has 150 characters, and 120 fit."),
        (NewName("A long name that does not do as a short one at all"), "and 40 fit"),
    ],
)
def test_a_new_agency_has_a_name_of_its_own_that_fits(new, said):
    plan = drafted(
        {"title": "A", "lead": "Who"}, agencies={"Who": "new"}, new_agencies={"Who": new}
    )

    assert any(said in notice.said for notice in plan.problems)


def test_many_problems_of_a_kind_are_counted():
    plan = drafted(*({"title": f"A{n}", "lead": f"Who{n}"} for n in range(30)))

    assert len(plan.problems) == 21
    assert plan.problems[-1].said == "And 10 more names of leads have to be mended."


def test_many_warnings_of_a_kind_are_counted():
    plan = drafted(*({"title": "The same"} for _ in range(30)))

    assert len(plan.warnings) == 21
    assert plan.warnings[-1].said == "And 9 more titles stand there twice."


def test_what_is_worth_a_look_stands_in_nobodys_way():
    plan = make_plan(2017)
    make_initiative("Crucial Crew", plan=plan, number=5)
    make_key_priority("To do well", plan=plan, number=1)

    ready = drafted(
        {"title": "Crucial Crew", "priority": "KP1 To do better", "timing": "Mar 17"},
        {"title": "Op Lynx", "timing": "See CBH for a list"},
        {"title": "Op  lynx", "lead": "CBC / CBC"},
    )

    assert [said for _, said in told(ready.warnings)] == [
        (
            "2 initiatives name no lead agency, which may stand in another row: Table 1, row 2; "
            "Table 1, row 3."
        ),
        "“CBC / CBC” names CBC twice. It is taken once.",
        "The timing “See CBH for a list” is not read as a date. Its words are kept.",
        "“Crucial Crew” is in the plan already, as 2017-18/05, and will stand there twice.",
        "“Op lynx” stands there twice: Table 1, row 3, and Table 1, row 4.",
        "Key priority 1 of the plan is “To do well”, and stays so. The paper calls it “To do better”.",
        "One timing is not all in 2017-18. That may be right.",
    ]
    assert ready.is_ready


def test_timings_outside_the_plan_year_are_counted_in_one_line_below_what_may_be_a_mistake():
    plan = drafted(
        *({"title": f"A{at}", "timing": timing} for at, timing in enumerate(["Mar 17", "May 18"])),
        {"title": "B", "timing": "Mar 17"},
        {"title": "C", "timing": "June 17"},
        {"title": "D", "timing": "When we can"},
    )

    assert [each.said for each in plan.warnings] == [
        "The timing “When we can” is not read as a date. Its words are kept.",
        "2 timings are not all in 2017-18. That may be right.",
    ]
    assert plan.warnings[-1].counted == (
        "“Mar 17” is understood as: March 2017.",
        "“May 18” is understood as: May 2018.",
    )


def test_words_that_may_identify_a_person_are_pointed_out():
    [made] = drafted({"title": "A", "outcome": "A 16 year old girl was found."}).initiatives

    assert [caution.words for caution in made.cautions] == ["16 year old"]


def test_thousands_of_rows_are_drafted_with_as_many_statements(django_assert_max_num_queries):
    rows = [
        {"title": f"Project {n}", "lead": "CBC / Police", "outcome": "Done."} for n in range(500)
    ]

    with django_assert_max_num_queries(12):
        assert len(drafted(*rows).initiatives) == 500


def test_tomorrow_is_no_day_to_speak_for():
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()

    assert not drafted({"title": "A"}, reported_on=tomorrow).is_ready
