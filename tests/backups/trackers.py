"""Trackers with a data folder and a database of their own, worked as an administrator works them."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend
from django.test import override_settings
from psycopg import sql

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
INHERITED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")
SERVER = os.environ.get("DATABASE_URL", "")
IS_POSTGRESQL = SERVER.startswith("postgres")
ADMINISTRATOR = "first@scp.example"
PASSWORD = "a lantern in the hall"


@dataclass(frozen=True)
class Tracker:
    """A tracker in the folder `data`, with a database of SQLite there, or the named one on the server."""

    data: Path
    name: str = ""

    @property
    def database(self) -> Path:
        """The file of a database of SQLite."""
        return self.data / "scp_tracker.sqlite3"

    @property
    def backups(self) -> list[Path]:
        """What is in the usual folder for back-ups, oldest first."""
        return sorted((self.data / "backups").glob("*"))

    def manage(self, *words: object, password: str = "") -> str:
        """Do one of Django's commands in this process, and return what it prints."""
        said = StringIO()
        with self._in_use(password):
            call_command(*map(str, words), stdout=said)
        return said.getvalue()

    @contextmanager
    def _in_use(self, password: str) -> Iterator[None]:
        chosen = settings.DATABASES["default"] | {"NAME": self.name or self.database}
        chosen["PASSWORD"] = password or chosen["PASSWORD"]
        suites_own = connections["default"]
        own = connections["default"] = load_backend(chosen["ENGINE"]).DatabaseWrapper(chosen)
        try:
            with override_settings(DATA_DIR=self.data):
                yield
        finally:
            own.close()
            connections["default"] = suites_own

    def type(self, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """Type one of Django's commands, and wait for its end."""
        return subprocess.run(
            [sys.executable, TOP / "manage.py", *map(str, words)],
            env=self._environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a Python program beside the tracker."""
        return subprocess.Popen(
            [sys.executable, *words],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def _environment(self) -> dict[str, str]:
        inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
        own = {
            "DATA_DIR": str(self.data),
            "DJANGO_SETTINGS_MODULE": "scp_tracker.settings",
            "PYTHONPATH": str(TOP),
            "SCP_ENV": "local",
        }
        return inherited | own | ({"DATABASE_URL": _address(self.name)} if self.name else {})

    def query(self, statement: str) -> list[tuple[object, ...]]:
        """What the database answers, behind the tracker's back."""
        if self.name:
            with self.connected() as server:
                cursor = server.execute(statement)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.database, isolation_level=None)) as file:
            return file.execute(statement).fetchall()

    def connected(self) -> psycopg.Connection:
        """Somebody's own connection to the database on the server."""
        return psycopg.connect(_address(self.name), autocommit=True)

    def clear(self) -> None:
        """Leave nothing in a database on the server."""
        if self.name:
            self.query("DROP SCHEMA IF EXISTS scp_tracker_replaced CASCADE")
            self.query("DROP SCHEMA public CASCADE")
            self.query("CREATE SCHEMA public")

    def dump(self) -> None:
        """Keep what is in a database on the server in the folder, for `load_dump`."""
        if self.name:
            self._server_program("pg_dump", "--format=custom", "--file")

    def load_dump(self) -> None:
        """Have in a database on the server what `dump` kept, and nothing else."""
        if self.name:
            self.clear()
            self._server_program("pg_restore", "--no-owner", "--single-transaction")

    def _server_program(self, *words: str) -> None:
        file, address = self.data / "original.dump", f"--dbname={_address(self.name)}"
        subprocess.run([*words, file, address], check=True)


def _address(name: str) -> str:
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def on_server(statement: str, *names: str) -> None:
    """Make or drop a database beside the suite's own."""
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
