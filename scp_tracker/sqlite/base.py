"""Django's SQLite, with writers taking turns.

SQLite itself lets a writer sleep and try again, so that an unlucky one waits many times as long as
the others. Its own locks still decide who may write; a turn only says who asks next.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from scp_tracker.sqlite.turns import turn

_WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "ALTER", "DROP")


def _may_end_turn(method: Callable[..., None]) -> Callable[..., None]:
    @wraps(method)
    def call(self: "DatabaseWrapper", *args: Any, **kwargs: Any) -> None:
        try:
            method(self, *args, **kwargs)
        finally:
            self.end_turn_unless_in_transaction()

    return call


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has its turn from the beginning of a transaction to its end.

    A statement that writes outside a transaction has a turn of its own. OperationalError is raised
    when no turn came within the `timeout` of the database's OPTIONS (seconds).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn = ExitStack()
        self.execute_wrappers.append(self._execute_in_turn)

    commit = _may_end_turn(base.DatabaseWrapper.commit)
    rollback = _may_end_turn(base.DatabaseWrapper.rollback)
    close = _may_end_turn(base.DatabaseWrapper.close)
    set_autocommit = _may_end_turn(base.DatabaseWrapper.set_autocommit)

    def end_turn_unless_in_transaction(self) -> None:
        """Let the next writer go once nothing is open here that it would have to wait for."""
        if not self._is_in_transaction():
            self._turn.close()

    def _execute_in_turn(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        is_write = sql.lstrip()[:7].upper().startswith(_WRITES)
        if is_write and self._is_in_transaction() is False:
            self._take_turn()
        try:
            return execute(sql, *args)
        finally:
            self.end_turn_unless_in_transaction()

    def _take_turn(self) -> None:
        path = self.connection.execute("PRAGMA database_list").fetchone()[2]
        if not path:  # a database in memory is nobody else's
            return
        timeout = self.settings_dict["OPTIONS"].get("timeout", 5)
        try:
            self._turn.enter_context(turn(path, within=timeout))
        except TimeoutError as error:
            raise OperationalError(
                f"Others have been writing to the database for {timeout} seconds."
            ) from error
        except OSError as error:
            raise OperationalError(
                f"Writers cannot take turns: {error.filename} could not be opened ({error.strerror})."
            ) from error

    def _is_in_transaction(self) -> bool | None:
        """None where the connection is closed."""
        if self.connection is None or self.closed_in_transaction:
            return None
        is_open: bool = self.connection.in_transaction
        return is_open
