"""An answer that somebody signed in is writing is kept as their draft, and gone once it is saved."""

import pytest

from initiatives.models import Answer, Draft
from initiatives.redacting import Left, redact
from initiatives.returns.closing import close
from scp_tracker.accounts.roles import ADMINISTRATOR, OFFICER, PARTNER
from tests.builders import answer, make_agency, make_initiative, make_return, part_of, record
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

WRITTEN = {
    "kind": "nothing_to_report",
    "outcome": "Half a sentence",
    "internal_note": "Ask the school.",
    "status": "at_risk",
    "status_reason": "No venue.",
    "asked_whom": "The venue",
    "asked_on": "soon",
}


@pytest.fixture
def initiative():
    joint = make_initiative("J9", number=1, led_by="CBH / CBC")
    record(joint, "Planned.")
    return joint


@pytest.fixture
def asked_in(initiative):
    return make_return(by=make_person(OFFICER))


@pytest.fixture
def place(client, asked_in):
    """The address of CBH's answer, with somebody of CBH signed in."""
    client.force_login(make_person(PARTNER, agencies=[make_agency("CBH")], name="Cam Homes"))
    return f"/returns/{asked_in.pk}/{part_of(asked_in, 'CBH').pk}/answer/1/"


def keep(client, place, **said):
    form = form_of(client.get(place)) | WRITTEN | {"draft": "save"} | said
    return client.post(place, form)


def in_the_boxes(response):
    form = form_of(response)
    return {name: form.get(name, "") for name in WRITTEN}


def test_the_button_keeps_what_is_in_the_boxes_right_or_wrong(client, place, initiative):
    response = keep(client, place)

    assert (response.status_code, response["Location"]) == (302, place)
    page = client.get(place)
    assert "You have a draft from" in words_of(page)
    assert "It is not saved as an answer yet" in words_of(page)
    assert in_the_boxes(page) == WRITTEN
    assert initiative.answers.get().state == Answer.State.NOT_ANSWERED


def test_the_script_is_told_when(client, place):
    form = form_of(client.get(place)) | WRITTEN | {"draft": "save"}

    response = client.post(place, form, headers={"Accept": "application/json"})

    assert response.json()["said"].startswith("Draft saved at ")


def test_one_press_for_no_change_leads_to_the_draft_that_waits_instead(client, place, initiative):
    keep(client, place)

    response = client.post(
        place.removesuffix("1/"), {"no_change": "1", "version": "1"}, follow=True
    )

    assert response.request["PATH_INFO"] == place
    assert "so “No change” was not saved" in words_of(response)
    assert in_the_boxes(response) == WRITTEN
    assert initiative.answers.get().state == Answer.State.NOT_ANSWERED


def test_it_can_be_thrown_away(client, place):
    keep(client, place)

    response = client.post(place, {"draft": "throw_away"}, follow=True)

    assert form_of(response)["outcome"] == "Planned."
    assert not Draft.objects.exists()


def test_it_is_gone_once_the_answer_is_saved_and_comes_not_back(client, place, initiative):
    keep(client, place, kind="updated", asked_whom="", asked_on="")
    form = form_of(client.get(place))

    assert client.post(place, form).status_code == 302
    late = client.post(place, form | {"draft": "save"})

    assert late.status_code == 409
    assert not Draft.objects.exists()
    assert initiative.answers.get().text == "Half a sentence"


def test_one_begun_before_a_joint_lead_answered_shows_both_when_it_is_saved(
    client, place, initiative
):
    keep(client, place, kind="updated", asked_whom="", asked_on="")
    answer(initiative, "Written by the council.", agency="CBC")

    clash = client.post(place, form_of(client.get(place)))

    assert clash.status_code == 409
    assert "Written by the council." in words_of(clash)
    assert form_of(clash)["outcome"] == "Half a sentence"


def test_words_taken_out_meanwhile_are_kept_in_no_draft(client, place, initiative):
    form = form_of(client.get(place)) | {"kind": "updated", "draft": "save"}
    redact(
        initiative.updates.get(),
        Left("Held.", "", ""),
        after=0,
        by=make_person(ADMINISTRATOR),
        reason="Named.",
    )

    response = client.post(place, form)

    assert response.status_code == 409
    assert "Words were taken out of what prints" in words_of(response)
    assert not Draft.objects.exists()


def test_one_that_can_no_longer_be_saved_is_given_back_to_be_copied(client, place, asked_in):
    keep(client, place)
    close(asked_in, seen_version=1, by=asked_in.opened_by)

    response = client.get(place)

    assert response.status_code == 403
    assert "Half a sentence" in words_of(response)


def test_nobody_else_is_offered_it(client, place, asked_in):
    keep(client, place)

    client.force_login(asked_in.opened_by)

    assert form_of(client.get(place))["outcome"] == "Planned."


def test_at_home_its_words_alone_are_given_back_to_who_lost_the_initiative(
    client, place, initiative
):
    keep(client, place, asked_on="30/8/2017")
    initiative.leads.remove(make_agency("CBH"))

    texts = words_of(client.get("/"))

    assert "Half a sentence" in texts
    assert "30/8/2017" not in texts
