"""What is particular to back-ups of SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError

from scp_tracker.backups import sqlite
from tests.backups.trackers import IS_POSTGRESQL, TOP, Tracker

pytestmark = pytest.mark.skipif(IS_POSTGRESQL, reason="is about SQLite")


@pytest.fixture
def backup(tracker: Tracker) -> Path:
    tracker.manage("backup", path := tracker.data.parent / "back-up.zip")
    return path


def test_a_damaged_database_is_not_backed_up(tracker: Tracker):
    pages = bytearray(tracker.database.read_bytes())
    pages[40_000:60_000] = bytes(20_000)
    tracker.database.write_bytes(pages)

    with pytest.raises(CommandError, match="It is damaged: move it away, and restore the newest"):
        tracker.manage("backup")

    assert tracker.backups == []


def test_an_index_that_does_not_fit_its_table_is_damage_too(tracker: Tracker):
    [(root,)] = tracker.query(
        "SELECT rootpage FROM sqlite_master WHERE name = 'email_once_whatever_its_capitals'"
    )
    [(size,)] = tracker.query("PRAGMA page_size")
    pages = bytearray(tracker.database.read_bytes())
    page = slice((root - 1) * size, root * size)
    pages[page] = pages[page].replace(b"first@", b"worst@")
    tracker.database.write_bytes(pages)

    with pytest.raises(CommandError, match="It is damaged: move it away, and restore the newest"):
        tracker.manage("backup")


def test_what_was_deleted_from_the_tracker_is_not_in_its_back_ups(tracker: Tracker):
    with closing(sqlite3.connect(tracker.database, isolation_level=None)) as somebody:
        somebody.execute("PRAGMA secure_delete = OFF")
        somebody.execute(
            "CREATE TABLE gone AS SELECT printf('%20000s', 'a name to forget') AS text"
        )
        somebody.execute("DROP TABLE gone")
    assert b"a name to forget" in tracker.database.read_bytes()

    tracker.manage("backup")

    with ZipFile(tracker.backups[0]) as archive:
        assert b"a name to forget" not in archive.read("database.sqlite3")


def test_a_row_that_refers_to_none_is_not_backed_up(tracker: Tracker):
    tracker.query("PRAGMA foreign_keys = OFF")
    tracker.query("DELETE FROM priorities_partnershipplan")

    with pytest.raises(CommandError, match="refers to none of priorities_partnershipplan"):
        tracker.manage("backup")


def test_a_back_up_that_is_killed_leaves_no_file_that_looks_whole(tracker: Tracker):
    with closing(sqlite3.connect(tracker.database, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")  # the back-up waits for its turn
        with tracker.start(str(TOP / "manage.py"), "backup") as waiting:
            while not tracker.backups:
                assert waiting.poll() is None
            waiting.kill()

    assert [path.name[:13] for path in tracker.backups] == [".scp-tracker-"]


@contextmanager
def somebody_reading(tracker: Tracker) -> Iterator[None]:
    with closing(sqlite3.connect(tracker.database, isolation_level=None)) as somebody:
        somebody.execute("BEGIN")
        somebody.execute("SELECT * FROM accounts_user").fetchone()
        yield


def test_a_back_up_does_not_wait_for_somebody_who_reads(tracker: Tracker):
    with somebody_reading(tracker):
        assert tracker.manage("backup").startswith("Backed up")


def test_nothing_is_restored_under_somebody_who_reads(
    tracker: Tracker, backup: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "_PATIENCE", 0)
    refused = pytest.raises(CommandError, match="Another program uses it: stop the tracker")
    with somebody_reading(tracker), refused:
        tracker.manage("restore", backup, "--replace")


def test_a_damaged_database_is_to_be_moved_away_by_hand(tracker: Tracker, backup: Path):
    tracker.database.write_bytes(b"No database at all." * 1000)

    with pytest.raises(CommandError, match="It is damaged: move it away, and restore"):
        tracker.manage("restore", backup, "--replace")

    tracker.database.rename(tracker.data / "damaged")
    assert tracker.manage("restore", backup).startswith("Restored")


def test_the_journal_of_a_database_that_is_gone_is_not_played_into_another(
    tracker: Tracker, backup: Path
):
    tracker.database.unlink()
    Path(f"{tracker.database}-journal").write_bytes(b"pages")

    with pytest.raises(CommandError, match="is left of a database that is not there any more"):
        tracker.manage("restore", backup)
