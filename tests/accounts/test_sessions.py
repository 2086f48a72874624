"""A session ends an hour after its last page and twelve hours after signing in, whatever is done."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client

from scp_tracker.accounts.roles import CLERK, OFFICER
from scp_tracker.accounts.sessions import SessionStore
from tests.builders import make_initiative
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "three plain garden chairs"
PRIVATE = "/accounts/password/"
ASKING = "/accounts/session/"


@pytest.fixture
def clerk():
    return make_person(CLERK, email="clerk@scp.example", password=PASSWORD)


@pytest.fixture
def desk(client, clerk):
    """The clerk's browser, signed in a moment ago."""
    client.post("/accounts/login/", {"username": clerk.email, "password": PASSWORD})
    return client


def is_signed_in(desk):
    return desk.get(PRIVATE).status_code == 200


def writes_of(desk, address, queries):
    with queries as asked:
        desk.get(address)
    return [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]


def test_it_ends_an_hour_after_the_last_page(desk, wait):
    for minutes in (59, 59, 59):
        wait(minutes=minutes)
        assert is_signed_in(desk)

    wait(minutes=61)

    assert not is_signed_in(desk)


@pytest.mark.parametrize("address", ["/", "/accessibility/"])
def test_a_page_everybody_may_open_counts_too(desk, wait, address):
    wait(minutes=40)
    desk.get(address)
    wait(minutes=40)

    assert is_signed_in(desk)


def test_it_ends_twelve_hours_after_signing_in_however_busy(desk, wait):
    for _ in range(14):
        wait(minutes=50)
        assert is_signed_in(desk)

    wait(minutes=19)
    session = desk.session
    session["anything"] = "saved late"
    session.save()
    assert is_signed_in(desk)
    wait(minutes=2)

    assert not is_signed_in(desk)


def test_signing_in_again_begins_twelve_hours_anew(desk, clerk, wait):
    for hours in range(11):
        wait(minutes=55)
        assert is_signed_in(desk), hours
    desk.post("/accounts/logout/")
    desk.post("/accounts/login/", {"username": clerk.email, "password": PASSWORD})
    for hours in range(11):
        wait(minutes=55)
        assert is_signed_in(desk), hours


def test_the_server_ends_it_though_the_browser_keeps_the_cookie(desk, wait):
    cookie = desk.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")  # until the browser is closed
    wait(minutes=61)

    ended = Client()
    ended.cookies["sessionid"] = cookie.value

    assert not is_signed_in(ended)


def test_activity_is_written_once_a_minute_at_most_and_in_one_statement(
    desk, wait, django_assert_max_num_queries
):
    assert writes_of(desk, PRIVATE, django_assert_max_num_queries(12)) == []
    wait(seconds=61)
    [write] = writes_of(desk, PRIVATE, django_assert_max_num_queries(12))
    assert write.startswith('UPDATE "django_session" SET "expire_date" = ')
    assert writes_of(desk, PRIVATE, django_assert_max_num_queries(12)) == []


@pytest.fixture
def takes_nothing(transactional_db):
    """Lets the database be read and no more, as a full disk does."""
    switch = {
        "sqlite": "PRAGMA query_only = {}",
        "postgresql": "SET default_transaction_read_only = {}",
    }[connection.vendor]

    def turn(state):
        with connection.cursor() as cursor:
            cursor.execute(switch.format(state))

    yield lambda: turn("ON")
    turn("OFF")


def test_a_database_that_takes_nothing_can_still_be_read(takes_nothing, desk, wait):
    wait(minutes=30)
    takes_nothing()

    assert is_signed_in(desk)
    wait(minutes=31)
    assert not is_signed_in(desk)


def test_nothing_is_written_for_a_session_that_cannot_last_longer(
    desk, wait, django_assert_max_num_queries
):
    for _ in range(13):
        wait(minutes=51)
        desk.get(PRIVATE)
    wait(minutes=5)

    assert writes_of(desk, PRIVATE, django_assert_max_num_queries(12)) == []


