from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import OutcomeUpdate
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, record
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ADDRESS = "/2017-18/initiatives/5/update/"


@pytest.fixture
def initiative():
    joint = make_initiative("Community Support Day", number=5, led_by="CBC / Police")
    record(joint, "Planned for July.")
    return joint


@pytest.fixture
def police(client, initiative):
    person = make_person(PARTNER, agencies=[make_agency("Police")], name="Pat Police")
    client.force_login(person)
    return client


def outcomes(initiative):
    return list(initiative.updates.order_by("number").values_list("text", flat=True))


def test_an_outcome_is_recorded_and_shown_at_once(police, initiative):
    form = form_of(police.get(ADDRESS))
    form["outcome"] = "Delivered in July.\r\n• 12 people helped"

    response = police.post(ADDRESS, form, follow=True)

    assert response.redirect_chain == [("/2017-18/initiatives/5/", 302)]
    words = words_of(response)
    assert "Outcome recorded for Community Support Day." in words
    assert "Delivered in July. 12 people helped" in words
    assert "by Pat Police for Police" in words
    assert "Planned for July." in words
    assert outcomes(initiative) == ["Planned for July.", "Delivered in July.\n• 12 people helped"]


def test_the_box_holds_what_prints_now(police, initiative):
    form = form_of(police.get(ADDRESS))

    assert form["outcome"] == "Planned for July."
    assert form["version"] == "1"


def test_an_outcome_for_an_earlier_day_says_what_still_prints(police, initiative):
    form = form_of(police.get(ADDRESS)) | {"outcome": "Booked.", "reported_on": "1/7/2017"}

    response = police.post(ADDRESS, form, follow=True)

    assert ("The papers still print the outcome of 30 August 2017, which is newer.") in words_of(
        response
    )


@pytest.mark.parametrize(
    ("typed", "field", "complaint"),
    [
        ({"outcome": " "}, "outcome", "Write the outcome: what has happened so far."),
        ({"reported_on": "30/30/2017"}, "reported_on", "Write the date as day, month and year"),
        (
            {"outcome": "Kept \x1b words", "internal_note": "My note"},
            "outcome",
            "hidden control character",
        ),
        (
            {"outcome": "Kept words", "status": "stopped"},
            "status_reason",
            "Say why the initiative is stopped.",
        ),
    ],
)
def test_a_complaint_is_linked_to_its_field_and_the_text_stays(
    police, initiative, typed, field, complaint
):
    form = form_of(police.get(ADDRESS)) | typed

    response = police.post(ADDRESS, form)

    assert response.status_code == 200
    page = response.content.decode()
    assert f'href="#id_{field}"' in page
    assert complaint in words_of(response)
    assert "<title>Error: " in page
    again = form_of(response)
    assert {name: again[name].strip() for name in typed} == {
        name: text.strip() for name, text in typed.items()
    }
    assert len(outcomes(initiative)) == 1


def test_a_text_that_is_too_long_stays_in_the_box(police, initiative):
    form = form_of(police.get(ADDRESS)) | {"outcome": "x" * 20_001}

    response = police.post(ADDRESS, form)

    assert "must be 20,000 characters or fewer; it now has 20,001" in words_of(response)
    assert form_of(response)["outcome"] == "x" * 20_001


def test_the_later_writer_sees_both_texts_and_the_next_save_works(police, initiative):
    form = form_of(police.get(ADDRESS))
    officer = make_person(OFFICER, name="Olu Officer")
    record(
        initiative,
        "Delivered on 14 July.",
        by=officer,
        status="at_risk",
        status_reason="Rain.",
    )
    form |= {"outcome": "We helped 12 people.", "internal_note": "One complaint."}

    conflict = police.post(ADDRESS, form)

    assert conflict.status_code == 409
    words = words_of(conflict)
    assert "Olu Officer changed this outcome while you were writing." in words
    assert "The outcome that was saved meanwhile Delivered on 14 July." in words
    assert "What you wrote, still in the box below We helped 12 people." in words
    assert "Their status: At risk Rain." in words
    assert 'href="#id_outcome"' in conflict.content.decode()
    again = form_of(conflict)
    assert (again["outcome"], again["internal_note"]) == ("We helped 12 people.", "One complaint.")
    assert outcomes(initiative) == ["Planned for July.", "Delivered on 14 July."]

    saved = police.post(ADDRESS, again)

    assert saved.status_code == 302
    assert outcomes(initiative)[-1] == "We helped 12 people."


