"""The way from one kind of database to the other that the README shows loses nothing."""

import json
import re
from pathlib import Path

from tests.backups.trackers import TOP, Tracker

LINE = re.search(r"^scp-tracker (dumpdata .*) --output \S+$", (TOP / "README.md").read_text(), re.M)


def dump(tracker: Tracker, path: Path) -> list[object]:
    assert LINE is not None
    tracker.manage(*LINE[1].split(), "--output", path)
    return json.loads(path.read_text())


def test_everything_but_sessions_arrives(tracker: Tracker, empty: Tracker, tmp_path: Path):
    sent = dump(tracker, tmp_path / "sent.json")

    empty.manage("migrate")
    empty.manage("loaddata", tmp_path / "sent.json")

    assert dump(empty, tmp_path / "arrived.json") == sent
    assert len(sent) > 500
    roles = "SELECT user_id, name FROM accounts_user_groups g JOIN auth_group ON auth_group.id = group_id"
    assert empty.query(roles) == tracker.query(roles) != []
