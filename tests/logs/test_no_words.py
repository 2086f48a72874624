"""Whatever is sent, in whatever field, header or cookie, and however it fails: no word of it is in the log."""

import sys
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import connection
from django.http import Http404
from django.test import Client
from django.utils import timezone

from initiatives.forms import OutcomeForm
from initiatives.outbox import post, send_waiting
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import ADMINISTRATOR
from scp_tracker.conflicts import ConflictPage
from tests.accounts.mail_servers import Refusing
from tests.browser.pages import password_link
from tests.builders import make_agency, make_initiative, record
from tests.pages import form_of
from tests.people import make_person
from tests.set_up_screens import address_of, fields_of, page

pytestmark = pytest.mark.django_db

# Nothing the tracker says of its own accord, in any writing a log might give it.
PLANTED = "zqxjk"
NASTY = f"{PLANTED}1\n2026-01-01T00:00:00.000Z ERROR {PLANTED}2 id={PLANTED}3\r\x1b[31m{PLANTED}4\u2028é%s{{}}"
ADDRESSES = {
    "sign-in": "/accounts/login/",
    "password": "/accounts/password/",
    "forgotten": "/accounts/forgotten-password/",
    "update": "/2017-18/initiatives/5/update/",
    "edit": "/2017-18/initiatives/5/edit/",
    "remove": "/2017-18/initiatives/5/remove/",
    "redact": "/2017-18/initiatives/5/updates/1/redact/",
    "add": "/2017-18/initiatives/add/",
    "kept": "/kept/",
}


@pytest.fixture
def desk():
    initiative = make_initiative("Crucial Crew", number=5, led_by="Police", timing="May 17")
    record(initiative, "Planned.")
    desk = Client(raise_request_exception=False)
    desk.force_login(make_person(ADMINISTRATOR, email="jo@scp.example"))
    return desk


def headers():
    one_line = NASTY.replace("\n", " ").replace("\r", " ").encode("ascii", "replace").decode()
    return {
        "user-agent": one_line,
        "referer": f"https://{PLANTED}.example/{PLANTED}",
        "origin": f"https://{PLANTED}.example",
        "x-request-id": PLANTED,
        "x-forwarded-for": PLANTED,
        "x-forwarded-host": PLANTED,
        "forwarded": f"for={PLANTED}",
        "authorization": f"Bearer {PLANTED}",
        "x-csrftoken": PLANTED,
    }


def send(desk, address, fields=(), *, planted_in=("",)):
    """Send a form with the planted text in each field, in the query, in every header and a cookie."""
    desk.cookies["tea"] = PLANTED
    form = dict(fields) | dict.fromkeys(planted_in, NASTY) | {PLANTED: NASTY}
    return desk.post(f"{address}?q={PLANTED}&{PLANTED}=1&as_of={PLANTED}", form, headers=headers())


def everything_of(request):
    return f"{request.body!r} {request.META} {request.COOKIES} {request.GET} {request.POST} {NASTY}"


def refused_by(kind):
    def fail(self, request):
        raise kind(everything_of(request))

    return fail


def came_of_another(self, request):
    try:
        raise KeyError(everything_of(request))
    except KeyError as error:
        raise RuntimeError(everything_of(request)) from error


def in_a_group(self, request):
    raise ExceptionGroup(everything_of(request), [ValueError(everything_of(request))])


def with_a_note(self, request):
    error = ValueError(everything_of(request))
    error.add_note(everything_of(request))
    raise error


def not_to_be_read(self, request):
    raise UnicodeDecodeError("utf-8", request.body or b"x", 0, 1, everything_of(request))


