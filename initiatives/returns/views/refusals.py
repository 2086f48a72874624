"""The page that says that a return takes no more answers, and gives back what was typed."""

from collections.abc import Iterable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from initiatives.returns.answerers import Answerer


def refused(
    request: HttpRequest,
    answerer: Answerer,
    why: str,
    texts: Iterable[tuple[str, str]] = (),
    *,
    status: HTTPStatus = HTTPStatus.FORBIDDEN,
) -> HttpResponse:
    """Say why nothing is taken any more, with all that was typed, to be copied from there."""
    asked_in = answerer.part.asked_in
    context = {
        "answerer": answerer,
        "asked_in": asked_in,
        "plan": asked_in.plan,
        "why": why,
        "typed": {"texts": list(texts), "others": 0},
        "was_sent": request.method == "POST",
    }
    return render(request, "returns/refused.html", context, status=status)