def test_activity_overwrites_nothing_another_request_saved(desk, wait):
    key = desk.cookies["sessionid"].value
    slow, quick = SessionStore(key), SessionStore(key)
    assert "note" not in slow
    quick["note"] = "saved meanwhile"
    wait(minutes=2)
    quick.save()
    wait(minutes=2)

    slow.extend()

    assert SessionStore(key)["note"] == "saved meanwhile"


def test_asking_how_long_is_left_makes_it_no_longer(desk, wait):
    wait(minutes=50)
    assert desk.get(ASKING).json() == {"left": 599, "at_most": 11 * 3600 + 599}

    wait(minutes=11)

    assert desk.get(ASKING).json() == {"left": 0, "at_most": 0}


def test_saying_that_one_is_there_makes_it_longer(desk, wait):
    wait(minutes=50)
    assert desk.post(ASKING).json()["left"] == 3599

    wait(minutes=50)

    assert is_signed_in(desk)


def test_nobody_elsewhere_can_say_that_one_is_there(clerk, wait):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(clerk)
    wait(minutes=50)

    assert desk.post(ASKING).status_code == 403
    assert desk.get(ASKING).json()["left"] < 600


def test_the_page_to_sign_in_says_why_one_is_there(desk, wait):
    wait(minutes=61)

    response = desk.get(f"{PRIVATE}?tab=1")

    assert response["Location"] == f"/accounts/login/?next={PRIVATE}%3Ftab%3D1&ended=yes"
    page = desk.get(response["Location"])
    assert "You have been signed out. This happens an hour after" in words_of(page)


def test_the_page_to_sign_in_says_nothing_to_who_was_never_signed_in(client):
    page = client.get(client.get(PRIVATE)["Location"])

    assert "You have been signed out" not in words_of(page)


def test_what_was_typed_when_it_ended_comes_back(client, wait):
    initiative = make_initiative("Op Makesafe")
    officer = make_person(OFFICER, password=PASSWORD)
    client.force_login(officer)
    address = f"{initiative.get_absolute_url()}update/"
    typed = form_of(client.get(address)) | {"outcome": "Typed over a long lunch."}
    wait(minutes=61)

    response = client.post(address, typed)

    assert "what you typed could be taken. It has been kept" in words_of(
        client.get(response["Location"])
    )
    sign_in = {"username": officer.email, "password": PASSWORD}
    offer = client.post(response["Location"], sign_in)
    assert "Typed over a long lunch." in words_of(client.get(offer["Location"]))


def test_rows_of_ended_sessions_can_be_cleared(desk, wait):
    wait(minutes=61)
    alive = Client()
    alive.force_login(make_person(CLERK))

    call_command("clearsessions")

    assert [session.session_key for session in Session.objects.all()] == [
        alive.cookies["sessionid"].value
    ]


@pytest.mark.parametrize("door", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_leaves_nothing_in_the_browser_but_that_it_is_known(desk, clerk, door):
    clerk.groups.set([Group.objects.get(name=OFFICER)])  # who sees both doors
    desk.get(PRIVATE)  # a form, and so a cookie for its token
    desk.cookies["messages"] = message_of(desk, "Outcome recorded for Crucial Crew.")
    device = {name for name in desk.cookies if name.startswith("device-")}

    response = desk.post(door)

    assert not Session.objects.exists()
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert {name for name, cookie in desk.cookies.items() if cookie.value} == device
    assert all(desk.cookies[name]["max-age"] == 0 for name in desk.cookies.keys() - device)
    assert "Crucial Crew" not in words_of(desk.get("/"))


def message_of(desk, text):
    """The cookie in which a message waits to be shown."""
    request = desk.get("/").wsgi_request
    storage = CookieStorage(request)
    storage.add(constants.INFO, text)
    return re.sub(r"\s", "", storage._encode(storage._queued_messages))


def test_a_page_after_signing_out_asks_to_sign_in(desk):
    desk.post("/accounts/logout/")

    response = desk.get(PRIVATE)

    assert response["Location"] == f"/accounts/login/?next={PRIVATE}"
