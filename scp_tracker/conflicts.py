from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from priorities.versions import OutOfDate


class ConflictPage:
    """Middleware: a lost race that no form could show is answered with a page, never with an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 409 for OutOfDate, and leave every other exception alone."""
        if not isinstance(exception, OutOfDate):
            return None
        context = {"address": request.path}
        return render(request, "409.html", context, status=HTTPStatus.CONFLICT)
