"""Nothing that somebody signed in sees is kept by a browser or proxy, or framed by another site."""

import pytest
from django.urls import reverse

from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, READER
from tests.builders import make_agency
from tests.pages import form_of
from tests.people import make_person
from tests.set_up_screens import address_of

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def assert_private(answer):
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy == POLICY
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Request-ID"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/2017-18/", 200),
        ("/2017-18/initiatives/5/update/", 200),
        ("/2016-17/reports/year-end/", 200),
        ("/2016-17/reports/year-end.xlsx", 200),
        ("/2016-17/reports/year-end.xlsx?as_of=never", 400),
        ("/kept/", 200),
        ("/accounts/login/", 302),
        ("/accounts/password/", 200),
        ("/admin/", 200),
        ("/admin/accounts/user/", 200),
        ("/admin/jsi18n/", 200),
        ("/admin/login/", 302),
        ("/nowhere/", 404),
    ],
)
def test_whatever_is_opened(client, seed_plans, address, status):
    client.force_login(make_person(ADMINISTRATOR))

    answer = client.get(address)

    assert answer.status_code == status
    assert_private(answer)


def test_whatever_is_sent(client, seed_plans):
    client.force_login(make_person(ADMINISTRATOR))
    address = "/2017-18/initiatives/5/update/"
    form = form_of(client.get(address))

    refused = client.post(address, form | {"outcome": ""})
    taken = client.post(address, form | {"outcome": "Six schools came."})
    too_late = client.post(address, form | {"outcome": "Seven schools came."})

    assert (refused.status_code, taken.status_code, too_late.status_code) == (200, 302, 409)
    for answer in (refused, taken, too_late):
        assert_private(answer)


def test_whatever_is_refused_or_fails(client, seed_plans, monkeypatch):
    client.force_login(make_person(CLERK))
    client.raise_request_exception = False

    not_allowed = client.get("/outbox/")
    not_theirs = client.get(address_of(make_agency("Police")))
    no_such_method = client.put("/2017-18/")
    monkeypatch.setattr("reports.views.FORMATS", None)
    failed = client.get("/2016-17/reports/year-end.xlsx")

    assert [not_allowed.status_code, not_theirs.status_code] == [403, 302]
    assert [no_such_method.status_code, failed.status_code] == [405, 500]
    for answer in (not_allowed, not_theirs, no_such_method, failed):
        assert_private(answer)


def test_a_sign_out(client):
    client.force_login(make_person(READER))

    answer = client.post(reverse("accounts:logout"))

    assert answer.status_code == 302
    assert_private(answer)