def test_a_third_writer_meanwhile_is_another_conflict(police, initiative):
    form = form_of(police.get(ADDRESS)) | {"outcome": "Mine."}
    record(initiative, "Second.")
    again = form_of(police.post(ADDRESS, form))
    record(initiative, "Third.")

    conflict = police.post(ADDRESS, again)

    assert conflict.status_code == 409
    assert "Third." in words_of(conflict)
    assert form_of(conflict)["outcome"] == "Mine."


def test_sent_twice_it_is_recorded_once(police, initiative):
    form = form_of(police.get(ADDRESS)) | {"outcome": "Delivered."}

    first, second = police.post(ADDRESS, form), police.post(ADDRESS, form)

    assert (first.status_code, second.status_code) == (302, 302)
    assert outcomes(initiative) == ["Planned for July.", "Delivered."]


def test_extra_fields_change_nothing(police, initiative):
    someone = make_person(OFFICER)
    form = form_of(police.get(ADDRESS)) | {
        "outcome": "Delivered.",
        "agency": str(make_agency("CBC").pk),
        "number": "77",
        "recorded_by": str(someone.pk),
        "recorded_at": "2001-01-01",
        "source": "import",
        "plan": "1",
        "title": "Renamed",
        "is_staff": "on",
        "groups": "1",
    }

    assert police.post(ADDRESS, form).status_code == 302

    update = OutcomeUpdate.objects.get(number=2)
    assert update.recorded_by.name == "Pat Police"
    assert (update.agency, update.source) == (make_agency("Police"), "screen")
    assert timezone.now() - update.recorded_at < timedelta(minutes=1)
    initiative.refresh_from_db()
    assert initiative.title == "Community Support Day"
    assert not update.recorded_by.is_staff


@pytest.mark.parametrize("version", ["", "newest", "-1", "1.5"])
def test_a_damaged_version_is_a_conflict_that_can_be_mended(police, initiative, version):
    form = form_of(police.get(ADDRESS)) | {"outcome": "Delivered.", "version": version}

    response = police.post(ADDRESS, form)

    assert response.status_code == 409
    assert form_of(response)["outcome"] == "Delivered."
    assert len(outcomes(initiative)) == 1
    assert police.post(ADDRESS, form_of(response)).status_code == 302


@pytest.mark.parametrize("version", ["0", "7", "99999999999999999999999"])
def test_a_version_that_was_never_there_is_a_conflict(police, initiative, version):
    form = form_of(police.get(ADDRESS)) | {"outcome": "Delivered.", "version": version}

    response = police.post(ADDRESS, form)

    assert response.status_code == 409
    assert form_of(response)["version"] == "1"


def test_the_first_outcome_of_all(police):
    make_initiative("New work", number=31, led_by="Police")
    address = "/2017-18/initiatives/31/update/"
    form = form_of(police.get(address))

    assert (form["outcome"], form["version"]) == ("", "0")
    assert police.post(address, form | {"outcome": "Begun."}).status_code == 302


def test_the_form_is_unknown_to_those_who_may_not_answer(client, initiative):
    client.force_login(make_person(PARTNER, agencies=[make_agency("CBH")]))
    refused = client.post(ADDRESS, {"outcome": "Not mine to say.", "version": "1"})
    client.force_login(make_person(CLERK))
    also_refused = client.post(ADDRESS, {"outcome": "Not mine to say.", "version": "1"})

    assert (refused.status_code, also_refused.status_code) == (403, 403)
    assert outcomes(initiative) == ["Planned for July."]


def test_an_officer_puts_a_closed_years_outcome_right(client, initiative):
    initiative.plan.closed_on = date(2018, 4, 30)
    initiative.plan.save()
    client.force_login(make_person(OFFICER))
    form = form_of(client.get(ADDRESS)) | {"outcome": "Put right."}

    assert client.post(ADDRESS, form).status_code == 302
    assert outcomes(initiative)[-1] == "Put right."


def test_a_partner_no_longer_answers_for_a_closed_year(police, initiative):
    form = form_of(police.get(ADDRESS)) | {"outcome": "Too late."}
    initiative.plan.closed_on = date(2018, 4, 30)
    initiative.plan.save()

    assert police.post(ADDRESS, form).status_code == 403
    assert "closed on 30 April 2018" in words_of(police.get("/2017-18/initiatives/5/"))
    assert outcomes(initiative) == ["Planned for July."]
