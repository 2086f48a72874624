import logging
import re
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.urls.converters import get_converters
from django.utils.functional import SimpleLazyObject

from priorities.events import note
from scp_tracker.logs.references import in_hand, is_plain, new_reference

HEADER = "X-Request-ID"
_QUIET = (settings.STATIC_URL, "/healthz")  # asked for all the time: told of only when they fail
_LOUD = {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}
_PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
_LONGEST = 40


class RequestLog:
    """Middleware, the first: gives every request its reference and tells the log how it was answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        got_request_exception.connect(_failed)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        reference = _reference(request)
        with in_hand(reference):
            response = self.get_response(request)
            response.headers[HEADER] = reference
            if response.status_code >= HTTPStatus.BAD_REQUEST or not request.path.startswith(
                _QUIET
            ):
                note(
                    "request",
                    level=_level(response.status_code),
                    method=request.method or "",
                    path=_path(request),
                    status=response.status_code,
                    ms=round(1000 * (time.monotonic() - began)),
                    user=_user_number(request) or "",
                )
        return response


def _failed(**_: Any) -> None:
    """Tell of the error a page met, which is in hand when Django sends word of it."""
    note("failed", level=logging.ERROR, error=sys.exc_info()[1])


def _reference(request: HttpRequest) -> str:
    """A new one; behind a proxy, the proxy's own, so that its log and ours can be laid together."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if is_plain(given) else new_reference()


def _level(status: int) -> int:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return logging.ERROR
    return logging.WARNING if status in _LOUD else logging.INFO


def _path(request: HttpRequest) -> str:
    """The address without its query, and without what could be a secret or anybody's words.

    Numbers and years are shown; another part shows its name, as the token of a link for a password
    does. Of an address that is none of ours, only the beginning is shown: a link may be broken.
    """
    if match := request.resolver_match:
        kwargs = match.kwargs
        return "/" + _PART.sub(lambda part: _shown(part, kwargs), match.route)
    first, more, _ = request.path.removeprefix("/").partition("/")
    return f"/{first[:_LONGEST]}{'/...' if more else ''}"


def _shown(part: re.Match[str], kwargs: dict[str, object]) -> str:
    value = kwargs.get(part["name"])
    if isinstance(value, int):
        return get_converters()[part["kind"] or "str"].to_url(value)
    is_number = isinstance(value, str) and value.isdecimal() and len(value) < _LONGEST
    return str(value) if is_number else f"<{part['name']}>"


def _user_number(request: HttpRequest) -> int | None:
    """The number of the person, if the request asked who it is: a log line asks the database nothing."""
    user = getattr(request, "user", None)
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)
