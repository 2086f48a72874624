from datetime import date

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, record
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/5/"
ADDRESS = f"{PAGE}remove/"
PUT_BACK = f"{PAGE}put-back/"


@pytest.fixture
def officer(client):
    client.force_login(make_person(OFFICER))
    return client


@pytest.fixture
def initiative():
    initiative = make_initiative("Street Weeks", number=5, led_by="Police")
    record(initiative, "Planned.")
    return initiative


@pytest.fixture
def removed():
    return make_initiative(
        "Street Weeks", number=5, removed_on=date(2017, 9, 1), removal_reason="No money."
    )


def test_an_initiative_is_removed_with_a_reason_and_keeps_its_story(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"removal_reason": "Merged with Op Septre."}

    response = officer.post(ADDRESS, form, follow=True)

    words = words_of(response)
    assert "Street Weeks was removed from the plan." in words
    assert "Merged with Op Septre." in words
    assert "Planned." in words
    initiative.refresh_from_db()
    assert initiative.removed_on == timezone.localdate()
    assert initiative.updates.count() == 1


@pytest.mark.parametrize("typed", ["", "   ", "No\nmoney", "No\x1bmoney"])
def test_a_reason_is_needed_on_one_printable_line(officer, initiative, typed):
    response = officer.post(ADDRESS, form_of(officer.get(ADDRESS)) | {"removal_reason": typed})

    assert response.status_code == 200
    assert 'href="#id_removal_reason"' in response.content.decode()
    initiative.refresh_from_db()
    assert initiative.removed_on is None


def test_a_removed_initiative_is_put_back(officer, removed):
    page = officer.get(PUT_BACK)
    assert "It was removed because: No money." in words_of(page)

    response = officer.post(PUT_BACK, form_of(page), follow=True)

    assert "Street Weeks was put back into the plan." in words_of(response)
    removed.refresh_from_db()
    assert (removed.removed_on, removed.removal_reason) == (None, "")


def test_what_is_in_the_plan_is_not_put_back(officer, initiative):
    assert "Street Weeks is in the plan." in words_of(officer.get(PUT_BACK, follow=True))


def test_a_reason_typed_while_somebody_else_removed_it_is_kept_beside_theirs(officer, initiative):
    form = form_of(officer.get(ADDRESS))
    officer.post(ADDRESS, form | {"removal_reason": "Merged with Op Septre."})

    clash = officer.post(ADDRESS, form | {"removal_reason": "No money."})

    assert clash.status_code == 409
    assert "Merged with Op Septre." in words_of(clash)
    assert form_of(clash)["removal_reason"] == "No money."


def test_sent_twice_it_stays_removed(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"removal_reason": "No money."}

    first, second = officer.post(ADDRESS, form), officer.post(ADDRESS, form)

    assert (first.status_code, second.status_code) == (302, 409)
    assert Initiative.objects.get().removal_reason == "No money."


def test_a_change_meanwhile_is_told_and_the_reason_is_kept(officer, initiative):
    form = form_of(officer.get(ADDRESS)) | {"removal_reason": "No money."}
    initiative.title = "Street Weeks (two)"
    initiative.claim(1)
    initiative.save()

    clash = officer.post(ADDRESS, form)

    assert clash.status_code == 409
    assert form_of(clash)["removal_reason"] == "No money."
    assert Initiative.objects.get().removed_on is None
    assert officer.post(ADDRESS, form_of(clash)).status_code == 302
    assert Initiative.objects.get().removed_on == timezone.localdate()
