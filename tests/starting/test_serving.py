"""Any server of scp_tracker.wsgi ends at once with one sentence, or serves as serving.py says."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest

from scp_tracker.starting.presence import nobody_serves_from

TOP = Path(__file__).resolve().parent.parent.parent
SERVE = ["-m", "gunicorn", "--config", "python:scp_tracker.serving"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A production server's environment, with a folder of its own that holds nothing yet."""
    return production(tmp_path)


def production(folder: Path) -> dict[str, str]:
    return {
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/tracker.sqlite3",
        "SCP_ENV": "production",
        "SCP_HOSTS": "tracker.example",
        "PATH": os.defpath,
    }


def python(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    # Every word comes from a test of this file.
    return subprocess.run(
        [sys.executable, *words],
        cwd=TOP,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_gunicorn_ends_at_once_with_one_sentence(environment, tmp_path):
    ended = python(*SERVE, environment=environment)

    assert ended.returncode == 3
    assert ended.stdout == ""
    assert ended.stderr == (
        f"SCP Tracker cannot start. There is no database {tmp_path}/tracker.sqlite3 yet. "
        "Make it: ./run manage migrate\n"
    )


def test_gunicorn_without_our_configuration_ends_too(environment):
    words = ["-m", "gunicorn", "--no-control-socket", "--bind", "127.0.0.1:0", "scp_tracker.wsgi"]

    ended = python(*words, environment=environment)

    assert ended.returncode == 3
    assert "SCP Tracker cannot start. There is no database" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_settings_that_make_no_sense_are_refused_in_a_sentence(environment, tmp_path):
    (tmp_path / "file").touch()

    ended = python(*SERVE, environment={**environment, "DATA_DIR": f"{tmp_path}/file/data"})

    assert ended.returncode == 3
    [line] = ended.stderr.splitlines()
    assert line.startswith(f"SCP Tracker cannot start. The folder {tmp_path}/file/data")


def test_an_open_folder_is_refused_in_production_and_not_at_home(environment, tmp_path):
    tmp_path.chmod(0o755)
    ask = ["-m", "scp_tracker.starting"]

    production = python(*ask, environment=environment)
    at_home = python(*ask, environment={**environment, "SCP_ENV": "local"})

    assert production.returncode == 3
    assert f"chmod o= {tmp_path}" in production.stderr
    assert (at_home.returncode, at_home.stderr) == (0, "")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A production server's environment, with all it needs."""
    environment = production(tmp_path_factory.mktemp("prepared"))
    for words in (["migrate"], ["collectstatic", "--noinput"]):
        assert python("manage.py", *words, environment=environment).returncode == 0
    return environment


@pytest.fixture
def served(prepared):
    """The address of a server that has all it needs; it ends when it is told to."""
    with socket.create_server(("127.0.0.1", 0)) as door:  # a caller waits at it until it is open
        address = door.getsockname()
        # Every word comes from this file.
        server = subprocess.Popen(
            [sys.executable, *SERVE, "--bind", f"fd://{door.fileno()}"],
            cwd=TOP,
            env=prepared,
            pass_fds=[door.fileno()],
        )
    yield address
    server.send_signal(signal.SIGTERM)
    assert server.wait() == 0


def ask(address: tuple[str, int], path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(*address, timeout=60)
    connection.request("GET", path, headers={"Host": "tracker.example", **headers})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def test_a_prepared_tracker_is_served_and_believes_no_proxy_it_was_not_told_of(served):
    assert ask(served, "/healthz").status == HTTPStatus.OK
    login = ask(served, "/accounts/login/", **{"X-Forwarded-Proto": "https"})
    assert login.status == HTTPStatus.MOVED_PERMANENTLY
    assert ask(served, "/" + "a" * 9_000).status == HTTPStatus.REQUEST_URI_TOO_LONG
    headers = {f"X-{number}": "" for number in range(70)}
    assert ask(served, "/healthz", **headers).status == HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


def test_what_django_would_fail_on_is_refused_before_it(served):
    refused = ask(served, "/healthz", **{"Content-Type": "text/plain; charset=hex"})

    assert refused.status == HTTPStatus.BAD_REQUEST


def test_a_server_is_known_to_run_for_as_long_as_it_does(served, prepared):
    assert ask(served, "/healthz").status == HTTPStatus.OK
    with pytest.raises(BlockingIOError), nobody_serves_from(Path(prepared["DATA_DIR"])):
        pass


def test_nobody_waits_behind_a_busy_worker_while_another_is_free(served):
    slow = [socket.create_connection(served) for _ in range(7)]
    for caller in slow:
        caller.sendall(
            b"GET /healthz HTTP/1.1\r\n"
        )  # and nothing more: a thread waits for the rest

    answers = [ask(served, "/healthz") for _ in range(10)]

    for caller in slow:
        caller.close()
    assert all(answer.status == HTTPStatus.OK for answer in answers)
    assert all(answer.headers["Connection"] == "close" for answer in answers)


def test_no_database_connection_is_left_for_a_fork_to_share(prepared):
    look = "import scp_tracker.wsgi; from django.db import connection; print(connection.connection)"

    assert python("-c", look, environment=prepared).stdout == "None\n"


def test_a_database_of_a_demonstration_is_not_served_to_a_council(prepared):
    at_home = {**prepared, "SCP_ENV": "local"}
    assert python("manage.py", "make_demo_users", environment=at_home).returncode == 0

    refused = python(*SERVE, environment=prepared)
    closed = python("manage.py", "close_demo_users", environment=prepared)
    passed = python("-c", "import scp_tracker.wsgi", environment=prepared)

    assert refused.returncode == 3
    assert "SCP Tracker cannot start. The database was used for a demonstration" in refused.stderr
    assert "officer@scp.example may not sign in any more." in closed.stdout
    assert (passed.returncode, passed.stderr) == (0, "")
