"""The tracker starts only on a database that answers, takes changes and is of this release."""

import socket
from contextlib import nullcontext
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest
from django.db import (
    DEFAULT_DB_ALIAS,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from scp_tracker.starting import databases
from scp_tracker.starting.refusal import NotReady


@pytest.fixture
def connected(django_db_blocker):
    """Connect to a database beside the suite's own; closed afterwards."""
    opened = []

    def connect(**settings: object):
        fresh = ConnectionHandler({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]
        opened.append(fresh)
        return fresh

    with django_db_blocker.unblock():
        yield connect
        for each in opened:
            each.close()


@pytest.fixture
def sqlite(connected, tmp_path):
    """Connect to the SQLite file `tracker.sqlite3` of the test's folder."""

    def connect(*, init_command: str = "", file: Path = tmp_path / "tracker.sqlite3"):
        options = {"init_command": init_command, "timeout": 0}
        return connected(ENGINE="django.db.backends.sqlite3", NAME=file, OPTIONS=options)

    return connect


def fill(connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (text)")


def test_a_sound_file_passes_and_is_left_as_it_was(sqlite, tmp_path):
    fill(sqlite())
    before = (tmp_path / "tracker.sqlite3").read_bytes()

    databases.check_answers(sqlite())

    assert (tmp_path / "tracker.sqlite3").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["tracker.sqlite3"]


def test_a_file_that_is_not_there_is_not_made_by_looking(sqlite, tmp_path):
    databases.check_answers(sqlite())
    databases.check_not_newer(sqlite())

    with pytest.raises(NotReady, match=r"There is no database .* Make it: ./run manage migrate"):
        databases.check_migrated(sqlite())
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_memory_has_no_file(connected):
    memory = connected(ENGINE="django.db.backends.sqlite3", NAME=":memory:")

    databases.check_answers(memory)

    assert databases.file_of(memory) is None


def test_a_link_to_the_file_is_followed_to_where_its_journal_will_be(sqlite, tmp_path):
    (tmp_path / "link.sqlite3").symlink_to(tmp_path / "disk" / "tracker.sqlite3")

    file = databases.file_of(sqlite(file=tmp_path / "link.sqlite3"))

    assert file == (tmp_path / "disk" / "tracker.sqlite3").resolve()


def test_a_file_that_takes_no_changes_is_refused(sqlite):
    fill(sqlite())

    with pytest.raises(NotReady, match=r"cannot be written to .*this account's own"):
        databases.check_answers(sqlite(init_command="PRAGMA query_only = ON"))


def test_a_file_that_is_no_database_is_refused(sqlite, tmp_path):
    (tmp_path / "tracker.sqlite3").write_bytes(b"minutes of the meeting " * 500)

    with pytest.raises(NotReady, match=r"is damaged .*Restore the newest back-up"):
        databases.check_answers(sqlite())


def test_a_folder_in_the_place_of_the_file_is_refused(sqlite, tmp_path):
    (tmp_path / "tracker.sqlite3").mkdir()

    with pytest.raises(NotReady, match="cannot be written to"):
        databases.check_answers(sqlite())


def test_a_file_that_another_program_holds_is_refused(sqlite):
    fill(sqlite())
    with sqlite().cursor() as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(NotReady, match="Another program holds"):
            databases.check_answers(sqlite())


def test_a_server_that_does_not_answer_is_refused_without_its_password(connected):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        absent = connected(
            ENGINE="django.db.backends.postgresql",
            NAME="tracker", USER="scp", PASSWORD="hush", HOST="127.0.0.1", PORT=port,
        )  # fmt: skip

        with pytest.raises(NotReady) as refused:
            databases.check_answers(absent)

    assert "The database does not answer: connection" in str(refused.value)
    assert "Connection refused. Start PostgreSQL, or mend DATABASE_URL." in str(refused.value)
    assert "hush" not in str(refused.value)


@dataclass
class PostgreSQL:
    """A server that says these things of itself."""

    version: str = "18.1"
    number: int = 180001
    is_standby: bool = False
    is_read_only: bool = False
    encoding: str = "UTF8"
    vendor = "postgresql"

    def cursor(self):
        return nullcontext(self)

    def execute(self, statement: str) -> None:
        pass

    def fetchone(self):
        return astuple(self)


@pytest.mark.parametrize(
    ("server", "sentence"),
    [
        (PostgreSQL("14.19", 140019), "PostgreSQL 15 or newer is needed, and DATABASE_URL leads to 14.19"),
        (PostgreSQL(is_standby=True, is_read_only=True), "is a standby, which takes no changes"),
        (PostgreSQL(is_read_only=True), "Turn default_transaction_read_only off"),
        (PostgreSQL(encoding="LATIN1"), "keeps text as LATIN1"),
    ],
)  # fmt: skip
def test_a_server_that_cannot_hold_the_tracker_is_refused(server, sentence):
    with pytest.raises(NotReady, match=sentence):
        databases.check_answers(server)


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (NotSupportedError("PostgreSQL 14 or later is required."), "15 or newer is needed"),
        (ProgrammingError("permission denied"), r"refuses: permission .*every right"),
        (OperationalError("timeout expired\nfor ever"), r"not answer: timeout expired\. Start"),
    ],
)
def test_what_a_server_fails_with_is_told_apart(monkeypatch, failure, sentence):
    def fail(*arguments: object) -> None:
        raise failure

    monkeypatch.setattr(PostgreSQL, "execute", fail)

    with pytest.raises(NotReady, match=sentence):
        databases.check_answers(PostgreSQL())


@pytest.mark.parametrize("server", [PostgreSQL(), PostgreSQL("15.0", 150000)])
def test_a_server_that_can_hold_the_tracker_passes(server):
    databases.check_answers(server)


def test_the_suites_own_database_passes(db):
    if connection.vendor == "postgresql":  # SQLite's is asked to begin, and has begun in a test
        databases.check_answers(connection)
    databases.check_not_newer(connection)
    databases.check_migrated(connection)


def test_a_missing_migration_is_counted_and_named(db):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    with pytest.raises(NotReady, match=r"1 of its changes .* sessions\.0001_initial\. .*migrate"):
        databases.check_migrated(connection)


def test_a_migration_of_a_newer_release_is_refused_by_name(db):
    MigrationRecorder.Migration.objects.create(app="initiatives", name="9999_from_the_future")

    with pytest.raises(NotReady, match=r"newer release.* initiatives\.9999_from_the_future\."):
        databases.check_not_newer(connection)


def test_what_an_app_that_has_gone_left_behind_is_no_newer_release(db):
    MigrationRecorder.Migration.objects.create(app="calendars", name="0001_initial")

    databases.check_not_newer(connection)


def test_an_empty_database_is_told_to_migrate(sqlite, tmp_path):
    (tmp_path / "tracker.sqlite3").touch()

    with pytest.raises(NotReady, match="older than this release"):
        databases.check_migrated(sqlite())
