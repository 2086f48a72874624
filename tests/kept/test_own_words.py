"""When a page fails with what somebody typed, they get their own words back to copy, and nobody else does."""

import sys

import pytest
from django.core.signals import got_request_exception
from django.db import OperationalError, connection, transaction
from django.test import Client

from initiatives.forms import OutcomeForm
from scp_tracker.accounts.roles import OFFICER, PARTNER
from scp_tracker.accounts.sessions import SessionStore
from scp_tracker.kept.seals import seal
from tests.builders import make_agency, make_initiative, record
from tests.kept import pages
from tests.pages import form_of, words_of
from tests.people import make_person
from tests.set_up_screens import address_of, fields_of, page

pytestmark = pytest.mark.django_db

UPDATE = "/2017-18/initiatives/5/update/"
# Long enough for SQLite to need another page of its file.
LONG = "• <b>Two</b> answered.\n" + "word " * 3_900 + "end"
COPY = "Copy your words from here now"


@pytest.fixture
def partner():
    initiative = make_initiative("Crucial Crew", number=5, led_by="Police")
    record(initiative, "Planned.")
    return make_person(PARTNER, agencies=[make_agency("Police")])


@pytest.fixture
def desk(partner):
    desk = Client(enforce_csrf_checks=True, raise_request_exception=False)
    desk.force_login(partner)
    return desk


@pytest.fixture
def written(desk):
    """A form about to be sent; it has to be open before anything fails."""
    form = form_of(desk.get(UPDATE))
    return form | {"outcome": LONG, "internal_note": "Ring first.", "status": "on_track"}


@pytest.fixture
def failing(monkeypatch):
    """The page fails once it knows who is signed in."""
    monkeypatch.setattr(OutcomeForm, "is_valid", None)


@pytest.fixture
def silent_sessions(written, monkeypatch):
    """Nobody can say who is signed in."""

    def gone(_):
        raise OperationalError

    monkeypatch.setattr(SessionStore, "load", gone)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


@pytest.fixture
def heard():
    """The errors that pages met."""
    heard = []

    def hear(**_):
        heard.append(str(sys.exc_info()[1]))

    got_request_exception.connect(hear)
    yield heard
    got_request_exception.disconnect(hear)


@pytest.fixture
def full_disk(written):
    [pages] = run("PRAGMA page_count")
    run(f"PRAGMA max_page_count = {pages}")
    yield "database or disk is full"
    run("PRAGMA max_page_count = 1073741823")


@pytest.fixture
def read_only(written):
    if connection.vendor == "sqlite":
        run("PRAGMA query_only = ON")
        yield "attempt to write a readonly database"
        run("PRAGMA query_only = OFF")
    else:
        with transaction.atomic():
            run("SET TRANSACTION READ ONLY")
            yield "in a read-only transaction"
            transaction.set_rollback(True)


@pytest.fixture
def slow(written):
    run(
        "CREATE FUNCTION pg_temp.dawdle() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'"
    )
    run(
        "CREATE TRIGGER dawdle BEFORE INSERT ON initiatives_outcomeupdate"
        " FOR EACH ROW EXECUTE FUNCTION pg_temp.dawdle()"
    )
    run("SET LOCAL statement_timeout = '500ms'")
    return "canceling statement due to statement timeout"


FAILURES = {"sqlite": ["full_disk", "read_only"], "postgresql": ["read_only", "slow"]}


@pytest.mark.parametrize("failure", FAILURES[connection.vendor])
def test_a_database_that_fails_costs_nobody_their_words(desk, written, heard, request, failure):
    said = request.getfixturevalue(failure)

    answer = desk.post(UPDATE, written)

    assert any(said in message for message in heard)
    assert answer.status_code == 500
    assert "no-store" in answer["Cache-Control"]
    words = words_of(answer)
    assert COPY in words
    assert "Outcome • <b>Two</b> answered. word word" in words
    assert "word end" in words
    assert "Internal note Ring first." in words
    assert answer["X-Request-ID"] in words
    assert f'href="{UPDATE}"' in answer.content.decode()


def test_only_words_are_given_back(desk, written, failing):
    answer = desk.post(UPDATE, written | {"reported_on": "30/8/2017"})

    words = words_of(answer)
    assert COPY in words
    assert "on_track" not in words
    assert "30/8/2017" not in words
    assert written["written_by"] not in answer.content.decode()


def test_the_words_are_given_back_where_nobody_can_say_who_is_signed_in(
    desk, written, silent_sessions, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = desk.post(UPDATE, written)

    assert answer.status_code == 500
    assert "word end" in words_of(answer)


def test_unless_somebody_signed_in_in_another_window_meanwhile(desk, written, request):
    another = make_person(OFFICER, password="three plain garden chairs")
    desk.logout()
    door = form_of(desk.get("/accounts/login/"))
    said = {"username": another.email, "password": "three plain garden chairs"}
    assert desk.post("/accounts/login/", door | said).status_code == 302
    request.getfixturevalue("silent_sessions")

    answer = desk.post(UPDATE, written)

    assert answer.status_code == 500
    assert COPY not in words_of(answer)
    assert "word end" not in words_of(answer)


@pytest.mark.parametrize("mark", ["another's", "elsewhere", "forged", ""])
def test_without_their_own_mark_nobody_gets_anything(desk, partner, written, failing, mark):
    mark = {
        "another's": seal(make_person(OFFICER).pk, UPDATE),
        "elsewhere": seal(partner.pk, "/2017-18/initiatives/6/update/"),
    }.get(mark, mark)

    answer = desk.post(UPDATE, written | {"written_by": mark})

    assert answer.status_code == 500
    assert "word end" not in words_of(answer)
    assert "your words may still be in the form" in words_of(answer)


def test_whoever_signed_in_instead_gets_nothing(desk, written, failing):
    desk.force_login(make_person(OFFICER))

    answer = desk.post(UPDATE, written | {"csrfmiddlewaretoken": desk.cookies["csrftoken"].value})

    assert answer.status_code == 500
    assert "word end" not in words_of(answer)


def test_a_set_up_screen_gives_its_words_back(desk, monkeypatch):
    desk.force_login(make_person(OFFICER))
    agency = make_agency("Police")
    fields = fields_of(page(desk, agency), name="Essex Police")
    monkeypatch.setattr(type(agency), "save", None)

    answer = desk.post(address_of(agency), fields)

    assert answer.status_code == 500
    assert "Name Essex Police" in words_of(answer)


@pytest.mark.urls("tests.kept.pages")
def test_no_password_is_given_back(desk, monkeypatch):
    form = form_of(desk.get("/notes/1/"))
    monkeypatch.setitem(pages.ANSWER, "raises", RuntimeError)

    answer = desk.post("/notes/1/", form | {"outcome": "Two came.", "password": "a secret phrase"})

    assert "Two came." in words_of(answer)
    assert "secret" not in answer.content.decode()
