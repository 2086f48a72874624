"""How a timing is understood is shown before it is final, and again when it was saved."""

import pytest

from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, make_plan
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    client.force_login(make_person(OFFICER))
    return client


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mar 17 – Mar 18",
            "“Mar 17 – Mar 18” is understood as: starts March 2017, ends March 2018.",
        ),
        ("Start Sept 17", "“Start Sept 17” is understood as: starts September 2017, no end given."),
        ("TBC", "“TBC” is understood as: to be confirmed."),
        ("Mar 18 – June 17", "That ends before it starts."),
        ("a sunny day", "If you know the dates, say them below"),
        ("<b>June</b>", "“<b>June</b>” is understood as: not read as a date"),
        ("", ""),
    ],
)
def test_words_are_read_while_they_are_typed(officer, text, said):
    response = officer.get("/timing/", {"text": text})

    assert response.status_code == 200
    assert said in words_of(response)
    assert "<b>" not in response.text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x" * 301, "300 characters or fewer; it now has 301"),
        ("Two\nlines", "Write this on one line."),
        ("June\a17", "hidden control character"),
    ],
)
def test_what_no_timing_can_be_is_said(officer, text, fault):
    response = officer.get("/timing/", {"text": text})

    assert response.status_code == 400
    assert fault in words_of(response)


def test_a_saved_timing_is_confirmed_as_it_is_understood(officer):
    make_initiative(number=3, timing="Ongoing")
    address = "/2017-18/initiatives/3/edit/"

    saved = officer.post(
        address, form_of(officer.get(address)) | {"timing": "Mar 17 – Mar 18"}, follow=True
    )

    assert (
        "Its timing “Mar 17 – Mar 18” is understood as: starts March 2017, ends March 2018."
        in words_of(saved)
    )
    assert f'href="{address}#id_timing_kind">Correct<' in saved.text


def test_a_new_initiatives_timing_is_confirmed_too(officer):
    make_plan()
    address = "/2017-18/initiatives/add/"
    typed = {"title": "Beat the Street", "timing": "By May 18"}

    added = officer.post(address, form_of(officer.get(address)) | typed, follow=True)

    assert "“By May 18” is understood as: by May 2018." in words_of(added)


def test_where_the_timing_stayed_nothing_is_confirmed(officer):
    make_initiative(number=3, timing="Ongoing")
    address = "/2017-18/initiatives/3/edit/"

    saved = officer.post(address, form_of(officer.get(address)) | {"title": "Op"}, follow=True)

    assert "Its timing" not in words_of(saved)


def test_a_refused_form_shows_how_what_was_typed_is_understood(officer):
    make_initiative(number=3, timing="Ongoing")
    address = "/2017-18/initiatives/3/edit/"
    typed = {"timing": "By May 18", "lead_names": "Nobody"}

    refused = officer.post(address, form_of(officer.get(address)) | typed)

    assert refused.status_code == 200
    assert "“By May 18” is understood as: by May 2018." in words_of(refused)
