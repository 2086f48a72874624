"""Who answers for an initiative: members of its lead agencies in the partner role, while it is open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ADDRESS = "/2017-18/initiatives/5/"


@pytest.fixture
def initiative():
    initiative = make_initiative("Purple Flag", number=5, led_by="CBC")
    record(initiative, "Planned.", internal_note="The licence is contested.")
    return initiative


@pytest.fixture
def signed_in(client):
    def as_member(role, agency="CBC"):
        client.force_login(make_person(role, agencies=[make_agency(agency)]))
        return client

    return as_member


def test_a_clerk_who_is_a_member_reads_no_notes_and_writes_nothing(signed_in, initiative):
    clerk = signed_in(CLERK)

    assert "contested" not in words_of(clerk.get(ADDRESS))
    assert clerk.get(f"{ADDRESS}update/").status_code == 403


def test_an_officer_who_is_a_member_writes_as_an_officer(signed_in, initiative):
    officer = signed_in(OFFICER)
    form = form_of(officer.get(f"{ADDRESS}update/"))

    officer.post(f"{ADDRESS}update/", form | {"outcome": "Retained."})

    assert initiative.updates.get(number=2).agency is None
    assert "Purple Flag" in words_of(officer.get("/my-actions/"))


def test_a_plan_that_closes_tomorrow_is_open_today_and_one_that_closes_today_is_not(
    signed_in, initiative
):
    partner, today = signed_in(PARTNER), timezone.localdate()

    def may_answer(closed_on):
        plan = make_plan()
        plan.closed_on = closed_on
        plan.save()
        listed = "Purple Flag" in words_of(partner.get("/my-actions/"))
        assert listed == Initiative.objects.get().plan.is_open
        return listed, partner.get(f"{ADDRESS}update/").status_code

    assert may_answer(today + timedelta(days=1)) == (True, 200)
    assert may_answer(today) == (False, 403)


def test_a_refusal_says_why(signed_in, initiative):
    partner = signed_in(PARTNER)
    make_initiative("Op Septre", number=6, led_by="Police")
    assert "lead agencies" in words_of(partner.get("/2017-18/initiatives/6/update/"))

    plan = make_plan()
    plan.closed_on = "2018-04-30"
    plan.save()
    assert "closed on 30 April 2018" in words_of(partner.get(f"{ADDRESS}update/"))


def test_an_officer_writes_no_outcome_of_what_was_removed(client):
    make_initiative("Gone", number=5, removed_on="2017-09-01", removal_reason="Merged.")
    client.force_login(make_person(OFFICER))

    response = client.get(f"{ADDRESS}update/")

    assert response.status_code == 403
    assert "has been removed" in words_of(response)
