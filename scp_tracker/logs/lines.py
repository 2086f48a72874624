"""The form of the log: one line an event, for people to read and for grep to find.

2026-11-14T09:31:07.412Z INFO request id=4821-7730-1956 method=GET path=/2017-18/ status=200 ms=41 user=7
"""

import json
import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus

from scp_tracker.logs import failures
from scp_tracker.logs.references import reference

_PLAIN = re.compile(r"[A-Za-z0-9_./:<>+-]+")
_FILLED_IN = re.compile(r"%(\(\w+\))?[#0 +-]*[\d.*]*[a-zA-Z]")


class OneLine(logging.Formatter):
    """A line of moment, level, event and facts, which nothing anybody typed can break or get into.

    Of what libraries say only the fixed part is printed, with "..." for what they fill in: that may
    come from a request.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of ASCII, without its line ending."""
        facts = getattr(record, "facts", None)
        event = record.name if facts is None else str(record.msg)
        facts = _said(record) if facts is None else facts
        told = {"id": reference()} | facts | _went_wrong(record)
        words = [f"{name}={_word(value)}" for name, value in told.items() if value != ""]
        return " ".join([_moment(record), _level(record), _word(event), *words])


def _moment(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")


def _level(record: logging.LogRecord) -> str:
    return "WARNING" if _is_refusal(record) else record.levelname


def _is_refusal(record: logging.LogRecord) -> bool:
    """Whether a request was refused: a stranger's doing, which Django calls an error."""
    status: int = getattr(record, "status_code", 0)
    return HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR


def _said(record: logging.LogRecord) -> dict[str, int | str]:
    """What a library's line may tell: without arguments, its text may have been filled in already."""
    said: dict[str, int | str] = {
        "said": _FILLED_IN.sub("...", str(record.msg)) if record.args else ""
    }
    if status := getattr(record, "status_code", 0):  # Django's answer to a request
        return {"status": status} | said
    return said | {"at": f"{failures.short_path(record.pathname)}:{record.lineno}"}


def _went_wrong(record: logging.LogRecord) -> dict[str, str]:
    error = record.exc_info[1] if record.exc_info else None
    if error is None or _is_refusal(record):
        return {}
    return {"error": failures.kinds(error), "trace": failures.places(error)}


def _word(value: object) -> str:
    """A value as it stands where it is plain, else in quotes with every odd sign escaped."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text).replace("\x7f", r"\u007f")
