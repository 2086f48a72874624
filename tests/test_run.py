"""./run says in one line what stands in its way, and how to mend it."""

import fcntl
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
PYTHONS = ["python3", "python3.14", "python3.13", "python3.12", "python3.11"]
THIS_PYTHON = f'exec "{sys.executable}" "$@"'
PIN = re.compile(r"^([a-z0-9._-]+==[^ ]+)", re.MULTILINE)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path, port: int) -> Run:
    """Type ./run in a folder of its own, where nothing is installed yet."""

    def type_run(*words: str, **environment: object) -> subprocess.CompletedProcess[str]:
        settings = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PYTHON": sys.executable,
            "VENV": tmp_path / "venv",
            "DATA_DIR": tmp_path / "data",
            "PORT": port,
            **environment,
        }
        # Every word comes from a test of this file.
        return subprocess.run(
            [TOP / "run", *words],
            cwd=tmp_path,
            env={name: str(value) for name, value in settings.items()},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return type_run


@pytest.fixture
def port() -> int:
    """A port that nothing uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that refuses every caller for as long as the test runs."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def write_program(path: Path, *, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def pythons_on_path(folder: Path, *, script: str) -> str:
    """A PATH on which every Python is `script`."""
    for name in PYTHONS:
        write_program(folder / name, script=script)
    return f"{folder}:/usr/local/bin:/usr/bin:/bin"


def refusal(answer: subprocess.CompletedProcess[str]) -> str:
    """The one line that says why ./run stopped."""
    assert answer.returncode == 1, answer
    [line] = answer.stderr.splitlines()
    return line


def test_an_older_python_is_named_and_a_newer_one_asked_for(run: Run, tmp_path: Path) -> None:
    path = pythons_on_path(tmp_path / "bin", script="echo 3.9")

    line = refusal(run(PATH=path, PYTHON=""))

    assert "Python 3.11 or newer is needed" in line
    assert "is Python 3.9" in line
    assert "PYTHON=/path/to/python3.11 ./run" in line


def test_a_machine_without_python_is_told_what_to_install(run: Run, tmp_path: Path) -> None:
    path = pythons_on_path(tmp_path / "bin", script="exit 127")

    line = refusal(run(PATH=path, PYTHON=""))

    assert "no Python was found" in line
    assert "Install a newer one" in line


def test_a_newer_python_further_down_the_list_is_used(run: Run, tmp_path: Path) -> None:
    path = pythons_on_path(tmp_path / "bin", script="echo 3.9")
    write_program(tmp_path / "bin" / "python3.12", script=THIS_PYTHON)

    line = refusal(run(PATH=path, PYTHON="", DATA_DIR="/dev/null/x"))

    assert "The data folder" in line


def test_a_named_python_that_is_none_is_refused_by_name(run: Run) -> None:
    line = refusal(run(PYTHON="/bin/echo"))

    assert "/bin/echo is not one" in line


def test_a_python_without_venv_is_told_the_package(run: Run, tmp_path: Path) -> None:
    python = tmp_path / "bin" / "python3"
    write_program(
        python,
        script=f"""case $* in
*ensurepip*) echo "No module named 'ensurepip'" >&2; exit 1 ;;
esac
exec "{sys.executable}" "$@"
""",
    )

    line = refusal(run(PYTHON=python))

    assert "apt install python3-venv" in line
    assert not (tmp_path / "venv").exists()


def test_a_busy_port_is_met_before_anything_slow(run: Run, tmp_path: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        line = refusal(run())

    assert f"Port {port} is in use" in line
    assert f"PORT={port + 1} ./run" in line
    assert not (tmp_path / "venv").exists()


@pytest.mark.parametrize("port", ["0", "http", "08000", "-1", "65536", "8000000"])
def test_a_port_that_is_none_is_refused(run: Run) -> None:
    assert "from 1024 to 65535" in refusal(run())


def test_a_file_in_the_place_of_the_data_folder_is_kept(run: Run, tmp_path: Path) -> None:
    in_the_way = tmp_path / "data"
    in_the_way.write_text("mine")

    line = refusal(run())

    assert f"The data folder {in_the_way} cannot be written to" in line
    assert "DATA_DIR=/path/to/folder ./run" in line
    assert in_the_way.read_text() == "mine"


def test_a_data_folder_that_cannot_be_made_is_refused(run: Run) -> None:
    line = refusal(run(DATA_DIR="/dev/null/x"))

    assert "The data folder /dev/null/x cannot be written to" in line


def test_a_relative_data_folder_is_where_run_was_typed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way")

    line = refusal(run(DATA_DIR="data"))

    assert str(tmp_path / "data") in line


def test_a_folder_that_is_no_environment_is_left_alone(run: Run, tmp_path: Path) -> None:
    letters = tmp_path / "venv" / "letters.txt"
    letters.parent.mkdir()
    letters.write_text("mine")

    line = refusal(run())

    assert "is left alone" in line
    assert "VENV=/path/to/folder ./run" in line
    assert letters.read_text() == "mine"


def test_without_a_network_a_half_made_environment_is_remade_and_the_network_named(
    run: Run, tmp_path: Path, closed_port: int
) -> None:
    left_over = tmp_path / "venv" / "left-over"
    left_over.parent.mkdir()
    left_over.touch()
    (tmp_path / "venv" / ".unfinished").touch()

    answer = run(
        PIP_INDEX_URL=f"http://127.0.0.1:{closed_port}/simple",
        PIP_CONFIG_FILE="/dev/null",
        PIP_NO_CACHE_DIR=1,
        PIP_RETRIES=0,
    )

    line = refusal(answer)
    assert "could not be downloaded" in line
    assert "Check this machine's network connection" in line
    assert not left_over.exists()
    assert (tmp_path / "venv" / "pyvenv.cfg").exists()
    assert "Installing the libraries" in answer.stdout


def test_the_data_folder_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "venv").write_text("in the way")

    refusal(run())

    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_an_unknown_word_is_answered_with_the_commands(run: Run) -> None:
    answer = run("sevre")

    assert answer.returncode == 2
    assert 'there is no command "sevre"' in answer.stderr
    assert "./run test" in answer.stderr
    assert answer.stdout == ""


def test_help_names_every_command(run: Run) -> None:
    answer = run("help")

    assert answer.returncode == 0
    assert answer.stderr == ""
    assert all(
        f"./run {name}" in answer.stdout for name in ["test", "check", "bench", "manage", "help"]
    )


def test_a_browser_that_is_not_there_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", lock="requirements-dev.lock")

    line = refusal(run("test", CHROMIUM="/nowhere/chromium"))

    assert "CHROMIUM is /nowhere/chromium" in line


def test_a_database_that_does_not_answer_is_met_before_anything_is_prepared(
    run: Run, tmp_path: Path, closed_port: int
) -> None:
    make_environment(tmp_path / "venv", lock="requirements.lock")

    answer = run(DATABASE_URL=f"postgres://scp:hush@127.0.0.1:{closed_port}/tracker")

    assert "The database does not answer" in refusal(answer)
    assert "hush" not in answer.stderr
    assert answer.stdout == ""


def test_two_that_get_ready_at_once_take_turns(tmp_path: Path, port: int) -> None:
    letters = tmp_path / "venv" / "letters.txt"
    letters.parent.mkdir()
    letters.touch()
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHON": sys.executable,
        "VENV": str(tmp_path / "venv"),
        "DATA_DIR": str(tmp_path / "data"),
        "PORT": str(port),
    }
    with (TOP / "run").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        # The words are this file's own.
        second = subprocess.Popen(
            [TOP / "run"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert second.stdout
        said = second.stdout.readline()

    assert said == "Waiting for another ./run that is getting ready.\n"
    assert "is left alone" in second.communicate()[1]


SAYS_NOTHING = """
case $* in
*version_info*) echo 3.11 ;;
*make_demo_users*) touch "$DATA_DIR/demo"; echo officer@scp.example ;;
*make_example_year*) touch "$DATA_DIR/example" ;;
*load_seed_plans*) touch "$DATA_DIR/plans" ;;
esac"""


def test_at_home_the_address_and_the_demo_sign_ins_are_printed(run: Run, tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", lock="requirements.lock", script=SAYS_NOTHING)

    answer = run()

    assert "The tracker is at http://127.0.0.1:" in answer.stdout
    assert "officer@scp.example" in answer.stdout
    assert (tmp_path / "data" / "example").exists()
    assert (tmp_path / "data" / "plans").exists()


def test_without_what_the_example_year_needs_the_tracker_is_served_all_the_same(
    run: Run, tmp_path: Path
) -> None:
    refuses = """
