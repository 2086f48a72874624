"""An error in words that are safe to keep: what kind it is and where it arose, never what it says.

The message of an error may hold anything: PostgreSQL prints the row that broke a rule, a mail server
the address it refused.
"""

import errno
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType

MOST_FRAMES = 20
_NEXT = " <- "  # what an error came of


def kinds(error: BaseException) -> str:
    """The error's class and those of the errors it came of, with the code their makers gave them."""
    return _NEXT.join(_kind(link) for link in _chain(error))


def places(error: BaseException) -> str:
    """File, line and function of each step that led to the error, and to those it came of."""
    return _NEXT.join(_steps(link.__traceback__) for link in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    met: set[int] = set()
    while error is not None and id(error) not in met:
        met.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    code = _code(error)
    return f"{name}({code})" if code else name


def _code(error: BaseException) -> str:
    """SQLITE_FULL, 23514 and the rule that was broken, ENOSPC; "" where the error has no code."""
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    rule = getattr(getattr(error, "diag", None), "constraint_name", None)
    codes = (getattr(error, "sqlite_errorname", None), getattr(error, "sqlstate", None), rule)
    return " ".join(filter(None, codes))


def _steps(trace: TracebackType | None) -> str:
    steps = [
        f"{short_path(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return " > ".join((["..."] if len(steps) > MOST_FRAMES else []) + steps[-MOST_FRAMES:])


def short_path(path: str) -> str:
    """A file as an import finds it: django/db/models/query.py."""
    roots = (f"{root.rstrip('/')}/" for root in sys.path if root)
    return path.removeprefix(
        max((root for root in roots if path.startswith(root)), key=len, default="")
    )
