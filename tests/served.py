"""The tracker as a council runs it: a server of its own, with its own data and nothing else set."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SERVE = ("-m", "gunicorn", "--config", "python:scp_tracker.serving")


def manage(*words: str, environment: dict[str, str]) -> str:
    """What a command prints; its refusal is an AssertionError."""
    # Every word comes from a test.
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=TOP,
        env={"PATH": os.defpath, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        """The content in words."""
        return self.content.decode()


@dataclass
class Server:
    """A server that runs, and what it has logged."""

    address: tuple[str, int]
    log: Path
    host: str = "127.0.0.1"
    always: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """One request; underscores in the names of headers become hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            named.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection(*self.address)
        sent = {"Host": self.host, **self.always, **named}
        connection.request(method, path, body=body or None, headers=sent)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return Answer(response.status, response.headers, content)

    def send(self, raw: bytes) -> bytes:
        """What is answered to these very bytes."""
        with socket.create_connection(self.address) as door:
            door.sendall(raw)
            return b"".join(iter(lambda: door.recv(65_536), b""))


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[Server]:
    """A server with this environment, from before its first request until it has stopped."""
    with socket.create_server(("127.0.0.1", 0)) as door, log.open("ab") as written:
        # A caller waits at the door until the server opens it. Every word comes from this file.
        server = subprocess.Popen(
            [sys.executable, *SERVE, "--bind", f"fd://{door.fileno()}"],
            cwd=TOP,
            env={"PATH": os.defpath, **environment},
            pass_fds=[door.fileno()],
            stderr=written,
        )
        address = door.getsockname()
    try:
        yield Server(address, log)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait() == 0