case $* in
*version_info*) echo 3.11 ;;
*make_example_year*) echo 'CommandError: It needs the agencies: CBC.' >&2; exit 1 ;;
esac"""
    make_environment(tmp_path / "venv", lock="requirements.lock", script=refuses)

    answer = run()

    said = "It needs the agencies: CBC. The tracker is served without the example year."
    assert said in answer.stdout.splitlines()
    assert "The tracker is at http://127.0.0.1:" in answer.stdout
    assert answer.returncode == 0


def test_production_has_nothing_made_up_no_plans_and_is_told_for_whom_it_listens(
    run: Run, tmp_path: Path
) -> None:
    make_environment(tmp_path / "venv", lock="requirements.lock", script=SAYS_NOTHING)

    unset = run(SCP_ENV="production").stdout
    behind_proxy = run(SCP_ENV="production", SCP_HOSTS="tracker.example", SCP_BEHIND_PROXY=1).stdout

    assert not (tmp_path / "data" / "demo").exists()
    assert not (tmp_path / "data" / "example").exists()
    assert not (tmp_path / "data" / "plans").exists()
    assert "name its hosts in SCP_HOSTS" in unset
    assert "SCP_BEHIND_PROXY is not 1" in unset
    assert "It answers to these host names: tracker.example." in behind_proxy
    assert "SCP_BEHIND_PROXY" not in behind_proxy


def test_a_driver_that_does_not_run_is_told_what_to_install(run: Run, tmp_path: Path) -> None:
    fails = """case $* in
