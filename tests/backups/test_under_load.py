"""A back-up taken while people save holds every save that was taken before it began."""

import json
from subprocess import Popen

import pytest

from tests.backups.trackers import HERE, IS_POSTGRESQL, Tracker

Save = tuple[str, int, int]


def listen(writers: Popen[str], *, until: int) -> set[Save]:
    """The next saves that were taken, so many."""
    assert writers.stdout is not None
    saves = set()
    for line in writers.stdout:
        kind, initiative, number = line.split()
        saves.add((kind, int(initiative), int(number)))
        if len(saves) == until:
            break
    assert len(saves) == until, "the writers ended before that"
    return saves


@pytest.mark.parametrize(
    "kind", ["sqlite", *(["postgresql"] if IS_POSTGRESQL else [])], indirect=True, scope="session"
)
def test_every_save_taken_before_a_back_up_is_in_it(tracker: Tracker, empty: Tracker):
    with tracker.start(str(HERE / "writers.py")) as writers:
        before = listen(writers, until=60)
        taken = tracker.type("backup")
        listen(writers, until=20)  # they went on meanwhile, and do
        writers.communicate()  # closes their input
    assert taken.returncode == 0, taken.stderr
    assert writers.returncode == 0

    restored = empty.type("restore", tracker.backups[0])

    assert restored.returncode == 0, restored.stderr
    found = read(empty)
    outcomes = {("outcome", *pair) for pair in found["outcomes"]}
    titles = dict(found["titles"])
    lost = {save for save in before if save[0] == "outcome" and save not in outcomes}
    lost |= {save for save in before if save[0] == "title" and save[2] > titles[save[1]]}
    assert not lost
    assert found["disagree"] == []  # no record without its row of history, nor the other way round
    assert found["answers"] == [200, 302, 200]


def read(tracker: Tracker) -> dict[str, list]:
    with tracker.start(str(HERE / "reader.py")) as reader:
        said, _ = reader.communicate()
    assert reader.returncode == 0
    return json.loads(said)
