import pytest

from initiatives.models import Initiative
from priorities.models import Target
from tests.builders import make_key_priority, make_plan
from tests.reports.checks.papers import found, make_sound_plan, rules, said

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
