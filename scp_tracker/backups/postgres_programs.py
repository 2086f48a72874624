"""Run pg_dump and pg_restore, of a version that suits the server."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from scp_tracker.backups import Refused

_DEBIAN = Path("/usr/lib/postgresql")  # a folder for each version, none of them on PATH


def dump(target: Path, *, server: int, snapshot: str, without_rows_of: str) -> None:
    """Write the database, as the snapshot shows it, to `target` in pg_dump's custom format."""
    _run(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
        f"--exclude-table-data={without_rows_of}",
        f"--file={target}",
        f"--dbname={_address()}",
        server=server,
    )


def read_through(path: Path, *, server: int) -> None:
    """Refused unless pg_restore can read the file's list, and then all of it."""
    _run("pg_restore", "--list", str(path), server=server)
    _run("pg_restore", f"--file={os.devnull}", str(path), server=server)


def load(path: Path, *, server: int) -> None:
    """Put everything of the file into the database in one transaction, or nothing."""
    _run(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={_address()}",
        str(path),
        server=server,
    )


def _address() -> str:
    """The settings' parameters without the password, which a command line would show to everybody."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()} - {"password"}
    given = connection.get_connection_params()
    return make_conninfo(**{name: given[name] for name in known & given.keys()})


def _run(program: str, *arguments: str, server: int) -> None:
    password = connection.get_connection_params().get("password")
    done = subprocess.run(
        [find(program, server=server), "--no-password", *arguments],
        env=os.environ | ({"PGPASSWORD": password} if password else {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        [words, *_] = done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"]
        raise Refused(f"{program} could not do its work: {words.rstrip('.')}.")


def find(program: str, *, server: int) -> str:
    """Where the program is whose version is the server's, or the next newer; Refused without one."""
    on_path = shutil.which(program)
    paths = [*map(str, sorted(_DEBIAN.glob(f"*/bin/{program}"))), *([on_path] if on_path else [])]
    versions = {path: _version_of(path) for path in paths}
    suitable = [path for path, version in versions.items() if version >= server]
    if not suitable:
        newest = max(versions.values(), default=0)
        found = (
            f"the newest {program} here is of version {newest}"
            if newest
            else f"{program} is not here"
        )
        raise Refused(
            f"The database is PostgreSQL {server}, and {found}. Install PostgreSQL's programs of "
            f"that version (on Debian: apt install postgresql-client-{server}), then try again."
        )
    return min(suitable, key=versions.__getitem__)


def _version_of(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", said)
    return int(found[0]) if found else 0
