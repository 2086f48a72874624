"""A database that has gone: what was typed comes back, nothing is half said, and all is well afterwards."""

import os
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection

from tests.logs.reading import read
from tests.pages import form_of, words_of
from tests.served import manage, serving

UPDATE = "/2017-18/initiatives/5/update/"
PLANTED = "Her name is Jo."
PREPARE = """
from django.test import Client
from scp_tracker.accounts.roles import PARTNER
from tests.builders import make_agency, make_initiative, record
from tests.people import make_person
record(make_initiative("Crucial Crew", number=5, led_by="Police"), "Planned.")
person = make_person(PARTNER, agencies=[make_agency("Police")], email="police@council.example")
desk = Client()
desk.force_login(person)
print(desk.cookies["__Host-sessionid"].value)
"""


class OnSQLite:
    """A database in a file, which somebody moves away."""

    def __init__(self, folder):
        self.file = folder / "tracker.sqlite3"
        self.address = f"sqlite:///{self.file}"

    @contextmanager
    def gone(self):
        away = self.file.rename(self.file.with_suffix(".away"))
        self.file.mkdir()
        try:
            yield
        finally:
            self.file.rmdir()
            away.rename(self.file)

    def drop(self):
        self.file.unlink()


class OnPostgreSQL:
    """A database of the server that the suite uses, which then lets nobody in."""

    name = f"scp_silent_{os.getpid()}"

    def __init__(self, folder):
        said = connection.settings_dict
        self.server = psycopg.connect(
            host=said["HOST"], port=said["PORT"] or None, user=said["USER"],
            password=said["PASSWORD"] or None, dbname="postgres", autocommit=True,
        )  # fmt: skip
        self.server.execute(f"CREATE DATABASE {self.name}")
        at = f"{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT'] or 5432}"
        self.address = f"postgres://{at}/{self.name}"

    @contextmanager
    def gone(self):
        self.server.execute(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS false")
        self.server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [self.name]
        )
        try:
            yield
        finally:
            self.server.execute(f"ALTER DATABASE {self.name} ALLOW_CONNECTIONS true")

    def drop(self):
        self.server.execute(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.server.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The server's own folder."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def database(folder):
    """A database that can go away, of the kind that the suite runs on."""
    database = (OnSQLite if connection.vendor == "sqlite" else OnPostgreSQL)(folder)
    yield database
    database.drop()


@pytest.fixture(scope="module")
def server(database, folder):
    """A server behind a proxy, asked from a partner's window."""
    environment = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": database.address,
        "SCP_BEHIND_PROXY": "1",
    }
    for command in (["migrate"], ["collectstatic", "--noinput"]):
        manage(*command, "--verbosity=0", environment=environment)
    session = manage("shell", "--no-imports", "-c", PREPARE, environment=environment).strip()
    with serving(environment, folder / "log") as server:
        server.always = {
            "X-Forwarded-Proto": "https",
            "Origin": "https://127.0.0.1",
            "Cookie": f"__Host-sessionid={session}",
        }
        yield server


@pytest.fixture
def written(server):
    """What a partner is about to send."""
    page = server.ask(UPDATE)
    token = SimpleCookie(page.headers["Set-Cookie"])["__Host-csrftoken"].value
    form = form_of(page) | {"outcome": f"{PLANTED} Four schools came.", "status": "on_track"}
    return urlencode(form), f"{server.always['Cookie']}; __Host-csrftoken={token}"


def test_words_sent_to_a_database_that_has_gone_come_back(server, database, written):
    body, cookie = written

    with database.gone():
        answer = server.ask(UPDATE, "POST", body, Cookie=cookie)

    assert answer.status == 500
    assert f"{PLANTED} Four schools came." in words_of(answer)
    assert answer.headers["X-Request-ID"] in words_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_they_come_back_to_no_other_browser(server, database, written):
    body, cookie = written

    with database.gone():
        answers = [
            server.ask(UPDATE, "POST", body, Cookie=another)
            for another in (cookie[:-8] + "abcdefgh", "")
        ]

    for answer in answers:
        assert answer.status in {403, 500}
        assert PLANTED not in answer.text


def test_once_it_is_back_the_same_form_is_taken(server, database, written):
    body, cookie = written
    with database.gone():
        server.ask(UPDATE, "POST", body, Cookie=cookie)
        assert server.ask(UPDATE, Cookie=cookie).status == 500

    assert PLANTED not in server.ask(UPDATE).text
    assert server.ask(UPDATE, "POST", body, Cookie=cookie).status == 302
    assert PLANTED in server.ask(UPDATE).text


@pytest.mark.parametrize("cookie", ["", "__Host-sessionid=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"])
def test_whoever_watches_is_told_at_once_and_again_when_it_is_back(server, database, cookie):
    with database.gone():
        answers = [server.ask("/healthz", method, Cookie=cookie) for method in ("GET", "HEAD")]
    well = server.ask("/healthz", Cookie=cookie)

    assert [answer.status for answer in answers] == [503, 503]
    assert [answer.text for answer in answers] == ["The database does not answer.\n", ""]
    assert (well.status, well.text) == (200, "The database answers.\n")


def test_the_log_says_what_failed_and_nothing_of_what_was_sent(server, database, written):
    body, cookie = written

    with database.gone():
        answer = server.ask(UPDATE, "POST", body, Cookie=cookie)

    log = server.log.read_text()
    reference = answer.headers["X-Request-ID"]
    failed, answered = (line for line in read(log) if line.facts.get("id") == reference)
    assert (failed.event, answered.event) == ("failed", "request")
    assert failed.facts["error"].startswith("django.db.utils.OperationalError")
    assert answered.facts["status"] == "500"
    assert "Jo" not in log
    assert cookie.partition("=")[2][:20] not in log
