"""Ten wrong passwords in five minutes, and nobody is kept out by somebody else's."""

import logging

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, RequestFactory

from scp_tracker.accounts import throttle
from scp_tracker.accounts.roles import CLERK, READER
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "three plain garden chairs"
WRONG = "three plain garden tables"
EMAIL = "clerk@scp.example"
SIGN_IN = "/accounts/login/"
CHANGE = "/accounts/password/"
REFUSED = "There have been too many wrong passwords, so try again at "


@pytest.fixture
def clerk():
    return make_person(CLERK, email="Clerk@scp.example", password=PASSWORD)


@pytest.fixture
def hashed(monkeypatch):
    """What was hashed: the password, and whether others for the account had to wait meanwhile."""
    hashed, encode = [], MD5PasswordHasher.encode

    def noted(hasher, password, salt):
        hashed.append((password, any(turn.locked() for turn in throttle._TURNS)))
        return encode(hasher, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", noted)
    return hashed


def sign_in(client, password=PASSWORD, *, email=EMAIL, address="192.0.2.7"):
    typed = {"username": email, "password": password}
    return client.post(SIGN_IN, typed, REMOTE_ADDR=address)


def try_often(client, times=10, **where):
    for _ in range(times):
        response = sign_in(client, WRONG, **where)
    return response


def test_the_tenth_wrong_password_is_the_last(client, clerk):
    assert try_often(client, 9).status_code == 200

    response = sign_in(client, WRONG)

    assert response.status_code == 429
    assert response["Retry-After"] == "300"
    assert REFUSED in words_of(response)
    assert f'value="{EMAIL}"' in response.content.decode()


def test_after_ten_no_password_is_hashed_any_more(client, clerk, hashed):
    try_often(client)
    hashed.clear()

    responses = [sign_in(client, WRONG), sign_in(client, PASSWORD)]

    assert [response.status_code for response in responses] == [429, 429]
    assert hashed == []


def test_passwords_that_come_at_once_are_tried_in_turn(client, clerk, hashed):
    sign_in(client, WRONG)
    sign_in(client)
    client.post(CHANGE, {"old_password": WRONG, "new_password": ""})

    assert hashed == [(WRONG, True), (PASSWORD, True), (WRONG, True)]


def test_an_account_that_is_there_and_one_that_is_not_get_the_same_answer(client, clerk):
    pages = []
    for email in (EMAIL, "nobody@scp.example"):
        try_often(client, email=email)
        response = sign_in(client, email=email)
        pages.append((response.status_code, words_of(response)))

    assert pages[0] == pages[1]


def test_the_page_says_when_the_wait_is_over(client, clerk, wait):
    wait(to="2017-09-12 10:01:30+01:00")
    try_often(client)
    wait(minutes=2)

    assert REFUSED + "10:07" in words_of(sign_in(client))
    wait(to="2017-09-12 10:07:00+01:00")
    assert sign_in(client).status_code == 302


def test_to_go_on_trying_makes_the_wait_no_longer(client, clerk, wait):
    try_often(client)
    for _ in range(4):
        wait(minutes=1)
        assert sign_in(client, WRONG).status_code == 429

    wait(minutes=1, seconds=1)

    assert sign_in(client).status_code == 302


@pytest.mark.parametrize("browsers", ["one", "another each time"])
def test_a_right_password_after_nine_wrong_ones_clears_the_count(client, clerk, browsers):
    for _ in range(2):
        browser = client if browsers == "one" else Client()
        assert try_often(browser, 9).status_code == 200
        assert sign_in(browser).status_code == 302
        browser.post("/accounts/logout/")


def test_another_address_is_not_affected(client, clerk):
    try_often(client)

    assert sign_in(client, address="192.0.2.8").status_code == 302


def test_another_account_at_the_address_is_not_affected(client, clerk):
    make_person(READER, email="reader@scp.example", password=PASSWORD)
    try_often(client)

    assert sign_in(Client(), email="reader@scp.example").status_code == 302


def test_nobody_in_the_building_keeps_a_person_out_of_their_own_browser(client, clerk):
    sign_in(client)
    client.post("/accounts/logout/")

    assert try_often(Client()).status_code == 429
    assert sign_in(client).status_code == 302


def test_a_browser_of_ones_own_has_ten_tries_too(client, clerk):
    sign_in(client)
    client.post("/accounts/logout/")

    assert try_often(client).status_code == 429
    assert sign_in(client).status_code == 429


@pytest.fixture
def crowd(settings):
    """Tries invented accounts from the usual address until no more are looked at."""
    settings.ADDRESS_FAILURE_LIMIT = 12

    def tried(times=12):
        for number in range(times):
            response = sign_in(Client(), WRONG, email=f"invented-{number}@scp.example")
        return response

    return tried


def test_an_address_that_tried_many_accounts_has_no_more_passwords_hashed(clerk, crowd, hashed):
    assert crowd().status_code == 200
    hashed.clear()
    counted = AccessAttempt.objects.count()

    invented, real = crowd(times=14), sign_in(Client())

    assert [invented.status_code, real.status_code] == [429, 429]
    assert real["Retry-After"] == "300"
    assert REFUSED in words_of(real)
    assert hashed == []
    assert AccessAttempt.objects.count() == counted


def test_a_crowd_at_an_address_keeps_nobody_out_of_their_own_browser(client, clerk, crowd):
    sign_in(client)
    client.post("/accounts/logout/")
    crowd()

    assert sign_in(client).status_code == 302
    assert sign_in(Client(), address="192.0.2.8").status_code == 302


def test_a_crowds_address_is_open_again_though_somebody_went_on_trying(clerk, crowd, wait):
    crowd()
    wait(minutes=4)
    assert crowd(times=1).status_code == 429
    wait(minutes=1, seconds=1)

    assert sign_in(Client()).status_code == 302


def test_an_address_nobody_knows_is_no_crowd(clerk, crowd):
    for number in range(13):
        response = sign_in(Client(), WRONG, email=f"invented-{number}@scp.example", address="")

    assert response.status_code == 200


def test_signing_in_to_ones_own_account_gives_no_more_tries_at_anothers(client, clerk):
    make_person(READER, email="reader@scp.example", password=PASSWORD)
    try_often(client)

    sign_in(client, email="reader@scp.example")
    client.post("/accounts/logout/")

    assert sign_in(client).status_code == 429


def test_a_browser_two_people_use_knows_both(client, clerk):
    make_person(READER, email="reader@scp.example", password=PASSWORD)
    for email in (EMAIL, "reader@scp.example"):
        sign_in(client, email=email)
        client.post("/accounts/logout/")

    for email in (EMAIL, "reader@scp.example"):
        try_often(Client(), email=email)
        assert sign_in(client, email=email).status_code == 302
        client.post("/accounts/logout/")


def test_a_made_up_device_cookie_is_worth_nothing(client, clerk):
    sign_in(client)
    [name] = [name for name in client.cookies if name.startswith("device-")]
    forged = Client()
    try_often(forged)

    forged.cookies[name] = "my-own-device:1tKQXs:made-up"

    assert sign_in(forged).status_code == 429


def test_the_device_cookie_is_for_the_server_alone_and_names_nobody(client, clerk):
    response = sign_in(client)

    [(name, cookie)] = [pair for pair in response.cookies.items() if pair[0].startswith("device-")]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert "clerk" not in f"{name} {cookie.value}".lower()


def test_the_wrong_password_of_a_change_counts_as_one_of_a_sign_in(client, clerk, hashed):
    sign_in(client)
    for _ in range(10):
        response = client.post(
            CHANGE, {"old_password": WRONG, "new_password": ""}, REMOTE_ADDR="192.0.2.7"
        )
    hashed.clear()

    assert response.status_code == 429
    assert REFUSED in words_of(response)
    response = client.post(
        CHANGE, {"old_password": PASSWORD, "new_password": "seven quiet river stones"}
    )
    assert response.status_code == 302  # from another address
    client.post("/accounts/logout/")
    hashed.clear()
    assert sign_in(client).status_code == 429
    assert hashed == []


def test_the_door_of_the_set_up_screens_tries_no_password(client, clerk, hashed):
    response = client.post("/admin/login/", {"username": EMAIL, "password": PASSWORD})

    assert response["Location"].startswith(SIGN_IN)
    assert hashed == []


@pytest.mark.parametrize("box", ["username", "password"])
def test_no_password_is_kept_or_logged_whichever_box_it_is_typed_in(client, clerk, box, caplog):
    caplog.set_level(logging.WARNING, "axes")
    secret = "a secret kept by nobody"
    typed = {"username": EMAIL, "password": WRONG, box: secret}

    for _ in range(11):
        client.post(f"{SIGN_IN}?next=/", typed)
    sign_in(client, address="192.0.2.8")
    client.post(CHANGE, {"old_password": secret, "new_password": f"{secret} too"})

    assert AccessAttempt.objects.count() == 2
    kept = str(list(AccessAttempt.objects.values()))
    said = "".join(record.getMessage() for record in caplog.records if "axes" in record.name)
    assert said
    assert secret not in kept + said
    assert EMAIL not in (kept + said).lower()


def test_what_was_counted_is_removed_once_it_counts_no_more(client, clerk, wait):
    try_often(client)
    try_often(client, 3, email="nobody@scp.example")
    wait(minutes=6)

    sign_in(client)

    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),  # a household can use any of a network's
        ("", None),
        ("unknown", None),
    ],
)
def test_an_address_is_counted_as_its_customer(address, counted):
    assert throttle.client_address(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


@pytest.mark.parametrize(
    ("behind_proxy", "claimed", "counted"),
    [
        (False, "192.0.2.9", "192.0.2.1"),
        (True, "192.0.2.9", "192.0.2.9"),
        (True, "198.51.100.1, 203.0.113.5 , 192.0.2.9", "192.0.2.9"),
        (True, "192.0.2.9,", "192.0.2.1"),
        (True, "", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxy_says_of_an_address_counts(
    settings, behind_proxy, claimed, counted
):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=claimed)

    assert throttle.client_address(request) == counted


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_nobody_gets_more_tries_by_claiming_other_addresses(client, clerk, settings, behind_proxy):
    settings.BEHIND_PROXY = behind_proxy

    for number in range(11):
        claimed = f"198.51.100.{number}, 192.0.2.9" if behind_proxy else f"198.51.100.{number}"
        typed = {"username": EMAIL, "password": WRONG}
        response = client.post(SIGN_IN, typed, HTTP_X_FORWARDED_FOR=claimed)

    assert response.status_code == 429
