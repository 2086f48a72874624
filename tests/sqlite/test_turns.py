"""One writer at a time: which of those who wait goes next, and what ends a turn."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import IO

import pytest

from scp_tracker.sqlite.turns import turn

TOP = Path(__file__).resolve().parents[2]
LONG = 20  # seconds nobody waits unless something is wrong

Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A file to take turns at."""
    file = tmp_path / "plans.sqlite3"
    file.touch()
    return str(file)


@pytest.fixture
def start(path: str) -> Iterator[Start]:
    """Starts a process that takes turns at the same file: `script` may use turn, path and LONG."""
    started = []

    def start_process(script: str) -> subprocess.Popen[str]:
        begin = (
            f"import os\nfrom scp_tracker.sqlite.turns import turn\npath, LONG = {path!r}, {LONG}\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-u", "-c", begin + script],
            cwd=TOP,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start_process
    for process in started:
        process.kill()
        process.communicate()


HOLD_UNTIL_TOLD = """
with turn(path, within=LONG):
    print("held")
    input()
print("ended")
"""


def is_free(path: str) -> bool:
    """Whether a turn could be had at once."""
    try:
        with turn(path, within=0):
            return True
    except TimeoutError:
        return False


def test_a_second_thread_waits_and_a_second_process_too(path, start):
    with turn(path, within=0):
        assert not is_free(path)
        answer = start(
            "try:\n  with turn(path, within=0): pass\nexcept TimeoutError: print('waits')"
        )
        assert answer.communicate()[0] == "waits\n"

    assert is_free(path)


def test_an_error_ends_a_turn(path):
    with pytest.raises(ValueError, match="never"), turn(path, within=0):
        int("never")

    assert is_free(path)


def test_a_wait_that_was_over_leaves_nothing_taken(path, start):
    other = start(HOLD_UNTIL_TOLD)
    assert other.stdout.readline() == "held\n"

    assert not is_free(path)  # waited as the first in line
    other.communicate("\n")

    assert is_free(path)


def test_a_killed_process_leaves_its_turn_to_others(path, start):
    other = start(HOLD_UNTIL_TOLD)
    assert other.stdout.readline() == "held\n"

    other.send_signal(signal.SIGKILL)
    other.wait()

    assert is_free(path)


def test_no_two_processes_have_their_turn_at_once(path, start):
    """Each reads a count and writes the next one, which would lose some if two did so at once."""
    count = Path(path)
    count.write_text("0")
    script = """
for _ in range(100):
    with turn(path, within=LONG):
        seen = int(open(path).read())
        os.sched_yield()
        open(path, "w").write(str(seen + 1))
"""
    for process in [start(script) for _ in range(3)]:
        assert process.wait() == 0

    assert count.read_text() == "300"


def test_another_process_that_waits_goes_before_a_thread_that_comes_later(path, start):
    """Threads hand on quicker than a process looks, and would keep it out for as long as they come."""
    order = Path(path)

    def add(who: str) -> None:
        with turn(path, within=LONG), order.open("a") as file:
            file.write(f"{who}\n")

    for number in range(10):
        with turn(path, within=0):
            other = start(
                "with turn(path, within=LONG), open(path, 'a') as file: file.write('other\\n')"
            )
            wait_until_somebody_is_next(path)
            later = Thread(target=add, args=("later",))
            later.start()
        later.join()
        other.wait()
        assert order.read_text().split() == ["other", "later"] * (number + 1)


def wait_until_somebody_is_next(path: str) -> None:
    with Path(f"{path}-next").open() as file:
        while locks(file):
            fcntl.flock(file, fcntl.LOCK_UN)
            os.sched_yield()


def locks(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def test_a_forked_process_neither_has_nor_ends_its_parents_turn(start):
    answer = start("""
import sys
from contextlib import ExitStack
held = ExitStack()
held.enter_context(turn(path, within=0))
def is_free():
    try:
        with turn(path, within=0):
            return True
    except TimeoutError:
        return False
if (child := os.fork()) == 0:
    was_free = is_free()
    held.close()
    os._exit(was_free or is_free())
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), is_free())
""")

    assert answer.communicate()[0] == "0 False\n"


def test_a_forked_process_has_its_own_turn_after_its_parents(start):
    other = start("""
with turn(path, within=0):
    if (child := os.fork()) == 0:
        with turn(path, within=LONG):
            os._exit(0)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
""")

    assert other.communicate()[0] == "0\n"


def test_a_turn_ends_although_a_child_still_has_its_file_open(start):
    other = start("""
with turn(path, within=0):
    if os.fork() == 0:
        os.close(1)
        input()
        os._exit(0)
with turn(path, within=0):
    print("free")
""")

    assert other.stdout.readline() == "free\n"
    other.communicate("\n")  # the child goes too


def test_the_files_beside_the_database_are_for_its_owner_alone(path):
    with turn(path, within=0):
        pass

    beside = [file for file in Path(path).parent.iterdir() if file != Path(path)]
    assert {file.name for file in beside} == {"plans.sqlite3-turn", "plans.sqlite3-next"}
    assert {file.stat().st_mode & 0o777 for file in beside} == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root makes files that are another's.")
def test_a_command_run_as_root_leaves_the_files_to_the_databases_owner(path):
    os.chown(path, 12345, 23456)

    with turn(path, within=0):
        pass

    beside = Path(f"{path}-turn").stat()
    assert (beside.st_uid, beside.st_gid) == (12345, 23456)
