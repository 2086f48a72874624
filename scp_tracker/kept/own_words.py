"""A failed form's texts, for whoever typed them: found without asking the database anything."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from scp_tracker.kept.labels import typed
from scp_tracker.kept.seals import SEAL_FIELD, opened
from scp_tracker.kept.typed import typed_fields


def own_words(request: HttpRequest) -> list[tuple[str, str]]:
    """Each text of the form that was sent, under its name; none unless its writer sent it.

    Raises whatever reading a form raises that broke off on its way.
    """
    if request.method != "POST" or not _is_from_its_writer(request):
        return []
    return typed(typed_fields(request)).texts


def _is_from_its_writer(request: HttpRequest) -> bool:
    writer = opened(request.POST.get(SEAL_FIELD, ""), request.path)
    if writer is None:
        return False
    # Set once the session told who is signed in, which a failed database may have prevented.
    signed_in = getattr(request, "_cached_user", None)
    return _is_of_this_sign_in(request) if signed_in is None else signed_in.pk == writer


def _is_of_this_sign_in(request: HttpRequest) -> bool:
    """Whether a page of this browser sent the form: signing in changes the cookie both must agree on."""
    check = _Check(_nothing)
    check.process_request(request)
    return check.process_view(request, _nothing, (), {}) is None


def _nothing(request: HttpRequest) -> HttpResponse:
    """What Django's check would lead on to."""
    return HttpResponse()


class _Check(CsrfViewMiddleware):
    """Django's check, answering with its reason and not with the page that would ask the database."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason
