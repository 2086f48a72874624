"""The pages that say no, and the one for a failure: they lean on little and name the request's reference."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import UnreadablePostError
from django.test import Client

from scp_tracker import error_pages
from scp_tracker.accounts.roles import OFFICER, READER
from scp_tracker.conflicts import ConflictPage
from scp_tracker.logs.references import in_hand
from tests.pages import words_of
from tests.people import make_person

SAY = "If you ask for help with this, give this reference: {}"


def names_its_reference(page):
    return SAY.format(page["X-Request-ID"]) in words_of(page)


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        (READER, "/2017-18/", 403),
        (OFFICER, "/2019-20/", 404),
        ("", "/nowhere/", 404),
        (READER, "/admin/login/", 403),
        (OFFICER, "/admin/nowhere/", 404),
        (OFFICER, "/admin/accounts/user/", 403),
    ],
)
def test_a_page_that_says_no_names_the_reference(client, db, role, address, status):
    client.force_login(make_person(role))

    page = client.get(address)

    assert page.status_code == status
    assert names_its_reference(page)


def test_a_page_that_was_not_understood_names_the_reference(client):
    page = client.get("/", headers={"host": "evil.example"})

    assert page.status_code == 400
    assert "We could not read that request" in words_of(page)
    assert names_its_reference(page)


def test_at_an_address_that_is_not_the_trackers_it_says_which_to_use(client):
    page = client.get("/", headers={"host": "evil.example"})

    assert "This service does not answer at the web address you used." in words_of(page)
    assert "browser" not in words_of(page)
    assert "Go to the home page" not in words_of(page)
    assert "evil" not in page.content.decode()


HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("role", [OFFICER, None])
def test_a_way_a_page_is_not_asked_is_answered_with_a_page(client, db, role):
    if role:
        client.force_login(make_person(role))

    read = client.get("/accounts/logout/", headers=HTML)
    sent = client.post("/accessibility/", headers=HTML)

    for page in (read, sent):
        assert page.status_code == 405
        assert "You cannot use this page in that way" in words_of(page)
        assert names_its_reference(page)
    assert (read["Allow"], sent["Allow"]) == ("POST", "GET, HEAD")
    assert 'href="/accessibility/">Open the page' in sent.content.decode()
    assert "Open the page" not in words_of(read)


@pytest.mark.parametrize(
    ("method", "accept"), [("POST", "application/json"), ("POST", "*/*"), ("PUT", HTML["accept"])]
)
def test_a_program_is_told_without_a_page_what_it_may_ask(client, method, accept):
    answer = client.generic(method, "/healthz", headers={"accept": accept})

    assert (answer.status_code, answer.content) == (405, b"")
    assert answer["Allow"] == "GET, HEAD"


def test_a_form_that_had_grown_old_names_the_reference(db):
    page = Client(enforce_csrf_checks=True).post("/accounts/logout/")

    assert page.status_code == 403
    assert names_its_reference(page)


def test_a_page_that_works_names_none(client, db):
    page = client.get("/")

    assert page["X-Request-ID"] not in page.content.decode()


def test_nothing_asks_for_help_outside_of_a_request(rf):
    page = error_pages.server_error(rf.get("/"))

    assert "reference" not in words_of(page)


@pytest.mark.parametrize("address", ["/", "/2017-18/", "/admin/", "/accounts/login/", "/kept/"])
def test_without_a_database_the_page_for_a_failure_is_whole(client, address):
    """No mark lets this test use the database, so whoever asks it anything fails."""
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32

    page = client.get(address)

    assert page.status_code == 500
    assert words_of(page).startswith("Sorry, there is a problem with the service")
    assert names_its_reference(page)
    assert "no-store" in page["Cache-Control"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_a_page_that_says_no_and_fails_becomes_the_page_for_a_failure(client, db, settings):
    [engine] = settings.TEMPLATES
    broken = {**engine["OPTIONS"], "context_processors": [f"{__name__}.fail"]}
    settings.TEMPLATES = [{**engine, "OPTIONS": broken}]
    client.raise_request_exception = False

    page = client.get("/nowhere/")

    assert page.status_code == 500
    assert names_its_reference(page)


def fail(_):
    raise RuntimeError


def test_without_its_template_the_page_for_a_failure_is_plain(rf, monkeypatch):
    monkeypatch.setattr("scp_tracker.error_pages.render_to_string", fail)
    monkeypatch.setattr(
        "scp_tracker.error_pages.own_words", lambda _: [("Outcome", "<b>Two</b> came.")]
    )

    with in_hand("0000-0000-0007"):
        page = error_pages.server_error(rf.post("/"))

    assert page.status_code == 500
    assert "reference: 0000-0000-0007" in words_of(page)
    assert "Outcome &lt;b&gt;Two&lt;/b&gt; came." in page.content.decode().replace(
        "</h2>\n<pre>", " "
    )


def test_a_form_that_broke_off_on_its_way_fails_with_the_page_all_the_same(rf, monkeypatch):
    def break_off(_):
        raise UnreadablePostError

    monkeypatch.setattr("scp_tracker.error_pages.own_words", break_off)

    page = error_pages.server_error(rf.post("/"))

    assert page.status_code == 500
    assert "your words may still be in the form" in words_of(page)


def test_whoever_only_read_is_not_told_of_words(rf):
    assert "your words" not in words_of(error_pages.server_error(rf.get("/")))


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (RequestDataTooBig, "more than this service takes at once"),
        (TooManyFieldsSent, "more than this service takes at once"),
        (SessionInterrupted, "You were signed out in another window"),
    ],
)
def test_a_request_that_cannot_be_taken_says_what_to_do(client, monkeypatch, kind, says):
    def refuse(self, request):
        raise kind("of all that was said")

    monkeypatch.setattr(ConflictPage, "__call__", refuse)

    page = client.get("/")

    assert page.status_code == 400
    assert says in words_of(page)
    assert "does not understand" not in words_of(page)
    assert "of all" not in words_of(page)


@pytest.mark.parametrize(
    "setting", ["DATA_UPLOAD_MAX_NUMBER_FIELDS", "DATA_UPLOAD_MAX_MEMORY_SIZE"]
)
def test_too_much_at_once_is_refused_with_that_page(client, db, settings, setting):
    setattr(settings, setting, 1)

    page = client.post("/accounts/login/", {"username": "a", "password": "b"})

    assert page.status_code == 400
    assert "more than this service takes at once" in words_of(page)
