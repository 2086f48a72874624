"""Empty databases of a benchmark's own, gone afterwards: nobody's plan is opened or changed."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from benchmarks.children import alone

NO_POSTGRES = (
    "PostgreSQL was left out: give a server as DATABASE_URL, or install its programs "
    "(on Debian: apt install postgresql)."
)
GIVEN = os.environ.get("DATABASE_URL", "")  # before it is set to a benchmark's own
_DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
_ON_DISK = Path("/var/tmp")  # noqa: S108 (where /tmp may be memory, this is on a disk)


@dataclass(frozen=True)
class Database:
    """A database with every table and no rows, and a folder for what else the tracker keeps."""

    name: str  # with its version: "SQLite 3.45.1"
    url: str
    folder: Path

    @property
    def is_own_server(self) -> bool:
        """Whether it is on a PostgreSQL server started for it, which nobody else works with."""
        return self.url.startswith("postgres") and not GIVEN.startswith("postgres")

    @property
    def environment(self) -> dict[str, str]:
        """What a process of the tracker needs to work on it, and on nothing else."""
        return {"DATABASE_URL": self.url, "DATA_DIR": str(self.folder), "SCP_ENV": "local"}


@contextmanager
def sqlite() -> Iterator[Database]:
    """An SQLite file on a disk."""
    with _folder() as folder:
        yield _migrated("SQLite", f"sqlite:///{folder / 'bench.sqlite3'}", folder)


@contextmanager
def postgres() -> Iterator[Database | None]:
    """A database on the server of DATABASE_URL, else on one started for it; None where there is none."""
    with _server() as server, _folder() as folder:
        if server is None:
            yield None
            return
        name = f"scp_bench_{token_hex(4)}"
        _order(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            url = urlsplit(server)._replace(path=f"/{name}").geturl()
            yield _migrated("PostgreSQL", url, folder)
        finally:
            _order(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _migrated(kind: str, url: str, folder: Path) -> Database:
    database = Database(kind, url, folder)
    version = alone(_migrate, database=database).value
    return Database(f"{kind} {version}", url, folder)


def _migrate() -> str:
    """Make every table, and say which version the database is."""
    from django.core.management import call_command  # Django is set up in the child alone
    from django.db import connection

    call_command("migrate", verbosity=0)
    return ".".join(map(str, connection.get_database_version()))


def _order(server: str, statement: sql.Composed) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def _server() -> Iterator[str | None]:
    """The address of a PostgreSQL server with a database on it, or None."""
    if GIVEN.startswith("postgres"):
        yield GIVEN
    elif programs := _programs():
        with _cluster(programs) as url:
            yield url
    else:
        yield None


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs."""
    found = [path.parent for path in _DEBIAN_PROGRAMS.glob("*/bin/initdb")]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    return max(found, key=lambda folder: folder.parent.name.zfill(3), default=None)


@contextmanager
def _cluster(programs: Path) -> Iterator[str]:
    """A server with a cluster of its own, as durable as PostgreSQL is when nothing is set."""
    with _folder() as folder:
        cluster, port = folder / "cluster", free_port()
        cluster.mkdir()
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            folder.chmod(0o755)
            shutil.chown(cluster, "postgres", "postgres")
        options = (
            f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={cluster}"
        )
        at = ("--pgdata", str(cluster))
        _ask(
            [programs / "initdb", *at, "--auth=trust", "--username=scp", "--encoding=UTF8"], folder
        )
        log = ("--log", str(cluster / "log"), "--options", options)
        _ask([programs / "pg_ctl", "start", "--wait", *at, *log], folder)
        try:
            yield f"postgres://scp@127.0.0.1:{port}/postgres"
        finally:
            _ask([programs / "pg_ctl", "stop", "--mode=immediate", *at], folder)


def _ask(command: Sequence[str | Path], folder: Path) -> None:
    """Run one of PostgreSQL's programs."""
    user = "postgres" if os.geteuid() == 0 else None
    groups: list[str | int] | None = [] if user else None
    subprocess.run(
        command,
        cwd=folder,
        user=user,
        group=user,
        extra_groups=groups,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def free_port() -> int:
    """A port that nothing uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _folder() -> Iterator[Path]:
    where = _ON_DISK if _ON_DISK.is_dir() else None
    with TemporaryDirectory(prefix="scp-bench-", dir=where) as folder:
        yield Path(folder)
