"""What the log tells of what people did and what went wrong: names and numbers, never their words."""

import logging

_log = logging.getLogger("events")


def note(
    event: str,
    *,
    level: int = logging.INFO,
    error: BaseException | None = None,
    **facts: int | str,
) -> None:
    """Write one line to the log: the event, its facts in order, and the kind of the error behind it.

    A fact is a number or a name the tracker itself gave, never what somebody typed.
    """
    _log.log(level, event, exc_info=error, extra={"facts": facts})
