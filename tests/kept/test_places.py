"""The page a text was typed on, in words; its address where the person may not see what it is about."""

from datetime import date

import pytest
from django.test import Client

from initiatives.models import Agency
from scp_tracker.accounts.roles import ADMINISTRATOR, OFFICER, PARTNER, READER
from scp_tracker.kept.models import KeptForm
from tests.builders import make_agency, make_initiative, make_key_priority, record
from tests.pages import words_of
from tests.people import make_person
from tests.set_up_screens import address_of

pytestmark = pytest.mark.django_db


def headings(person, *addresses):
    for address in addresses:
        KeptForm.objects.create(user=person, address=address, fields=[["outcome", "Text"]])
    desk = Client()
    desk.force_login(person)
    return words_of(desk.get("/kept/"))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("update/", "Your outcome for Crucial Crew (2017-18/05)"),
        ("update/?tab=2", "Your outcome for Crucial Crew (2017-18/05)"),
        ("edit/", "Your changes to Crucial Crew (2017-18/05)"),
        ("updates/1/redact/", "Your redaction of Crucial Crew (2017-18/05)"),
        ("remove/", "Your reason for removing Crucial Crew (2017-18/05)"),
        ("put-back/", "Your putting back Crucial Crew (2017-18/05)"),
        (
            "updates/1/restore/",
            "The earlier outcome of Crucial Crew (2017-18/05) you were restoring",
        ),
    ],
)
def test_a_page_about_an_initiative_is_called_by_its_name(page, words):
    make_initiative("Crucial Crew", number=5)

    shown = headings(make_person(OFFICER), f"/2017-18/initiatives/5/{page}")

    assert words in shown
    assert "The page /" not in shown


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/returns/1/2/answer/5/", "Your answer to a return"),
        ("/returns/1/2/send-back/", "Your note on answers to a return"),
        ("/returns/1/2/answer/check/", "The answers to a return you were sending"),
        ("/returns/1/2/links/", "The personal links to a return"),
        ("/returns/1/remind/", "Your reminder of a return"),
        ("/returns/1/closing-date/", "Your closing date of a return"),
        ("/returns/1/close/", "The return you were closing"),
        ("/returns/1/withdraw/", "The return you were withdrawing"),
        ("/returns/open/?plan=2017-18", "The return you were opening"),
        ("/2017-18/initiatives/add/", "Your new initiative"),
        ("/admin/initiatives/agency/add/", "The set-up screen of a new agency"),
        ("/2017-18/together/", "Your change to several initiatives"),
        (
            "/2017-18/reports/year-end/issue/",
            "The year end performance report 2017-18 you were issuing",
        ),
        (
            "/2017-18/reports/annual-plan/checks/age/accept/",
            "Your reason for accepting warnings about the annual partnership plan 2017-18: Ages",
        ),
        (
            "/2017-18/reports/annual-plan/checks/age/take-back/",
            "The acceptances about the annual partnership plan 2017-18 you were taking back: Ages",
        ),
        (
            "/2017-18/reports/year-end/issues/1/withdraw/",
            "Your reason for withdrawing the year end performance report 2017-18, issue 1",
        ),
    ],
)
def test_a_page_about_several_says_what_was_done_there(address, words):
    shown = headings(make_person(OFFICER), address)

    assert words in shown
    assert "The page /" not in shown


def test_one_without_a_title_is_called_by_its_outcome():
    untitled = make_initiative("", number=5, under=make_key_priority(), target="Fewer burglaries")
    record(untitled, "Homes were marked.")

    shown = headings(make_person(OFFICER), "/2017-18/initiatives/5/update/")

    assert "Your outcome for Homes were marked. (2017-18/05)" in shown


@pytest.mark.parametrize("role", [PARTNER, READER])
def test_what_a_person_may_no_longer_see_is_not_named(role):
    make_initiative("Night of Action", number=5, removed_on=date(2018, 1, 1), removal_reason="x")

    shown = headings(make_person(role), "/2017-18/initiatives/5/update/")

    assert "The page /2017-18/initiatives/5/update/" in shown
    assert "Night of Action" not in shown


def test_a_set_up_screen_is_called_by_its_record():
    initiative = make_initiative("Crucial Crew", number=5)
    agency = Agency.objects.create(name="Essex Police", short_name="Police")
    person = make_person(PARTNER, name="Example partner", email="partner@scp.example")
    administrator = make_person(ADMINISTRATOR)

    shown = headings(administrator, *map(address_of, (initiative, agency, person)))

    assert "The set-up screen of Crucial Crew (2017-18/05)" in shown
    assert "The set-up screen of “Police (Essex Police)”" in shown
    assert "The set-up screen of “Example partner (partner@scp.example)”" in shown


def test_a_set_up_screen_a_person_has_no_business_with_is_not_named():
    person = make_person(PARTNER, name="Example partner")

    for role in (OFFICER, READER):
        assert "Example partner" not in headings(make_person(role), address_of(person))


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/2017-18/initiatives/77/update/",
        f"/2017-18/initiatives/{'9' * 30}/update/",
        f"/2017-18/initiatives/{'9' * 5_000}/update/",
        "/admin/initiatives/agency/x/change/",
        "/admin/initiatives/agency/77/change/",
        f"/admin/initiatives/agency/{'9' * 5_000}/change/",
        f"/admin/initiatives/initiative/{'9' * 30}/change/",
        "/accounts/password/",
    ],
)
def test_any_other_page_goes_by_its_address(address):
    assert f"The page {address}" in headings(make_person(ADMINISTRATOR), address)


@pytest.mark.parametrize("pages", [2, 10])
def test_more_pages_ask_no_more(client, pages, django_assert_max_num_queries):
    officer = make_person(OFFICER)
    client.force_login(officer)
    for number in range(1, pages + 1):
        make_initiative(f"Initiative {number}", number=number)
        screen = address_of(make_agency(f"Agency {number}"))
        address = screen if number % 2 else f"/2017-18/initiatives/{number}/update/"
        KeptForm.objects.create(user=officer, address=address, fields=[["outcome", "Text"]])

    with django_assert_max_num_queries(12):
        client.get("/kept/")
