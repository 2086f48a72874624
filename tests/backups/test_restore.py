"""`./run manage restore FILE`: everything of the file is in place afterwards, or nothing has changed."""

import json
import sqlite3
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import psycopg
import pytest
from django.core.management import CommandError

from scp_tracker.backups import Refused, archive
from scp_tracker.backups.kinds import kind_in_use
from scp_tracker.starting.presence import nobody_serves_from, serve_from
from scp_tracker.starting.refusal import NotReady
from tests.backups.trackers import IS_POSTGRESQL, Tracker

TITLES = "SELECT title FROM initiatives_initiative ORDER BY id"
SECRET = "secret_key"


@pytest.fixture
def backup(tracker: Tracker) -> Path:
    """A back-up of the tracker as it is at first."""
    tracker.manage("backup", path := tracker.data.parent / "back-up.zip")
    return path


def rename_everything(tracker: Tracker) -> None:
    tracker.query("UPDATE initiatives_initiative SET title = 'Another'")


def rewrite(backup: Path, **said: Any) -> Path:
    """The back-up with something else in its manifest."""
    changed = backup.with_name("changed.zip")
    with ZipFile(backup) as original, ZipFile(changed, "w") as copy:
        for name in original.namelist():
            content = original.read(name)
            if name == archive.MANIFEST:
                content = json.dumps(json.loads(content) | said).encode()
            copy.writestr(name, content)
    return changed


def test_everything_is_back_in_a_folder_that_was_empty(tracker: Tracker, empty: Tracker):
    (tracker.data / "mail").mkdir()
    (tracker.data / "mail" / "1.log").write_text("An invitation")
    tracker.manage("backup")

    said = empty.manage("restore", tracker.backups[0])

    assert empty.query(TITLES) == tracker.query(TITLES)
    assert (empty.data / SECRET).read_text() == (tracker.data / SECRET).read_text()
    assert (empty.data / "mail" / "1.log").read_text() == "An invitation"
    assert said.startswith("Restored the back-up of ")
    assert said.endswith("and 1 message kept as files. Everybody has to sign in again.\n")


def test_what_is_restored_can_be_written_to(empty: Tracker, backup: Path):
    empty.manage("restore", backup)

    empty.manage("migrate")
    assert empty.manage("load_seed_plans") == "The plans are there.\n"


def test_a_database_that_holds_something_is_left_alone(tracker: Tracker, backup: Path):
    rename_everything(tracker)

    with pytest.raises(
        CommandError, match=r"holds something\. To put .* in its place, add --replace"
    ):
        tracker.manage("restore", backup)

    assert set(tracker.query(TITLES)) == {("Another",)}


def test_what_is_replaced_is_backed_up_first(tracker: Tracker, backup: Path, empty: Tracker):
    before = tracker.query(TITLES)
    rename_everything(tracker)

    said = tracker.manage("restore", backup, "--replace")

    assert tracker.query(TITLES) == before
    [kept] = tracker.backups
    assert f"What was there before is kept in {kept}.\n" in said
    empty.manage("restore", kept)
    assert set(empty.query(TITLES)) == {("Another",)}


def test_tables_of_a_newer_version_do_not_outlive_what_replaces_them(
    tracker: Tracker, backup: Path
):
    tracker.query(
        "CREATE TABLE newer (id integer PRIMARY KEY, by_id bigint REFERENCES accounts_user (id))"
    )
    tracker.query("INSERT INTO newer VALUES (1, 1)")

    tracker.manage("restore", backup, "--replace")

    with pytest.raises((sqlite3.OperationalError, psycopg.errors.UndefinedTable)):
        tracker.query("SELECT * FROM newer")


def test_an_older_back_up_asks_for_migrate(tracker: Tracker, empty: Tracker):
    tracker.query("DELETE FROM django_migrations WHERE app = 'kept'")
    tracker.manage("backup")

    said = empty.manage("restore", tracker.backups[0])

    assert "It was made by an older version: run ./run manage migrate before" in said


def test_a_secret_that_the_environment_sets_is_asked_for(
    tracker: Tracker, empty: Tracker, monkeypatch: pytest.MonkeyPatch
):
    (tracker.data / SECRET).unlink()
    tracker.manage("backup")

    said = empty.manage("restore", tracker.backups[0])

    assert "work once SCP_SECRET_KEY is what it was then." in said


