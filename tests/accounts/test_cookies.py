"""Each cookie is the server's alone, and in production this host's alone and over HTTPS alone."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.messages.storage.cookie import CookieStorage

from scp_tracker.accounts.roles import CLERK
from tests.pages import words_of
from tests.people import make_person

TOP = Path(__file__).resolve().parents[2]
PASSWORD = "three plain garden chairs"
NAMES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_PREFIX")
SAY = """
import json
from scp_tracker import settings
print(json.dumps({name: value for name, value in vars(settings).items() if "COOKIE" in name}))
"""


def cookie_settings(folder, **said):
    """What the settings say of cookies where the environment says this."""
    ran = subprocess.run(
        [sys.executable, "-c", SAY],
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **said},
        cwd=TOP,
        capture_output=True,
        check=True,
    )
    return json.loads(ran.stdout)


def test_in_production_a_browser_takes_them_from_this_host_over_https_alone(tmp_path):
    said = cookie_settings(tmp_path)

    assert said["SESSION_COOKIE_SECURE"]
    assert said["CSRF_COOKIE_SECURE"]
    assert all(said[name].startswith("__Host-") for name in NAMES)


def test_on_ones_own_machine_they_come_over_plain_http(tmp_path):
    said = cookie_settings(tmp_path, SCP_ENV="local")

    assert "SESSION_COOKIE_SECURE" not in said
    assert "SESSION_COOKIE_NAME" not in said
    assert said["DEVICE_COOKIE_PREFIX"] == "device-"


@pytest.fixture
def as_in_production(settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    settings.DEVICE_COOKIE_PREFIX = "__Host-device-"


@pytest.mark.django_db
def test_what_a_browser_is_given_on_signing_in(client, as_in_production):
    make_person(CLERK, email="clerk@scp.example", password=PASSWORD)
    typed = {"username": "clerk@scp.example", "password": PASSWORD}

    given = client.post("/accounts/login/", typed, secure=True).cookies

    session, device, token = (
        next(cookie for name, cookie in given.items() if name.startswith(f"__Host-{kind}"))
        for kind in ("sessionid", "device-", "csrftoken")
    )
    assert len(given) == 3
    for cookie in (session, device, token):
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert [cookie["samesite"] for cookie in (session, device, token)] == ["Lax", "Strict", "Lax"]
    assert [cookie["max-age"] for cookie in (session, token)] == ["", ""]


@pytest.mark.django_db
def test_the_page_about_cookies_names_every_one(client, as_in_production):
    make_person(CLERK, email="clerk@scp.example", password=PASSWORD)
    typed = {"username": "clerk@scp.example", "password": PASSWORD}
    given = client.post("/accounts/login/", typed, secure=True).cookies
    told = (CookieStorage.cookie_name,)

    page = words_of(client.get("/cookies/", secure=True))

    for name in (*given, *told):
        assert re.sub("device-.*", "device- and a code", name) in page


@pytest.mark.django_db
def test_what_is_taken_away_on_signing_out_is_taken_by_its_own_name(client, as_in_production):
    client.force_login(make_person(CLERK))

    taken = client.post("/accounts/logout/", secure=True).cookies

    for name in ("__Host-sessionid", "__Host-csrftoken"):
        assert taken[name]["max-age"] == 0
        assert taken[name]["secure"]  # or a browser would not listen
