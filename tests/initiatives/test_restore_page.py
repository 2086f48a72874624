from datetime import date

import pytest
from django.utils import timezone

from initiatives.models import OutcomeUpdate
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/5/"
RESTORE = f"{PAGE}updates/1/restore/"


@pytest.fixture
def initiative():
    led = make_initiative("Crucial Crew", number=5, led_by="Police / CBC")
    record(led, "Four schools\n• one late", internal_note="Ring Jo.", status="on_track")
    record(led, "Cancelled.", on=date(2017, 9, 1), status="stopped", status_reason="No money.")
    return led


@pytest.fixture
def police(client):
    person = make_person(PARTNER, agencies=[make_agency("Police")])
    client.force_login(person)
    return person


def test_the_page_shows_what_will_print_and_what_changes(client, initiative, police):
    words = words_of(client.get(RESTORE))

    assert "Use the text of update 1 again" in words
    assert "What will print Four schools one late" in words
    assert "What changes removed: Cancelled. added: Four schools added: one late" in words
    assert "Ring Jo." not in words


def test_an_earlier_text_comes_back_as_an_update_of_today(client, initiative, police):
    response = client.post(RESTORE, form_of(client.get(RESTORE)), follow=True)

    newest = initiative.updates.get(number=3)
    assert (newest.text, newest.source) == (
        "Four schools\n• one late",
        OutcomeUpdate.Source.RESTORE,
    )
    assert (newest.internal_note, newest.status) == ("", "")
    assert (newest.recorded_by, newest.agency) == (police, make_agency("Police"))
    assert newest.reported_on == timezone.localdate()
    words = words_of(response)
    assert "The text of update 1 prints again." in words
    assert "Earlier text restored" in words
    assert initiative.updates.count() == 3


def test_the_button_pressed_twice_restores_once(client, initiative, police):
    said = form_of(client.get(RESTORE))

    client.post(RESTORE, said)
    again = client.post(RESTORE, said, follow=True)

    assert initiative.updates.count() == 3
    assert "The text of update 1 is what prints now." in words_of(again)


def test_whoever_comes_second_sees_both_texts_and_may_still_restore(client, initiative, police):
    said = form_of(client.get(RESTORE))
    record(initiative, "On again in May.", on=date(2017, 9, 2), by=make_person(OFFICER, name="Ola"))

    clash = client.post(RESTORE, said)

    assert clash.status_code == 409
    words = words_of(clash)
    assert "Ola changed this outcome while you were writing" in words
    assert "The outcome that was saved meanwhile On again in May." in words
    assert "The text you want to use again Four schools • one late" in words
    assert "What changes removed: On again in May. added: Four schools" in words
    assert initiative.updates.count() == 3

    client.post(RESTORE, form_of(clash))

    assert initiative.updates.get(number=4).text == "Four schools\n• one late"


def test_what_prints_already_is_not_recorded_again(client, initiative, police):
    response = client.post(f"{PAGE}updates/2/restore/", {"version": "2"}, follow=True)

    assert "The text of update 2 is what prints now." in words_of(response)
    assert initiative.updates.count() == 2


@pytest.mark.parametrize("number", [0, 3, 99])
def test_an_update_that_is_not_there_is_not_found(client, initiative, police, number):
    record(initiative, "")  # and one without a text has none to use

    assert client.get(f"{PAGE}updates/{number}/restore/").status_code == 404


@pytest.mark.parametrize(
    ("role", "agency", "status"),
    [
        (READER, "", 404),
        (CLERK, "", 403),
        (PARTNER, "CBH", 403),
        (PARTNER, "CBC", 200),
        (OFFICER, "", 200),
    ],
)
def test_only_those_who_may_answer_restore(client, initiative, role, agency, status):
    client.force_login(make_person(role, agencies=[make_agency(agency)] if agency else []))

    assert client.get(RESTORE).status_code == status
    assert ("Use this text again" in words_of(client.get(PAGE))) is (status == 200)


def test_a_closed_plan_says_why_its_lead_cannot_restore(client, police):
    led = make_initiative(
        "Op Lynx", number=3, plan=make_plan(2016, closed_on=date(2017, 4, 30)), led_by="Police"
    )
    record(led, "One.")
    record(led, "Two.")

    response = client.get("/2016-17/initiatives/3/updates/1/restore/")

    assert response.status_code == 403
    assert "closed on 30 April 2017" in words_of(response)


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "1"])
def test_a_version_that_is_not_the_newest_restores_nothing(client, initiative, police, version):
    response = client.post(RESTORE, {"version": version})

    assert response.status_code == 409
    assert initiative.updates.count() == 2
