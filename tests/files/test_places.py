import subprocess
import sys
from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore

import pytest

from initiatives.files import places, process
from initiatives.files.contents import CannotBeRead
from initiatives.files.reading import read_file
from tests.files.made import typed, xlsx

TOLD_AT_START = places._folder  # before any test has places of its own

ANOTHER_PROCESS = """
import sys
from pathlib import Path
from initiatives.files import places
places.share(Path(sys.argv[1]))
with places.place(within=1):
    print("holds one", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Places of the test's own, for which nobody waits."""
    monkeypatch.setattr(places, "_folder", tmp_path / "reading")
    monkeypatch.setattr(places, "_HERE", BoundedSemaphore(places.MOST))
    monkeypatch.setattr(process, "MOST_WAIT", 0.01)
    return tmp_path / "reading"


@contextmanager
def held_elsewhere(folder):
    """Another process of the server that reads a file."""
    program = [sys.executable, "-c", ANOTHER_PROCESS, str(folder)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"holds one\n"
        yield other
        other.kill()


def read():
    return read_file("plan.xlsx", xlsx(typed("A1", "Text"))).tables[0].rows


def test_a_third_file_at_once_is_answered_in_words():
    with places.place(within=1), places.place(within=1), pytest.raises(CannotBeRead) as refused:
        read()

    assert str(refused.value) == process.BUSY


def test_processes_of_the_server_count_together(folder):
    with ExitStack() as others:
        others.enter_context(held_elsewhere(folder))
        assert read() == (("Text",),)
        others.enter_context(held_elsewhere(folder))
        with pytest.raises(CannotBeRead) as refused:
            read()

    assert str(refused.value) == process.BUSY


def test_every_process_of_the_server_is_told_one_folder(settings):
    assert settings.DATA_DIR / "reading" == TOLD_AT_START


def test_a_process_that_is_killed_keeps_no_place(folder):
    with held_elsewhere(folder) as one, held_elsewhere(folder):
        one.kill()
        one.wait()

        assert read() == (("Text",),)


def test_a_place_is_free_again_after_each_file(monkeypatch):
    monkeypatch.setattr(places, "MOST", 1)
    monkeypatch.setattr(places, "_HERE", BoundedSemaphore(1))

    for _ in range(2):
        with pytest.raises(CannotBeRead, match="no text"):
            read_file("plan.xlsx", xlsx())


def test_the_folder_and_what_is_in_it_are_this_accounts_alone(folder):
    read()

    assert folder.stat().st_mode & 0o077 == 0
    assert [file.stat().st_size for file in folder.iterdir()] == [0]
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())


@pytest.mark.parametrize("in_the_way", ["a file", "a link elsewhere"])
def test_where_locks_are_not_to_be_had_files_are_read_all_the_same(folder, tmp_path, in_the_way):
    if in_the_way == "a file":
        folder.write_text("")
    else:
        folder.mkdir()
        (folder / "place-1").symlink_to(tmp_path / "elsewhere")

    assert read() == (("Text",),)
    assert not (tmp_path / "elsewhere").exists()