def test_the_secret_of_the_environment_wins_over_the_back_ups(
    backup: Path, empty: Tracker, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SCP_SECRET_KEY", "another secret")

    assert "work once SCP_SECRET_KEY is what it was then." in empty.manage("restore", backup)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"database": "Oracle"}, "The back-up is of Oracle, and DATABASE_URL leads to"),
        ({"version": 99}, r"99, and this is version \d+\. Restore it into version 99 or newer"),
        (
            {"migrations": ["initiatives.0099_newer"]},
            r"made by a newer version of the tracker \(it has initiatives\.0099_newer\)",
        ),
        ({"format": 2}, "in a form this version cannot read"),
    ],
)
def test_a_back_up_that_does_not_suit_is_refused(
    backup: Path, empty: Tracker, said: dict[str, Any], sentence: str
):
    with pytest.raises(CommandError, match=sentence):
        empty.manage("restore", rewrite(backup, **said))

    assert_untouched(empty)


def test_a_copy_that_is_not_sound_is_refused_though_its_checksum_is_right(
    tracker: Tracker, empty: Tracker, tmp_path: Path
):
    name = "database.dump" if IS_POSTGRESQL else "database.sqlite3"
    broken = tmp_path / name
    broken.write_bytes(b"PGDMP\x01" if IS_POSTGRESQL else b"SQLite format 3\x00" + bytes(5000))
    contents = archive.Contents(
        made_at="2026-11-22T02:00:00+00:00",
        database="PostgreSQL" if IS_POSTGRESQL else "SQLite",
        version=3,
        migrations=[],
        rows={},
    )
    archive.write(tmp_path / "broken.zip", {name: broken}, contents)

    with pytest.raises(CommandError, match=r"not sound|pg_restore could not do its work"):
        empty.manage("restore", tmp_path / "broken.zip")

    assert_untouched(empty)


def test_a_folder_in_the_place_of_a_back_up_is_called_one(empty: Tracker, tmp_path: Path):
    with pytest.raises(CommandError, match=r"is a folder\. Name the file of a back-up"):
        empty.manage("restore", tmp_path)


def test_what_fails_leaves_nothing_in_a_new_folder(empty: Tracker, backup: Path):
    new = Tracker(empty.data.parent / "new", empty.name)
    damaged = rewrite(backup, database="PostgreSQL" if not new.name else "SQLite")

    for path in (backup.with_name("missing.zip"), damaged):
        for folder in (new, empty):
            assert Tracker(folder.data, new.name).type("restore", path).returncode == 1

    assert not new.data.exists()
    assert list(empty.data.iterdir()) == []


def test_what_fails_leaves_the_secret_that_was_there(tracker: Tracker, backup: Path):
    was = (tracker.data / SECRET).read_text()

    assert tracker.type("restore", backup).returncode == 1

    assert (tracker.data / SECRET).read_text() == was


def test_not_while_the_tracker_is_served(tracker: Tracker, backup: Path):
    serve_from(tracker.data)

    with pytest.raises(CommandError, match=r"The tracker is running\. Stop it, then try again\."):
        tracker.manage("restore", backup, "--replace")


def test_the_tracker_is_not_served_while_a_back_up_is_restored(tmp_path: Path):
    with (
        nobody_serves_from(tmp_path),
        pytest.raises(NotReady, match=r"A back-up is being restored into .*\. Start again when"),
    ):
        serve_from(tmp_path)

    serve_from(tmp_path)


def test_when_the_last_step_fails_everything_is_as_it_was(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
):
    message = tracker.data / "mail" / "1.log"
    message.parent.mkdir()
    message.write_text("An invitation")
    tracker.manage("backup", backup := tracker.data.parent / "back-up.zip")
    message.unlink()
    rename_everything(tracker)
    (tracker.data / SECRET).write_text("the secret of today")
    monkeypatch.setattr(kind_in_use(), "replace", failing)

    with pytest.raises(CommandError, match="The last step failed"):
        tracker.manage("restore", backup, "--replace")

    assert set(tracker.query(TITLES)) == {("Another",)}
    assert (tracker.data / SECRET).read_text() == "the secret of today"
    assert not message.exists()


def failing(new: Path) -> None:
    raise Refused("The last step failed.")


def assert_untouched(tracker: Tracker) -> None:
    assert list(tracker.data.iterdir()) == []
    if tracker.name:
        assert tracker.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []
