import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse

from priorities.events import note
from scp_tracker.accounts.sessions import session_of

# Where a script asks how long is left, whoever is there or not; and whether the database answers.
_NO_ACTIVITY = {"accounts:session", "healthz"}


class SessionActivity:
    """Middleware: with each page somebody opens or sends, their session lasts an hour from then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Extend the session, where there is one, before the page says how long it has left."""
        match = request.resolver_match
        if match and match.view_name in _NO_ACTIVITY:
            return
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            try:
                session_of(request).extend()
            except Error as error:  # a full disk, say: what is there can still be read
                note("session_not_extended", level=logging.ERROR, error=error)
