"""The pages for what could not be read and for what failed; the latter leans on nothing that can fail."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from scp_tracker.kept.own_words import own_words
from scp_tracker.logs.references import short_reference

_MOST_AT_ONCE = (
    "What you sent is more than this service takes at once: 5 megabytes, or 10,000 answers. Nothing "
    "was saved. Go back, and send it in smaller parts."
)
_SIGNED_OUT = (
    "You were signed out in another window while this was being saved. Sign in again, and look "
    "whether it was saved before you send it once more."
)
_ANOTHER_ADDRESS = (
    "This service does not answer at the web address you used. Use the one that your partnership gave "
    "you."
)
_WHY = {
    DisallowedHost: _ANOTHER_ADDRESS,
    RequestDataTooBig: _MOST_AT_ONCE,
    TooManyFieldsSent: _MOST_AT_ONCE,
    SessionInterrupted: _SIGNED_OUT,
}
_LAST_RESORT = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sorry, there is a problem with the service – SCP Tracker</title>
</head>
<body>
<h1>Sorry, there is a problem with the service</h1>
<p>Copy what you typed, and try again in a few minutes.</p>
<p>If you ask for help with this, give this reference: {reference}.</p>
{texts}
</body>
</html>
"""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be read, and why where its sender can do something about it."""
    context = {
        "why": _WHY.get(type(exception), ""),
        "has_home": not isinstance(
            exception, DisallowedHost
        ),  # what is at this address answers so too
    }
    page = render_to_string("400.html", context)
    return HttpResponse(page, status=HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the service failed, and give what was typed back to whoever typed it.

    Rendered without the request, so that no context processor asks a database that may be what failed.
    """
    words: list[tuple[str, str]] = []
    with suppress(Exception):  # of a form that broke off on its way, there is nothing to give back
        words = own_words(request)
    context = {
        "typed": {"texts": words},
        "address": request.get_full_path(),
        "was_sent": request.method == "POST",
    }
    return HttpResponse(_rendered(context), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _rendered(context: dict[str, Any]) -> str:
    try:
        return render_to_string("500.html", context)
    except Exception:  # a template or the style sheet is missing: what is left is Python
        return _last_resort(context["typed"]["texts"])


def _last_resort(words: list[tuple[str, str]]) -> str:
    texts = format_html_join("\n", "<h2>{}</h2>\n<pre>{}</pre>", words)
    return format_html(_LAST_RESORT, reference=short_reference(), texts=texts)
