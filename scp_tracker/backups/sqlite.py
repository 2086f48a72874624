"""Copy a database of SQLite while people save, check a copy, and put one in place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.utils import DatabaseError

from scp_tracker.backups import Copied, Refused

NAME = "SQLite"
PART = "database.sqlite3"
_PATIENCE = 5  # seconds to wait for others


def version() -> int:
    """The version a copy needs, or newer: every SQLite 3 reads what any other wrote."""
    return 3


def copy(target: Path) -> Copied:
    """Write the database as it is at one moment to `target`, without the sessions."""
    database = _file()
    if not holds_anything():
        raise Refused(
            f"There is nothing in {database}, so there is nothing to back up. "
            "Look whether DATA_DIR and DATABASE_URL are those of the tracker."
        )
    pages = target.with_name("pages.sqlite3")
    with _in_words(database):
        # A turn to write, so that nobody saves meanwhile and everybody reads. Without one, readers
        # are held up too as soon as somebody wants to save; and a copy in steps, which lets savers
        # in between, begins again at every save and on a busy day never ends.
        with transaction.atomic(durable=True):
            _copy_pages(database, pages)
            transaction.set_rollback(True)  # to commit, even nothing, would wait for readers
        with closing(_connect(pages, "rw")) as copied:
            _examine(copied)
            copied.execute("DELETE FROM django_session")
            # Leaves out what was deleted or overwritten in the tracker and still lies in its file.
            copied.execute("VACUUM INTO ?", [str(target)])
    pages.unlink()
    with _sound(target) as copied:
        return Copied(_migrations(copied), _rows(copied))


def _copy_pages(database: Path, target: Path) -> None:
    with closing(_connect(database, "ro")) as original, closing(_connect(target, "rwc")) as copied:
        copied.execute("PRAGMA synchronous = OFF")  # it is read once and thrown away
        original.backup(copied)


def check(path: Path) -> None:
    """Refused unless the copy is sound."""
    with _sound(path):
        pass


@contextmanager
def _sound(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(_connect(path, "ro")) as copied:
            _examine(copied)
            yield copied
    except sqlite3.DatabaseError as error:
        raise Refused(f"The copy of the database is not sound ({error}).") from error


def _examine(database: sqlite3.Connection) -> None:
    for (text,) in database.execute("PRAGMA integrity_check(1)"):
        if text != "ok":
            raise sqlite3.DatabaseError(text)
    for table, _, parent, _ in database.execute("PRAGMA foreign_key_check"):
        raise sqlite3.DatabaseError(f"a row of {table} refers to none of {parent}")


def holds_anything() -> bool:
    """Whether the tracker's file has any table."""
    database = _file()
    if not database.exists():
        return False
    with _in_words(database), closing(_connect(database, "rw")) as opened:
        return bool(_tables(opened))


def make_ready() -> None:
    """Refused while somebody reads or saves, or when another database left its journal here."""
    with _alone():
        journal = Path(f"{_file()}-journal")
        if journal.exists():  # SQLite would play it back into the new database
            raise Refused(
                f"{journal} is left of a database that is not there any more. Move it away, then "
                "try again."
            )


def replace(new: Path) -> None:
    """Put the copy `new` where the tracker's database is, in one step of the file system."""
    connection.close()
    with _alone():
        new.replace(_file())


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody reads or saves meanwhile; Refused when somebody is."""
    database = _file()
    if not database.exists():
        yield
        return
    with _in_words(database), closing(_connect(database, "rw")) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"])).absolute()


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)


def _tables(database: sqlite3.Connection) -> list[str]:
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return sorted(name for (name,) in tables)


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    return {
        table: database.execute(
            " ".join(["SELECT count(*) FROM", connection.ops.quote_name(table)])
        ).fetchone()[0]
        for table in _tables(database)
    }


def _migrations(database: sqlite3.Connection) -> list[str]:
    applied = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in applied]


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What SQLite finds wrong, as a sentence that says how to mend it."""
    try:
        yield
    except (sqlite3.DatabaseError, DatabaseError) as error:
        raise Refused(f"{path} could not be used ({error}). {_mend(error)}.") from error


def _mend(error: Exception) -> str:
    if isinstance(error.__cause__, TimeoutError):  # no turn to write came
        return "Try again when fewer are saving"
    name = getattr(error.__cause__ or error, "sqlite_errorname", "SQLITE_CORRUPT")
    match name.split("_")[1]:
        case "FULL":
            return "Make room on the disk of the back-up, then try again"
        case "BUSY" | "LOCKED":
            return "Another program uses it: stop the tracker, then try again"
        case "CANTOPEN" | "READONLY" | "PERM" | "AUTH":
            return "Run this as the account that runs the tracker"
        case "ERROR":
            return "Bring it up to date with ./run manage migrate, then try again"
    return "It is damaged: move it away, and restore the newest back-up that is sound"
