from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivateByDefault:
    """Middleware: no browser or proxy keeps a page that did not say how long it may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
