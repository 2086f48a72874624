"""The reference of a request: what its log lines and its error page have in common."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_in_hand: ContextVar[str] = ContextVar("reference", default="")
_MOST_READ_OUT = 14  # signs, as many as one of ours has
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")


def new_reference() -> str:
    """Twelve digits in groups, to be read out on the telephone: 4821-7730-1956."""
    digits = f"{secrets.randbelow(10**12):012}"
    return "-".join((digits[:4], digits[4:8], digits[8:]))


def is_plain(text: str) -> bool:
    """Whether a reference that somebody else made is short and has no sign a page or line could trip on."""
    return _PLAIN.fullmatch(text) is not None


def reference() -> str:
    """The reference of the request in hand; "" outside of one."""
    return _in_hand.get()


def short_reference() -> str:
    """The reference as a page shows it: of a proxy's long one the beginning, which finds its lines."""
    return reference()[:_MOST_READ_OUT]


@contextmanager
def in_hand(reference: str) -> Iterator[None]:
    """Within it, `reference()` answers with this one."""
    before = _in_hand.set(reference)
    try:
        yield
    finally:
        _in_hand.reset(before)
