from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class SameForEverybody:
    """Middleware: what is published is the same for everybody; no cookie is read there, none set.

    Without its cookies a request is a stranger's to all that comes after, so that any cache may keep
    the answer for the next visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith((reverse("papers:papers"), reverse("robots"))):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        _forget_that_cookies_were_looked_for(response)
        return response


def _forget_that_cookies_were_looked_for(response: HttpResponse) -> None:
    """Whether somebody is signed in was asked, and nobody could be: the answer does not vary by it."""
    varies_by = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    del response.headers["Vary"]
    if others := [name for name in varies_by if name and name.lower() != "cookie"]:
        response.headers["Vary"] = ", ".join(others)
