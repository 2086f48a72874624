"""Every transaction on SQLite has its turn to the end, whichever way it ends."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections, transaction
from django.db.utils import ConnectionHandler

from scp_tracker.sqlite.turns import turn

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "plans.sqlite3")


@pytest.fixture
def plans(path, django_db_blocker) -> Iterator:
    """A connection to a database in a file, with one table; its name is "plans"."""
    with django_db_blocker.unblock():
        yield from open_connection(path)


def open_connection(name: str) -> Iterator:
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0}
    settings = {"ENGINE": "scp_tracker.sqlite", "NAME": name, "OPTIONS": options}
    connection = ConnectionHandler({"default": settings})["default"]
    connection.alias = "plans"
    connections["plans"] = connection
    run(
        connection,
        "CREATE TABLE said (text UNIQUE, after REFERENCES said (text) DEFERRABLE INITIALLY DEFERRED)",
    )
    yield connection
    connection.close()
    del connections["plans"]


def run(connection, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def say(connection, text: str = "Booked.") -> None:
    run(connection, f"INSERT INTO said (text) VALUES ('{text}')")  # noqa: S608


def is_free(path: str) -> bool:
    """Whether a turn could be had at once."""
    try:
        with turn(path, within=0):
            return True
    except TimeoutError:
        return False


def told(path: str) -> list[str]:
    """What another program finds committed."""
    with closing(sqlite3.connect(path)) as other:
        return [text for (text,) in other.execute("SELECT text FROM said ORDER BY rowid")]


# The ways a transaction ends: each function begins one, and is told `path` to look whether it has its turn.


def commit(plans, path):
    with transaction.atomic("plans"):
        assert not is_free(path)
        say(plans)
        assert not is_free(path)


def roll_back(plans, path):
    with suppress(ValueError), transaction.atomic("plans"):
        say(plans)
        assert not is_free(path)
        raise ValueError


def roll_back_inside_and_commit(plans, path):
    with transaction.atomic("plans"):
        with suppress(ValueError), transaction.atomic("plans"):
            say(plans)
            raise ValueError
        assert not is_free(path)


def break_a_rule_inside_and_commit(plans, path):
    with transaction.atomic("plans"):
        say(plans)
        with pytest.raises(IntegrityError), transaction.atomic("plans"):
            say(plans)
        assert not is_free(path)


def fail_to_commit(plans, path):
    with suppress(IntegrityError), transaction.atomic("plans"):
        run(plans, "INSERT INTO said VALUES ('Booked.', 'Never said.')")
        assert not is_free(path)


def fail_to_commit_while_somebody_reads(plans, path):
    say(plans, "Planned.")
    with closing(sqlite3.connect(path)) as other:
        reading = other.execute("SELECT text FROM said UNION ALL SELECT text FROM said")
        reading.fetchone()
        with suppress(OperationalError), transaction.atomic("plans"):
            say(plans)
            assert not is_free(path)


def fail_to_begin(plans, path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"), transaction.atomic("plans"):
            raise AssertionError


def lose_the_connection(plans, path):
    with transaction.atomic("plans"):
        say(plans)
        plans.close()
        assert is_free(path)


def be_rolled_back_by_sqlite(plans, path):
    with suppress(IntegrityError), transaction.atomic("plans"):
        say(plans)
        assert not is_free(path)
        run(plans, "INSERT OR ROLLBACK INTO said (text) VALUES ('Booked.')")


def commit_by_hand(plans, path):
    transaction.set_autocommit(False, using="plans")
    say(plans)
    assert not is_free(path)
    transaction.commit("plans")
    assert is_free(path)
    transaction.set_autocommit(True, using="plans")


def roll_back_by_hand(plans, path):
    transaction.set_autocommit(False, using="plans")
    say(plans)
    assert not is_free(path)
    transaction.rollback("plans")
    assert is_free(path)
    transaction.set_autocommit(True, using="plans")


def commit_by_going_back_to_autocommit(plans, path):
    transaction.set_autocommit(False, using="plans")
    say(plans)
    assert not is_free(path)
    transaction.set_autocommit(True, using="plans")


def write_in_words(plans, path):
    run(plans, "BEGIN")
    assert not is_free(path)
    run(plans, "INSERT INTO said (text) VALUES ('Booked.')", "COMMIT")


def write_one_statement(plans, path):
    say(plans)


def write_many_rows(plans, path):
    with plans.cursor() as cursor:
        cursor.executemany("INSERT INTO said (text) VALUES (%s)", [["Planned."], ["Booked."]])


def break_a_rule_with_one_statement(plans, path):
    say(plans)
    with pytest.raises(IntegrityError):
        say(plans)


def write_on_a_closed_connection(plans, path):
    with plans.cursor() as cursor:
        plans.close()
        with pytest.raises(DatabaseError, match="closed"):
            cursor.execute("INSERT INTO said (text) VALUES ('Booked.')")


def write_on_a_connection_lost_meanwhile(plans, path):
    with suppress(DatabaseError), transaction.atomic("plans"), plans.cursor() as cursor:
        plans.close()
        cursor.execute("INSERT INTO said (text) VALUES ('Booked.')")


SAID = [
    commit,
    break_a_rule_inside_and_commit,
    commit_by_hand,
    commit_by_going_back_to_autocommit,
    write_in_words,
    write_one_statement,
    break_a_rule_with_one_statement,
]
NOT_SAID = [
    roll_back,
    roll_back_inside_and_commit,
    fail_to_commit,
    fail_to_begin,
    lose_the_connection,
    be_rolled_back_by_sqlite,
    roll_back_by_hand,
    write_on_a_closed_connection,
    write_on_a_connection_lost_meanwhile,
]
PART_SAID = {
    fail_to_commit_while_somebody_reads: ["Planned."],
    write_many_rows: ["Planned.", "Booked."],
}


@pytest.mark.parametrize("end", [*SAID, *NOT_SAID, *PART_SAID])
def test_a_turn_ends_with_its_transaction(plans, path, end):
    end(plans, path)

    assert is_free(path)
    assert told(path) == PART_SAID.get(end, ["Booked."] if end in SAID else [])


def test_the_next_transaction_has_a_turn_again(plans, path):
    for text in ("Planned.", "Booked."):
        with transaction.atomic("plans"):
            say(plans, text)
            assert not is_free(path)

    assert is_free(path)


def test_a_statement_that_writes_waits_for_its_turn(plans, path):
    with turn(path, within=0), pytest.raises(OperationalError, match="Others have been writing"):
        say(plans)

    assert told(path) == []


def test_who_only_reads_waits_for_nobody(plans, path):
    say(plans)

    with turn(path, within=0), plans.cursor() as cursor:
        cursor.execute("SELECT text FROM said")
        assert cursor.fetchall() == [("Booked.",)]


def test_a_turn_that_never_comes_is_a_database_error(plans, path):
    with turn(path, within=0), pytest.raises(OperationalError, match="for 0 seconds"):
        commit(plans, path)

    commit(plans, path)
    assert told(path) == ["Booked."]


def test_a_file_that_cannot_be_locked_is_a_database_error(plans, path):
    Path(f"{path}-turn").unlink()
    Path(f"{path}-turn").mkdir()

    with pytest.raises(OperationalError, match=r"plans\.sqlite3-turn could not be opened"):
        say(plans)


def test_files_left_by_a_killed_program_or_taken_away_keep_nobody_out(plans, path):
    for name in ("-turn", "-next"):
        Path(f"{path}{name}").write_text("left over")
    commit(plans, path)
    for name in ("-turn", "-next"):
        Path(f"{path}{name}").unlink()
    say(plans, "Done.")

    assert told(path) == ["Booked.", "Done."]


def test_a_name_that_leads_elsewhere_takes_turns_where_it_leads(path, tmp_path, django_db_blocker):
    link = tmp_path / "link.sqlite3"
    Path(path).touch()
    link.symlink_to(path)
    with django_db_blocker.unblock():
        for plans in open_connection(f"file:{link}?mode=rw"):
            commit(plans, path)


@pytest.mark.parametrize("name", [":memory:", "file:plans?mode=memory&cache=shared"])
def test_a_database_in_memory_takes_no_turns(name, tmp_path, monkeypatch, django_db_blocker):
    monkeypatch.chdir(tmp_path)
    with django_db_blocker.unblock():
        for plans in open_connection(name):
            with transaction.atomic("plans"):
                say(plans)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "engine"),
    [("", "scp_tracker.sqlite"), ("postgres://scp@db/scp", "django.db.backends.postgresql")],
)
def test_sqlite_takes_turns_unless_another_database_is_given(url, engine, tmp_path):
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from scp_tracker.settings import DATABASES as d; print(d['default']['ENGINE'])",
        ],
        cwd=TOP,
        env={"DATA_DIR": str(tmp_path)} | ({"DATABASE_URL": url} if url else {}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() == engine