FAILURES = {
    "a fault": refused_by(ValueError),
    "an error of another": came_of_another,
    "a group": in_a_group,
    "a note": with_a_note,
    "not to be read": not_to_be_read,
    "not allowed": refused_by(PermissionDenied),
    "not found": refused_by(Http404),
    "suspicious": refused_by(SuspiciousOperation),
    "a bad request": refused_by(BadRequest),
    "out of date": refused_by(OutOfDate),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_of_a_page_that_fails_with_them_in_its_message(desk, log, monkeypatch, failure):
    monkeypatch.setattr(ConflictPage, "__call__", FAILURES[failure])
    for address in [*ADDRESSES.values(), f"/nowhere/{PLANTED}/"]:
        for method in ("get", "post"):
            getattr(desk, method)(f"{address}?q={PLANTED}", {"outcome": NASTY}, headers=headers())

    assert len(log.lines("request")) == 2 * (len(ADDRESSES) + 1)
    statuses = {line.facts["status"] for line in log.lines("request")}
    assert not statuses & {"200", "302"}
    assert PLANTED not in log.text


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_of_a_form_that_takes_or_refuses_them(desk, log, address):
    if address.startswith("/accounts/") and address[-9:] != "password/":
        desk.logout()
    shown = desk.get(address)
    fields = {} if address == "/kept/" else form_of(shown)

    send(desk, address, fields)
    for name in fields:
        send(desk, address, fields, planted_in=[name])
    send(desk, address, fields, planted_in=[name for name in fields if name != "written_by"])

    assert len(log.lines("request")) == len(fields) + 3
    assert PLANTED not in log.text
    assert "jo@" not in log.text


def test_of_a_set_up_screen(desk, log):
    agency = make_agency("Police")
    fields = fields_of(page(desk, agency))

    for name in fields:
        send(desk, address_of(agency), fields, planted_in=[name])

    assert len(log.lines("request")) > 10
    assert PLANTED not in log.text


def test_of_a_form_whose_page_had_grown_old(log):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["csrftoken"] = PLANTED

    for address in ADDRESSES.values():
        assert send(strict, address, planted_in=["csrfmiddlewaretoken"]).status_code == 403

    assert len(log.lines("django.security.csrf")) == len(ADDRESSES)
    assert PLANTED not in log.text


def test_of_a_form_with_too_much_in_it(desk, log, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    assert send(desk, ADDRESSES["update"]).status_code == 400
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1
    assert send(desk, ADDRESSES["update"]).status_code == 400

    assert PLANTED not in log.text


def test_of_a_row_that_breaks_a_rule_of_the_database(desk, log, monkeypatch):
    """PostgreSQL prints the whole row that failed."""

    def break_a_rule(form, **_):
        form.initiative.updates.create(
            number=9,
            text=form.cleaned_data["outcome"],
            internal_note=form.cleaned_data["internal_note"],
            status="nonsense",
            reported_on=form.cleaned_data["reported_on"],
            recorded_at=timezone.now(),
        )

    said = []
    monkeypatch.setattr(OutcomeForm, "save", break_a_rule)
    fields = form_of(desk.get(ADDRESSES["update"]))
    words = {"outcome": f"{PLANTED} in public", "internal_note": f"{PLANTED} within"}

    def hear(**_):
        said.append(str(sys.exc_info()[1]))

    got_request_exception.connect(hear)
    try:
        answer = desk.post(ADDRESSES["update"], fields | words)
    finally:
        got_request_exception.disconnect(hear)

    assert answer.status_code == 500
    [message] = said
    assert (PLANTED in message) == (connection.vendor == "postgresql")
    [failed] = log.lines("failed")
    assert failed.facts["error"].startswith("django.db.utils.IntegrityError <- ")
    assert (
        "CheckViolation" in failed.facts["error"]
        or "SQLITE_CONSTRAINT_CHECK" in failed.facts["error"]
    )
    assert PLANTED not in log.text


class RefusingByName(Refusing):
    """Says in its refusal whom it refused, and what."""

    def send_messages(self, email_messages):
        raise SMTPRecipientsRefused(
            {to: (550, message.body) for message in email_messages for to in message.to}
        )


def test_of_a_mail_server_that_repeats_the_message(desk, log, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingByName"

    desk.post("/accounts/forgotten-password/", {"email": "jo@scp.example"})

    assert log.lines("mail_not_sent")
    assert "jo@" not in log.text
    assert "set-password" not in log.text


def test_of_a_message_that_a_mail_server_repeats(log, settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingByName"
    post(to="jo@scp.example", name=PLANTED, subject=PLANTED, body=PLANTED, about=PLANTED)

    send_waiting()

    assert log.lines("mail_not_sent")
    assert "jo@" not in log.text
    assert PLANTED not in log.text


def test_of_a_link_for_a_password(desk, log, monkeypatch):
    monkeypatch.setattr(ConflictPage, "__call__", FAILURES["a fault"])
    address = password_link("jo@scp.example")

    desk.get(address)
    desk.get(address.rstrip("/"))
    desk.post(address, {"new_password": PLANTED})

    assert len(log.lines("request")) == 3
    assert address.split("/")[-2] not in log.text
    assert PLANTED not in log.text
