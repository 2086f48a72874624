"""Copy a database of PostgreSQL while people save, check a copy, and put one in place."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.utils import Error
from psycopg import sql

from scp_tracker.backups import Copied, Refused
from scp_tracker.backups.postgres_programs import dump, load, read_through

NAME = "PostgreSQL"
PART = "database.dump"
_ASIDE = "scp_tracker_replaced"  # a schema
_A_MOMENT = 0.2  # seconds


def version() -> int:
    """The version of the server; a copy needs the same or a newer one."""
    with _in_words():
        connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10000


def copy(target: Path) -> Copied:
    """Write the database as it is at one moment to `target`, without the sessions."""
    if not holds_anything():
        raise Refused(
            "There is nothing in the database, so there is nothing to back up. "
            "Look whether DATABASE_URL is that of the tracker."
        )
    with _in_words(), transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _one(cursor, "SELECT pg_export_snapshot()")  # pg_dump sees what is counted here
        dump(target, server=version(), snapshot=snapshot, without_rows_of="django_session")
        return Copied(_migrations(cursor), _rows(cursor) | {"django_session": 0})


def check(path: Path) -> None:
    """Refused unless the copy can be read to its end."""
    read_through(path, server=version())


def holds_anything() -> bool:
    """Whether the tracker's database has any table."""
    with _in_words(), connection.cursor() as cursor:
        return bool(_tables(cursor))


def make_ready() -> None:
    """Undo a restore that was interrupted; Refused while anybody else is connected."""
    with _in_words(), connection.cursor() as cursor:
        _refuse_company(cursor)
        if waiting := _waiting_aside(cursor):
            if _tables(cursor):
                raise Refused(
                    f"The schema {_ASIDE} holds what an earlier restore replaced. Look whether "
                    f"anything of it is needed, then DROP SCHEMA {_ASIDE} CASCADE and try again."
                )
            _move_back(waiting)


def replace(new: Path) -> None:
    """Put the copy `new` where the tracker's tables are; after a failure, they are there again.

    They wait in a schema of their own. Deleting them first could leave nothing, and pg_restore
    deletes only what it knows: a newer version may have added tables that refer to those.
    """
    with _in_words(), connection.cursor() as cursor:
        tables = _tables(cursor)
        _move_aside(tables)
        try:
            load(new, server=version())
        except BaseException:
            _move_back(tables)
            raise
        _execute(cursor, "DROP SCHEMA {} CASCADE", _ASIDE)


def _refuse_company(cursor: Any) -> None:
    # Whoever has just been stopped is seen until the server has ended its process.
    for _ in range(10):
        others = _one(
            cursor,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
        )
        if not others:
            return
        time.sleep(_A_MOMENT)
    raise Refused(
        f"Other programs are connected to the database ({others} of them). "
        "Stop the tracker, then try again."
    )


def _move_aside(tables: list[str]) -> None:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        _execute(cursor, "CREATE SCHEMA {}", _ASIDE)
        for table in tables:
            _execute(cursor, "ALTER TABLE {} SET SCHEMA {}", table, _ASIDE)


def _move_back(tables: list[str]) -> None:
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        home = _one(cursor, "SELECT current_schema()")
        for table in tables:
            _execute(cursor, "ALTER TABLE {}.{} SET SCHEMA {}", _ASIDE, table, home)
        _execute(cursor, "DROP SCHEMA {}", _ASIDE)


def _waiting_aside(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [_ASIDE])
    return [table for (table,) in cursor.fetchall()]


def _tables(cursor: Any) -> list[str]:
    return sorted(connection.introspection.table_names(cursor))


def _rows(cursor: Any) -> dict[str, int]:
    rows = {}
    for table in _tables(cursor):
        _execute(cursor, "SELECT count(*) FROM {}", table)
        [rows[table]] = cursor.fetchone()
    return rows


def _migrations(cursor: Any) -> list[str]:
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in cursor.fetchall()]


def _one(cursor: Any, statement: str) -> Any:
    cursor.execute(statement)
    [value] = cursor.fetchone()
    return value


def _execute(cursor: Any, statement: str, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def _in_words() -> Iterator[None]:
    """What PostgreSQL refuses, as a sentence."""
    try:
        yield
    except Error as error:
        [first, *_] = str(error).strip().splitlines() or ["no reason given"]
        raise Refused(f"The database could not be used: {first.rstrip('.')}.") from error
