"""What is particular to back-ups of PostgreSQL."""

from pathlib import Path
from threading import Timer

import pytest
from django.core.management import CommandError

from scp_tracker.backups import Refused, postgres_programs
from tests.backups.trackers import IS_POSTGRESQL, Tracker

on_postgresql = pytest.mark.skipif(not IS_POSTGRESQL, reason="needs PostgreSQL")
TITLES = "SELECT title FROM initiatives_initiative ORDER BY id"
ASIDE = """
    DO $$ DECLARE moved text; BEGIN
        CREATE SCHEMA scp_tracker_replaced;
        FOR moved IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('ALTER TABLE %I SET SCHEMA scp_tracker_replaced', moved);
        END LOOP;
    END $$
"""


@pytest.fixture
def backup(tracker: Tracker) -> Path:
    tracker.manage("backup", path := tracker.data.parent / "back-up.zip")
    return path


@on_postgresql
def test_not_while_somebody_is_connected(tracker: Tracker, backup: Path):
    with tracker.connected(), pytest.raises(CommandError, match=r"are connected .*1 of them"):
        tracker.manage("restore", backup, "--replace")


@on_postgresql
def test_whoever_is_just_leaving_is_waited_for(tracker: Tracker, backup: Path):
    leaving = tracker.connected()
    Timer(0.5, leaving.close).start()

    assert "Restored" in tracker.manage("restore", backup, "--replace")


@on_postgresql
def test_the_tables_are_back_when_others_cannot_be_loaded(tracker: Tracker):
    tracker.query("CREATE TABLE in_the_way (id integer)")
    tracker.manage("backup", backup := tracker.data.parent / "back-up.zip")
    tracker.query("DROP TABLE in_the_way")
    tracker.query("CREATE TYPE in_the_way AS (id integer)")
    tracker.query("UPDATE initiatives_initiative SET title = 'Another'")

    with pytest.raises(CommandError, match=r'could not do its work: .*"in_the_way" already exists'):
        tracker.manage("restore", backup, "--replace")

    assert set(tracker.query(TITLES)) == {("Another",)}
    assert tracker.query("SELECT 1 FROM pg_namespace WHERE nspname = 'scp_tracker_replaced'") == []


@on_postgresql
def test_a_restore_that_was_interrupted_is_undone_by_the_next(tracker: Tracker, backup: Path):
    tracker.query(ASIDE)

    with pytest.raises(CommandError, match="add --replace"):
        tracker.manage("restore", backup)

    assert len(tracker.query(TITLES)) == 64


@on_postgresql
def test_nothing_that_waits_aside_is_deleted_unseen(tracker: Tracker, backup: Path):
    tracker.query("CREATE SCHEMA scp_tracker_replaced")
    tracker.query("CREATE TABLE scp_tracker_replaced.needed (id integer)")

    with pytest.raises(CommandError, match="holds what an earlier restore replaced"):
        tracker.manage("restore", backup, "--replace")

    assert tracker.query("SELECT * FROM scp_tracker_replaced.needed") == []


@on_postgresql
def test_no_password_is_on_a_command_line(tracker: Tracker, monkeypatch: pytest.MonkeyPatch):
    seen = []
    real = postgres_programs.subprocess.run

    def run(command, **options):
        seen.append((command, options.get("env", {})))
        return real(command, **options)

    monkeypatch.setattr(postgres_programs.subprocess, "run", run)
    tracker.manage("backup", password="a lantern")

    [dump, *_] = [pair for pair in seen if "--format=custom" in pair[0]]
    assert dump[1]["PGPASSWORD"] == "a lantern"
    assert not [command for command, _ in seen if "a lantern" in " ".join(command)]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with pg_dump of versions 15 and 17 where Debian has them, and 16 on PATH."""
    debian, on_path = tmp_path / "postgresql", tmp_path / "path"
    for folder, version in (
        (debian / "15" / "bin", 15),
        (debian / "17" / "bin", 17),
        (on_path, 16),
    ):
        folder.mkdir(parents=True)
        program = folder / "pg_dump"
        program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.4'\n")
        program.chmod(0o755)
    monkeypatch.setattr(postgres_programs, "_DEBIAN", debian)
    monkeypatch.setenv("PATH", str(on_path))
    return tmp_path


@pytest.mark.parametrize(("server", "found"), [(15, "15/bin"), (16, "path"), (17, "17/bin")])
def test_the_program_of_the_servers_version_is_taken(programs: Path, server: int, found: str):
    assert postgres_programs.find("pg_dump", server=server).endswith(f"{found}/pg_dump")


def test_a_program_older_than_the_server_is_refused(programs: Path):
    sentence = r"PostgreSQL 18, and the newest pg_dump here is of version 17\. Install .*client-18"
    with pytest.raises(Refused, match=sentence):
        postgres_programs.find("pg_dump", server=18)


def test_a_machine_without_the_program_is_told_what_to_install(programs: Path):
    with pytest.raises(Refused, match=r"and pg_restore is not here\. Install .*client-18"):
        postgres_programs.find("pg_restore", server=18)
