import codecs
import logging
from collections.abc import Iterable
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest

from priorities.events import note

_HEADERS = [
    ("Content-Type", "text/plain"),
    ("Cache-Control", "no-store, private"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
]


class RefusesMalformed:
    """The application, asked only what browsers ask: anything else is answered 400 here.

    Django fails on some headers before any page or middleware could answer. Other encodings than
    UTF-8 say what is no text, such as half a character, and a NUL in a cookie stops PostgreSQL.
    """

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_well_formed(environ):
            return self.application(environ, start_response)
        note("malformed_request", level=logging.WARNING)  # it has no reference: it got no further
        status = HTTPStatus.BAD_REQUEST
        start_response(f"{status.value} {status.phrase}", _HEADERS)
        return [b"We could not read that request. Nothing was changed.\n"]


def _is_well_formed(environ: WSGIEnvironment) -> bool:
    try:
        request = WSGIRequest(dict(environ))  # a copy: Django decodes parts of it in place
        encoding = codecs.lookup(request.encoding or "utf-8").name
    except (LookupError, ValueError, SuspiciousOperation):
        return False
    return encoding == "utf-8" and not any("\0" in text for text in request.COOKIES.values())
