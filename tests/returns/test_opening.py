from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from initiatives.models import Answer, Lead, Return
from initiatives.returns.closing import withdraw
from initiatives.returns.opening import ask_new_leads, unasked_answers
from scp_tracker.accounts.roles import OFFICER
from tests.builders import (
    make_agency,
    make_initiative,
    make_key_priority,
    make_plan,
    make_return,
)
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_person(OFFICER)


def asked_about(opened):
    return sorted(opened.answers.values_list("initiative__title", flat=True))


def asked_of(opened):
    return sorted(opened.parts.values_list("agency__short_name", flat=True))


def test_a_return_asks_each_lead_once_about_what_is_in_the_plan(officer):
    make_initiative("J9", led_by="CBC")
    make_initiative("White ribbon", led_by="CBH / CBC")
    make_initiative("Leaflets")
    make_initiative("Op Gone", led_by="Police", removed_on="2017-09-01", removal_reason="Merged.")
    make_initiative("Crucial Crew", led_by="Police", plan=make_plan(2018))

    opened = make_return(by=officer)

    assert asked_about(opened) == ["J9", "White ribbon"]
    assert asked_of(opened) == ["CBC", "CBH"]
    assert set(opened.answers.values_list("state", flat=True)) == {Answer.State.NOT_ANSWERED}


def test_a_return_may_ask_about_some_key_priorities(officer):
    safer, calmer = make_key_priority(number=1), make_key_priority("Calmer", number=2)
    make_initiative("J9", led_by="CBC", serves=(safer, calmer))
    make_initiative("White ribbon", led_by="CBH", under=safer, target="Raise awareness")
    make_initiative("Op Bicycle", led_by="Police", serves=(calmer,))

    opened = make_return(by=officer, priorities=[safer])

    assert asked_about(opened) == ["J9", "White ribbon"]
    assert asked_of(opened) == ["CBC", "CBH"]


def test_a_return_may_ask_some_agencies_and_not_their_joint_leads(officer):
    make_initiative("J9", led_by="CBC")
    make_initiative("White ribbon", led_by="CBH / CBC")

    opened = make_return(by=officer, agencies=[make_agency("CBH")])

    assert asked_about(opened) == ["White ribbon"]
    assert asked_of(opened) == ["CBH"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "nothing to ask about"),
        ({"led_by": "CBC", "closes_in": -1}, "in the past"),
        ({"led_by": "CBC", "closed": True}, "plan 2017-18 is closed"),
        ({"led_by": "CBC", "name": ""}, "cannot be blank"),
        ({"led_by": "CBC", "name": "quarter 1"}, "already has a return with that name"),
    ],
)
def test_a_return_nobody_could_answer_is_refused_in_words(officer, said, why):
    today = timezone.localdate()
    make_initiative("J9", led_by="Police")
    make_return(by=officer, name="Quarter 1")
    make_initiative("White ribbon", led_by=said.get("led_by", ""))
    plan = make_plan()
    plan.closed_on = today if said.get("closed") else None
    plan.save()

    with pytest.raises(ValidationError, match=why):
        make_return(
            by=officer,
            plan=plan,
            name=said.get("name", "Quarter 2"),
            closes_on=today + timedelta(days=said.get("closes_in", 5)),
            agencies=[make_agency(said.get("led_by", "CBH"))],
        )

    assert Return.objects.count() == 1


def test_the_name_of_a_withdrawn_return_is_free_again(officer):
    make_initiative("J9", led_by="CBC")
    withdraw(make_return(by=officer), seen_version=1, by=officer)

    assert make_return(by=officer).is_in_progress


def test_an_agency_that_took_over_an_initiative_can_be_asked_too(officer):
    taken_over = make_initiative("J9", led_by="CBC")
    make_initiative("White ribbon", led_by="CBC / CBH")
    opened = make_return(by=officer, agencies=[make_agency("CBC")])
    assert not unasked_answers(opened).exists()
    Lead.objects.filter(initiative=taken_over).update(agency=make_agency("Police"))

    new = ask_new_leads(opened)

    assert [part.agency.short_name for part in new] == ["Police"]
    assert asked_of(opened) == ["CBC", "Police"]
    assert ask_new_leads(opened) == []
