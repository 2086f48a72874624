"""Whether the database answers, takes changes and has the tables this release works with."""

from itertools import chain
from pathlib import Path
from typing import Any

from django.db import DatabaseError, NotSupportedError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from scp_tracker.starting.refusal import NotReady

MIGRATE = "./run manage migrate"


def file_of(connection: Any) -> Path | None:
    """The file of a SQLite database, links resolved; None for PostgreSQL and for one in memory."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    return Path(connection.settings_dict["NAME"]).resolve()


def check_answers(connection: BaseDatabaseWrapper) -> None:
    """Raise NotReady unless the database answers and takes changes.

    A SQLite database that is not there yet passes: migrate makes it.
    """
    try:
        if connection.vendor == "postgresql":
            _check_postgresql(connection)
        elif _is_there(connection):
            _check_sqlite(connection)
    except NotSupportedError as error:
        raise NotReady(_too_old("an older one")) from error  # Django's own limit is below ours
    except DatabaseError as error:
        raise NotReady(_no_answer(connection, error)) from error


def _check_postgresql(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int,"
            " pg_is_in_recovery(), current_setting('transaction_read_only')::bool,"
            " current_setting('server_encoding')"
        )
        version, number, is_standby, is_read_only, encoding = cursor.fetchone()
    if number < 150000:
        raise NotReady(_too_old(version))
    if is_standby:
        raise NotReady(
            "The PostgreSQL server is a standby, which takes no changes. "
            "Set DATABASE_URL to the primary server."
        )
    if is_read_only:
        raise NotReady(
            "The PostgreSQL database takes no changes. Turn default_transaction_read_only off "
            "for it and for its user, or set DATABASE_URL to another."
        )
    if encoding != "UTF8":
        raise NotReady(
            f"The PostgreSQL database keeps text as {encoding}, which cannot hold every letter. "
            "Make one with ENCODING 'UTF8' TEMPLATE template0, and set DATABASE_URL to it."
        )


def _too_old(version: str) -> str:
    return (
        f"PostgreSQL 15 or newer is needed, and DATABASE_URL leads to {version}. "
        "Upgrade it, or set DATABASE_URL to a newer one."
    )


def _check_sqlite(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        [version] = cursor.execute("PRAGMA user_version").fetchone()
        cursor.execute(f"PRAGMA user_version = {version}")  # a page and its journal, nothing new
        cursor.execute("ROLLBACK")


def _no_answer(connection: Any, error: DatabaseError) -> str:
    """What is wrong with the database and how to mend it, from what its driver said."""
    said = str(error).strip().partition("\n")[0].rstrip(".")
    file = file_of(connection)
    if not file and isinstance(error, OperationalError):
        return f"The database does not answer: {said}. Start PostgreSQL, or mend DATABASE_URL."
    if not file:
        return (
            f"The database refuses: {said}. "
            "Mend DATABASE_URL, or give its user every right to the database's tables."
        )
    match getattr(error.__cause__, "sqlite_errorname", "").split("_")[1:2]:
        case ["READONLY" | "CANTOPEN" | "PERM" | "AUTH"]:
            return (
                f"The database {file} cannot be written to ({said}). "
                "Make it and its folder this account's own, to read and to write."
            )
        case ["NOTADB" | "CORRUPT"]:
            return f"The database {file} is damaged ({said}). Restore the newest back-up."
        case ["BUSY" | "LOCKED"]:
            return (
                f"Another program holds the database {file} ({said}). "
                "Wait until it has finished or stop it, then start again."
            )
    return f"The database {file} does not answer: {said}. Mend that, then start again."


def check_not_newer(connection: BaseDatabaseWrapper) -> None:
    """Raise NotReady when a newer release has changed the database."""
    if not _is_there(connection):
        return
    loader = _migrations(connection).loader
    replaced = (each.replaces for each in loader.disk_migrations.values())
    known = {*loader.disk_migrations, *chain.from_iterable(replaced)}
    # An app that has gone, on whose tables nothing here depends, leaves its migrations behind.
    ran = {name for name in loader.applied_migrations if name[0] in loader.migrated_apps}
    if newer := ", ".join(".".join(name) for name in sorted(ran - known)):
        raise NotReady(
            f"The database was made by a newer release: this one does not know {newer}. "
            "Install that release again, or restore a back-up made before it."
        )


def check_migrated(connection: BaseDatabaseWrapper) -> None:
    """Raise NotReady unless the database has every table this release works with."""
    if not _is_there(connection):
        raise NotReady(f"There is no database {file_of(connection)} yet. Make it: {MIGRATE}")
    executor = _migrations(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise NotReady(
            f"The database is older than this release: {len(missing)} of its changes are missing, "
            f"the first {missing[0][0]}. Take a back-up, then bring it up to date: {MIGRATE}"
        )


def _is_there(connection: BaseDatabaseWrapper) -> bool:
    """False for a SQLite file that connecting would only now make."""
    file = file_of(connection)
    return not file or file.exists()


def _migrations(connection: BaseDatabaseWrapper) -> MigrationExecutor:
    try:
        return MigrationExecutor(connection)
    except DatabaseError as error:
        raise NotReady(_no_answer(connection, error)) from error
