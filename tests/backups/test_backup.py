"""`./run manage backup`: one whole file under its name, or no file and a sentence."""

import os
import re
import stat
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError

from tests.backups.trackers import IS_POSTGRESQL, Tracker

PART = "database.dump" if IS_POSTGRESQL else "database.sqlite3"


def test_a_back_up_is_one_file_that_only_its_account_may_read(tracker: Tracker):
    said = tracker.manage("backup")

    [path] = tracker.backups
    assert re.fullmatch(r"scp-tracker-\d{4}-\d\d-\d\dT\d{6}Z\.zip", path.name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert re.fullmatch(
        rf"Backed up [\d,]+ rows in \d+ tables and the signing secret to {path} \(0\.\d MB\)\.\n",
        said,
    )


def test_it_holds_the_database_the_secret_and_the_mail_and_nothing_that_can_be_made_again(
    tracker: Tracker,
):
    (tracker.data / "mail").mkdir()
    (tracker.data / "mail" / "20261122-020000-1.log").write_text("An invitation")
    (tracker.data / "static").mkdir()
    (tracker.data / "static" / "style.css").touch()
    (tracker.data / "demo_password").write_text("lamp")

    tracker.manage("backup")

    with ZipFile(tracker.backups[0]) as archive:
        assert set(archive.namelist()) == {
            PART,
            "secret_key",
            "demo_password",
            "mail/20261122-020000-1.log",
            "manifest.json",
        }


def test_nobody_can_go_on_as_somebody_who_was_signed_in_then(tracker: Tracker, empty: Tracker):
    tracker.query(
        "INSERT INTO django_session VALUES ('key-of-a-session', 'signed', '2030-01-01 00:00:00')"
    )
    tracker.manage("backup")

    empty.manage("restore", tracker.backups[0])

    assert empty.query("SELECT count(*) FROM django_session") == [(0,)]
    with ZipFile(tracker.backups[0]) as archive:
        assert b"key-of-a-session" not in archive.read(PART)


def test_a_folder_or_a_new_file_may_be_named(tracker: Tracker, tmp_path: Path):
    tracker.manage("backup", tmp_path)
    tracker.manage("backup", tmp_path / "before the upgrade.zip")

    assert len(list(tmp_path.glob("scp-tracker-*.zip"))) == 1
    assert (tmp_path / "before the upgrade.zip").is_file()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("nowhere", r"There is no folder .*nowhere\. Make it, or name another\."),
        (
            "x.tar",
            r"There is no folder .*x\.tar, and .* ends in \.zip\. Name .*x\.zip, or a folder",
        ),
        ("nowhere/file.zip", r"There is no folder .*nowhere\. Make it, or name another\."),
        ("there.zip", r"there\.zip is there already\. Name another file, or a folder\."),
    ],
)
def test_a_place_that_will_not_do_is_refused(
    tracker: Tracker, tmp_path: Path, place: str, sentence: str
):
    (tmp_path / "there.zip").write_text("somebody's")

    with pytest.raises(CommandError, match=sentence):
        tracker.manage("backup", tmp_path / place)

    assert (tmp_path / "there.zip").read_text() == "somebody's"


def test_only_the_newest_are_kept_and_nothing_of_another_name(tracker: Tracker, tmp_path: Path):
    old = [f"scp-tracker-2025-0{month}-01T020000Z.zip" for month in range(1, 5)]
    others = ["scp-tracker-2025-01-01T020000Z.zip.part", "scp-tracker-before.zip", "notes.txt"]
    for name in [*old, *others]:
        (tmp_path / name).touch()

    said = tracker.manage("backup", tmp_path, "--keep", 3)

    assert f"Deleted older back-ups: {old[0]}, {old[1]}.\n" in said
    left = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert {*old[2:], *others} < left
    assert len(left) == 6


def test_nothing_is_deleted_when_the_back_up_fails(empty: Tracker, tmp_path: Path):
    (tmp_path / "scp-tracker-2025-01-01T020000Z.zip").touch()
    (tmp_path / "scp-tracker-2025-02-01T020000Z.zip").touch()

    with pytest.raises(CommandError):
        empty.manage("backup", tmp_path, "--keep", 1)

    assert len(list(tmp_path.glob("scp-tracker-*.zip"))) == 2


def test_an_empty_database_is_no_tracker(empty: Tracker):
    with pytest.raises(CommandError, match="so there is nothing to back up"):
        empty.manage("backup")

    assert empty.backups == []
    assert not empty.database.exists()


def test_a_failure_ends_with_1_and_its_sentence_alone(empty: Tracker):
    ended = empty.type("backup", "nowhere")

    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr == "CommandError: There is no folder nowhere. Make it, or name another.\n"


def test_what_a_killed_back_up_left_is_deleted_after_a_day(tracker: Tracker, tmp_path: Path):
    for name, age in (("killed", 2), ("at-work", 0)):
        folder = tmp_path / f".scp-tracker-{name}"
        folder.mkdir()
        (folder / "pages.sqlite3").touch()
        moment = time.time() - age * 24 * 60 * 60
        os.utime(folder, (moment, moment))

    tracker.manage("backup", tmp_path)

    assert [path.name for path in tmp_path.glob(".scp-tracker-*")] == [".scp-tracker-at-work"]
