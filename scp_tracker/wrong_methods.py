from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class WrongMethodPage:
    """Middleware: whoever sends what can only be read, or reads what is only sent, is told on a page.

    Programs that want no page are told by the status alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not _wants_a_page(request):
            return response
        allowed = response["Allow"]
        context = {"address": request.path if "GET" in allowed.split(", ") else ""}
        page = render(request, "405.html", context, status=HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = allowed
        return page


def _wants_a_page(request: HttpRequest) -> bool:
    return request.method in {"GET", "POST"} and "text/html" in request.headers.get("Accept", "")
