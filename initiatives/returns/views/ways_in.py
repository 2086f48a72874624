"""The ways in to the answering pages: each finds out who answers, for which agency."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeAlias

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from initiatives.models import AgencyReturn, LinkUse, PersonalLink
from initiatives.returns.answerers import Answerer
from initiatives.returns.forms.answering import words_typed
from initiatives.returns.links import link_with, note_use, why_closed
from initiatives.returns.views.confirming import is_confirmed, remember_confirmation
from initiatives.returns.views.refusals import refused
from priorities.requests import SignedInRequest

View: TypeAlias = Callable[..., HttpResponse]

_DONE = {  # by the page that took what was sent
    "to_answer": LinkUse.Kind.ANSWERED,
    "answer": LinkUse.Kind.ANSWERED,
    "check_answers": LinkUse.Kind.SENT,
}


def by_sign_in(view: View) -> View:
    """A view for somebody signed in who is asked in the return; officers answer for any agency."""

    @wraps(view)
    def signed_in(request: SignedInRequest, pk: int, part_pk: int, **more: Any) -> HttpResponse:
        asked = AgencyReturn.objects.asked_of(request.user)
        part = get_object_or_404(
            asked.select_related("agency", "asked_in__plan__partnership"), asked_in=pk, pk=part_pk
        )
        place = {"pk": pk, "part_pk": part_pk}
        return view(request, Answerer(part, request.user.name, place, request.user), **more)

    return signed_in


def by_link(view: View) -> View:
    """A view for whoever has a personal link, once they have confirmed that they mean to open it.

    Programs that follow every link of a message only get the page that asks.
    """

    @login_not_required
    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        if (link := link_with(token)) is None:
            raise Http404
        answerer = Answerer(link.part, link.name, {"token": token})
        is_sent = request.method == "POST"
        if why := why_closed(link, answerer):
            note_use(link, LinkUse.Kind.REFUSED)
            texts = words_typed(request.POST)
            return refused(request, answerer, why, texts, status=HTTPStatus.GONE)
        if is_sent and "confirm" in request.POST:
            note_use(link, LinkUse.Kind.CONFIRMED)
            response: HttpResponse = redirect(answerer.address("to_answer"))
            remember_confirmation(response, link, token)
            return response
        if not is_sent and not is_confirmed(request, link):
            context = {"answerer": answerer, "part": link.part, "asked_in": link.part.asked_in}
            return render(request, "returns/confirm_link.html", context)
        response = _answered(request, answerer, view, more)
        _note(link, view, response, is_sent=is_sent)
        if is_sent:  # on a page that was given to somebody who had confirmed
            remember_confirmation(response, link, token)
        return response

    return opened


def _answered(
    request: HttpRequest, answerer: Answerer, view: View, more: dict[str, Any]
) -> HttpResponse:
    try:
        return view(request, answerer, **more)
    except Http404:
        texts = words_typed(request.POST)
        if not texts:
            raise
        why = f"{answerer.part.agency.short_name} is not asked about this initiative any more."
        return refused(request, answerer, why, texts, status=HTTPStatus.NOT_FOUND)


def _note(link: PersonalLink, view: View, response: HttpResponse, *, is_sent: bool) -> None:
    if is_sent and response.status_code == HTTPStatus.FOUND:
        note_use(link, _DONE[view.__name__])
    elif not is_sent and view.__name__ == "to_answer":
        note_use(link, LinkUse.Kind.OPENED)