*version_info*) echo 3.11 ;;
*) echo 'ImportError: libatomic.so.1: cannot open shared object file' >&2; exit 1 ;;
esac"""
    make_environment(tmp_path / "venv", lock="requirements-dev.lock", script=fails)
    for name in ("id", "chromium"):  # nobody in particular, who may install nothing
        write_program(tmp_path / "bin" / name, script="echo 65534")

    line = refusal(run("test", PATH=f"{tmp_path / 'bin'}:/usr/local/bin:/usr/bin:/bin"))

    assert "libatomic.so.1: cannot open shared object file" in line
    assert "sudo apt install libatomic1" in line


def make_environment(folder: Path, *, lock: str, script: str = THIS_PYTHON) -> None:
    """An environment that ./run takes for one with everything in `lock`; `script` is its Python."""
    write_program(folder / "bin" / "python", script=script)
    (folder / "pyvenv.cfg").touch()
    with (TOP / lock).open("rb") as file:
        sum_of_lock = subprocess.run(
            ["/usr/bin/cksum"], stdin=file, capture_output=True, text=True, check=True
        )
    (folder / f".installed-{lock}").write_text(sum_of_lock.stdout)


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "requirements-bench.lock"])
def test_every_lock_installs_what_is_served(lock: str) -> None:
    served = set(PIN.findall((TOP / "requirements.lock").read_text()))

    assert served
    assert served <= set(PIN.findall((TOP / lock).read_text()))
