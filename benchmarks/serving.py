"""The tracker served as `./run` serves it, to clients on this machine alone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management import call_command

from benchmarks.databases import Database, free_port

SETTINGS = "scp_tracker.settings"
SETTINGS_WITHOUT_TURNS = "benchmarks.without_turns"
_READY_WITHIN = 60  # seconds


class Server:
    """gunicorn with its workers, on a database and a port of its own."""

    def __init__(self, database: Database, *, settings_module: str) -> None:
        self.port = free_port()
        self._log = database.folder / "server.log"
        self._environment = (
            os.environ
            | database.environment
            | {
                "DJANGO_SETTINGS_MODULE": settings_module,
                "STATIC_ROOT": str(settings.STATIC_ROOT),
            }
        )

    def start(self) -> float:
        """Start, and return how many seconds it took until the tracker answered."""
        started = time.perf_counter()
        at = f"127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "gunicorn", "--config", "python:scp_tracker.serving"]
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [*command, "--bind", at],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a group of its own: master and workers are killed together
            )
        self.wait()
        return time.perf_counter() - started

    def wait(self) -> float:
        """Wait until the tracker answers, and return how many seconds that took."""
        started = time.perf_counter()
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - started > _READY_WITHIN:
                raise RuntimeError(f"The tracker does not answer: {self._log.read_text()[-2000:]}")
            time.sleep(0.005)
        return time.perf_counter() - started

    def kill(self) -> None:
        """End master and workers with signal 9, wherever they are in their work."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Let it finish what it is answering, and end it."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=_READY_WITHIN)
            except subprocess.TimeoutExpired:
                self.kill()

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_READY_WITHIN)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


@contextmanager
def served(database: Database, *, settings_module: str = SETTINGS) -> Iterator[Server]:
    """Serve the tracker on `database`, until the end of the block."""
    if not settings.STATIC_ROOT.exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    server = Server(database, settings_module=settings_module)
    try:
        server.start()
        yield server
    finally:
        server.stop()
