from datetime import date

import pytest

from initiatives.models import Initiative
from priorities.models import Target
from tests.builders import make_key_priority, make_plan, record
from tests.reports.checks.papers import (
    SEPTEMBER,
    found,
    make_sound_initiative,
    make_sound_plan,
    rules,
    said,
)

pytestmark = pytest.mark.django_db
PAPERS = ["annual-plan", "year-end"]


@pytest.mark.parametrize("paper", PAPERS)
def test_an_empty_plan_must_be_mended_first(paper):
    plan = make_plan()

    first = found(plan, paper)[0]

    assert (first.rule, first.severity) == ("no-initiatives", "must")
    assert first.says == "The plan 2017-18 has no initiatives."


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("field", "rule"), [("date_printed", "no-date"), ("prepared_by", "no-author")]
)
def test_what_is_missing_in_the_heading_is_found(paper, field, rule):
    plan = make_sound_plan()
    plan.particulars.filter(paper=paper).update(**{field: ""})

    assert rules(found(plan, paper)) == [rule]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("printed", "dated_on", "is_old"),
    [
        ("Updated 30/8/17", None, True),
        ("August 2017", None, True),
        ("Updated 12/9/17", None, False),
        ("September 2017", None, False),  # any day of it
        ("30 August 2017, again on 12 September 2017", None, False),
        ("Updated 12/9/17", date(2017, 8, 30), False),  # readers see what is printed
        ("Summer 2017", date(2017, 8, 30), True),
        ("Summer 2017", date(2017, 9, 12), False),
        ("Summer 2017", None, False),
        ("Updated 31/2/17", None, False),
    ],
)
def test_a_heading_older_than_the_newest_outcome_is_found(paper, printed, dated_on, is_old):
    plan = make_sound_plan()
    plan.particulars.filter(paper=paper).update(date_printed=printed, dated_on=dated_on)
    make_sound_initiative(outcome="")
    record(Initiative.objects.get(number=2), "It went well.", on=SEPTEMBER)

    line = f"Date: {printed}" if paper == "year-end" else printed
    says = f"The heading says “{line}”, but the paper prints outcomes reported up to 12 September 2017."
    assert said(found(plan, paper), "old-date") == [says] * is_old


def test_an_outcome_that_the_paper_does_not_print_makes_no_heading_old():
    plan = make_sound_plan()
    record(Initiative.objects.get(), "Later.", on=date(2017, 10, 1))

    assert found(plan, on=SEPTEMBER) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_a_key_priority_with_nothing_under_it_is_found(paper):
    plan = make_sound_plan()
    make_key_priority("To reduce violence", plan=plan, number=2)

    assert said(found(plan, paper), "empty-priority") == ["No initiative serves key priority 2."]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_key_priority_is_served_through_a_target_alone(paper):
    plan = make_sound_plan()
    Initiative.objects.get().prioritylink_set.all().delete()

    assert found(plan, paper) == []


def test_where_no_initiative_serves_any_priority_the_priorities_are_not_blamed_too():
    plan = make_sound_plan()
    initiative = Initiative.objects.get()
    initiative.prioritylink_set.all().delete()
    initiative.target = None
    initiative.save()

    assert rules(found(plan)) == ["no-priority"]


def test_a_target_nobody_worked_on_is_found():
    plan = make_sound_plan()
    Target.objects.create(key_priority=plan.key_priorities.get(), number=2, text="Fewer thefts")

    says = said(found(plan, "year-end"), "empty-target")

    assert says == ["No initiative works on the target “Fewer thefts”."]
    assert found(plan, "annual-plan") == []
