"""A changed end asks why, and the initiative's page says so ever after."""

from datetime import date

import pytest

from initiatives.models import Initiative
from initiatives.moved_ends import moved_ends
from scp_tracker.accounts.roles import CLERK, OFFICER
from tests.builders import make_initiative
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/2/"


@pytest.fixture
def edit(client):
    """Opens the edit page of initiative 2, and sends it with some boxes changed."""
    client.force_login(make_person(OFFICER, name="Jo Day"))

    def send(**changed):
        address = f"{PAGE}edit/"
        return client.post(address, form_of(client.get(address)) | changed)

    return send


def make_gangs(timing="Mar 17 – Mar 18"):
    return make_initiative("Gangs awareness", number=2, timing=timing)


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ({"timing": "Mar 17 – June 18"}, "from March 2018 to June 2018"),
        ({"timing": "Ongoing"}, "from March 2018 to no end"),
        ({"timing": ""}, "from March 2018 to no end"),
        (
            {"ends_on": "12/1/2018", "ends_precision": "day"},
            "from March 2018 to 12 January 2018",
        ),
    ],
    ids=["other words", "goes on", "blank", "corrected by hand"],
)
def test_a_moved_end_asks_why_and_says_so_on_the_page(client, edit, typed, how):
    make_gangs()

    refused = edit(**typed)

    assert refused.status_code == 200
    assert f"Say why the end moves {how}." in words_of(refused)
    assert Initiative.objects.get().ends_on == date(2018, 3, 31)
    assert edit(**typed, end_reason="Two schools joined late").status_code == 302
    client.force_login(make_person(CLERK))
    assert f"End moved {how}: Two schools joined late" in words_of(client.get(PAGE))


@pytest.mark.parametrize(
    ("timing", "typed"),
    [
        ("Mar 17 – Mar 18", {"timing": "April 17 – March 2018"}),
        ("Mar 17 – Mar 18", {"title": "Gangs"}),
        ("Ongoing", {"timing": "By June 18"}),
        ("", {"timing": "June 18"}),
        ("Start Sept 17", {"timing": "Sept 17 – Mar 18"}),
    ],
    ids=["the start moves", "other boxes", "went on", "none", "open"],
)
def test_nothing_is_asked_where_no_end_moves(edit, timing, typed):
    make_gangs(timing)

    assert edit(**typed).status_code == 302
    assert moved_ends(Initiative.objects.get()) == []


def test_where_there_is_no_end_yet_the_question_is_not_on_the_page(client, edit):
    make_gangs("TBC")

    assert "end_reason" not in form_of(client.get(f"{PAGE}edit/"))


def test_moves_are_told_newest_first_with_who_moved_them(edit):
    initiative = make_gangs()
    edit(timing="Mar 17 – June 18", end_reason="Two schools joined late")
    edit(title="Gangs awareness raising")
    edit(timing="Ongoing", end_reason="x" * 300)

    latest, first = moved_ends(initiative)

    assert (first.how, first.reason, first.by) == (
        "from March 2018 to June 2018",
        "Two schools joined late",
        "Jo Day",
    )
    assert (latest.how, latest.reason) == ("from June 2018 to no end", "x" * 300)


def test_an_end_moved_without_a_word_is_told_without_a_reason(client, edit):
    initiative = make_gangs()
    initiative.timing = "By May 18"
    initiative.save()

    [move] = moved_ends(initiative)

    assert (move.how, move.reason, move.by) == ("from March 2018 to May 2018", "", "")
    assert "End moved from March 2018 to May 2018" in words_of(client.get(PAGE))


@pytest.mark.parametrize("reason", ["Two\nlines", "x" * 301, "Bell\a"])
def test_a_reason_that_cannot_be_kept_is_refused_at_its_box(edit, reason):
    make_gangs()

    response = edit(timing="By May 18", end_reason=reason)

    assert response.status_code == 200
    assert 'href="#id_end_reason"' in response.text
    assert Initiative.objects.get().ends_on == date(2018, 3, 31)


def test_the_reason_is_no_part_of_a_clash(client, edit):
    make_gangs()
    mine = form_of(client.get(f"{PAGE}edit/"))
    edit(timing="Mar 17 – June 18", end_reason="Two schools joined late")

    clash = client.post(f"{PAGE}edit/", mine | {"timing": "By May 18", "end_reason": "No money"})

    assert clash.status_code == 409
    assert form_of(clash)["end_reason"] == "No money"
    assert "Why the end moves What is saved now" not in words_of(clash)
    assert client.post(f"{PAGE}edit/", form_of(clash)).status_code == 302
