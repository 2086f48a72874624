"""Every request has a reference, and one line in the log."""

import re

import pytest
from django.db import OperationalError
from django.test import Client

from scp_tracker.accounts.roles import OFFICER, PARTNER, READER
from tests.browser.pages import password_link
from tests.builders import make_initiative
from tests.people import make_person

pytestmark = pytest.mark.django_db

REFERENCE = re.compile(r"\d{4}-\d{4}-\d{4}")


@pytest.fixture
def officer(client):
    person = make_person(OFFICER)
    client.force_login(person)
    return person


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/2017-18/", "/healthz", "/kept"])
def test_every_answer_carries_the_reference_of_its_line(client, log, address):
    answers = [client.get(address) for _ in range(2)]

    references = [answer["X-Request-ID"] for answer in answers]
    assert all(map(REFERENCE.fullmatch, references))
    assert len(set(references)) == 2
    if address != "/healthz":
        assert [line.facts["id"] for line in log.lines("request")] == references


def test_a_reference_that_a_stranger_sends_is_not_taken(client, log):
    answer = client.get("/", headers={"X-Request-ID": "chosen-by-me"})

    assert REFERENCE.fullmatch(answer["X-Request-ID"])
    assert "chosen" not in log.text


@pytest.mark.parametrize("given", ["b7c1f0a2d4e6f8091a2b3c4d5e6f7081", "A.b_c-9", "x" * 64])
def test_behind_a_proxy_the_proxys_reference_is_taken(client, log, settings, given):
    settings.BEHIND_PROXY = True

    answer = client.get("/nowhere/", headers={"X-Request-ID": given})

    assert answer["X-Request-ID"] == given
    assert f"<strong>{given[:14]}</strong>" in answer.content.decode()
    assert log.lines("request")[0].facts["id"] == given


@pytest.mark.parametrize(
    "given", ["", "x" * 65, "two words", "<script>", 'a"b', "é", "a\nb", "a,b"]
)
def test_even_a_proxys_reference_has_to_be_plain_and_short(client, settings, given):
    settings.BEHIND_PROXY = True

    answer = client.get("/nowhere/", headers={"X-Request-ID": given})

    assert REFERENCE.fullmatch(answer["X-Request-ID"])


def test_a_line_says_who_did_what_and_how_it_was_answered(client, officer, log):
    client.get("/my-actions/?agency=secret")

    [line] = log.lines("request")
    assert int(line.facts.pop("ms")) >= 0
    assert REFERENCE.fullmatch(line.facts.pop("id"))
    assert line.level == "INFO"
    assert line.facts == {
        "method": "GET",
        "path": "/my-actions/",
        "status": "200",
        "user": str(officer.pk),
    }


def test_of_nobody_there_is_no_number(client, log):
    client.get("/")

    assert "user" not in log.lines("request")[0].facts


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/2017-18/", "/2017-18/"),
        ("/2017-18/initiatives/5/update/?q=secret", "/2017-18/initiatives/5/update/"),
        ("/2017-18/reports/year-end.xlsx", "/2017-18/reports/<slug>.<extension>"),
        ("/admin/initiatives/agency/12/change/", "/admin/initiatives/agency/12/change/"),
        ("/admin/initiatives/agency/se_cret/change/", "/admin/initiatives/agency/<object_id>/change/"),
        ("/accounts/set-password/Mg/c0-secret/", "/accounts/set-password/<uidb64>/<token>/"),
        ("/accounts/set-password/Mg/c0-secret", "/accounts/..."),
        ("/accounts/set-password/Mg/c0-secret/).", "/accounts/..."),
        ("/wp-login.php", "/wp-login.php"),
        ("/wp-admin/secret.php", "/wp-admin/..."),
        ("/" + "x" * 500, "/" + "x" * 40),
    ],
)  # fmt: skip
def test_an_address_is_shown_without_what_may_be_a_secret(client, officer, log, address, shown):
    client.get(address)

    assert log.lines("request")[0].facts["path"] == shown
    assert "secret" not in log.text


def test_the_link_of_an_invitation_is_in_no_line(client, officer, log):
    address = password_link(officer.email)
    token = address.split("/")[-2]
    client.logout()

    page = client.get(address, follow=True)
    client.get(f"{address.rstrip('/')}>")
    client.post(page.redirect_chain[-1][0], {"new_password": "seven wooden garden gates"})

    assert "signed_in" in log.text
    assert token not in log.text
    assert "wooden" not in log.text


def test_files_of_the_look_and_healthy_answers_have_no_line(client, log):
    assert client.get("/static/scp/application.css").getvalue()
    assert client.get("/healthz").status_code == 200

    assert log.text == ""


def test_a_file_of_the_look_that_is_not_there_has_one(client, log):
    client.get("/static/scp/nothing.css")

    assert log.lines("request")[0].facts["status"] == "404"


@pytest.mark.parametrize(
    ("role", "status", "level"),
    [(OFFICER, 200, "INFO"), (READER, 403, "WARNING"), (PARTNER, 200, "INFO")],
)
def test_what_somebody_may_not_do_stands_out(client, log, role, status, level):
    person = make_person(role)
    client.force_login(person)
    make_initiative()

    client.get("/2017-18/")

    [line] = log.lines("request")
    assert (line.level, line.facts["status"]) == (level, str(status))
    assert line.facts["user"] == str(person.pk)


def test_a_page_that_is_not_there_is_nothing_to_worry_about(client, log):
    client.get("/nowhere/")

    [line] = log.lines()
    assert (line.level, line.facts["status"]) == ("INFO", "404")


def test_a_failure_has_a_line_of_its_own_with_the_same_reference(client, officer, log, monkeypatch):
    def fail(*_):
        raise OperationalError("disk I/O error of Jo")

    client.raise_request_exception = False
    monkeypatch.setattr("scp_tracker.home.views.render", fail)

    client.get("/")

    failed, answered = log.lines()
    assert (failed.event, failed.level) == ("failed", "ERROR")
    assert failed.facts["error"].endswith(".OperationalError")
    assert "scp_tracker/home/views.py:" in failed.facts["trace"]
    assert (answered.event, answered.level, answered.facts["status"]) == ("request", "ERROR", "500")
    assert failed.facts["id"] == answered.facts["id"]


def test_a_form_whose_page_had_grown_old_has_a_line_of_its_own(log):
    answer = Client(enforce_csrf_checks=True).post("/accounts/logout/")

    refused, answered = log.lines()
    assert answer.status_code == 403
    assert refused.event == "django.security.csrf"
    assert refused.facts["id"] == answered.facts["id"]


def test_a_host_that_is_not_ours_is_told_without_its_name_or_a_trace(client, log):
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    refused, answered = log.lines()
    assert (refused.level, refused.event) == ("WARNING", "django.security.DisallowedHost")
    assert refused.facts == {"id": answered.facts["id"], "status": "400"}
    assert "evil" not in log.text


def test_a_line_asks_the_database_nothing(client, django_assert_num_queries):
    client.get("/accessibility/")

    with django_assert_num_queries(0):
        client.get("/accounts/logout/")
