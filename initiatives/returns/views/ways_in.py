"""The ways in to the answering pages: each finds out who answers, for which agency."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from initiatives.models import AgencyReturn
from initiatives.returns.answerers import Answerer
from priorities.requests import SignedInRequest

View: TypeAlias = Callable[..., HttpResponse]


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
