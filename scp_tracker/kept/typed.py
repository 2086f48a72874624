"""Keeping what was typed in a form that could not be taken: whose it is, and its fields."""

from collections.abc import Iterable
from typing import TypeAlias

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from scp_tracker.accounts.models import User
from scp_tracker.kept.models import KeptForm
from scp_tracker.kept.seals import SEAL_FIELD, opened

Fields: TypeAlias = list[tuple[str, str]]

KEPT_FIELD = "kept_form"
_NEVER_KEPT = {"csrfmiddlewaretoken", SEAL_FIELD, KEPT_FIELD}


def typed_fields(request: HttpRequest) -> Fields:
    """The name and value of each field sent, without passwords and marks of our own."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NEVER_KEPT and "password" not in name
    ]


def writer(request: HttpRequest) -> User | None:
    """The active person the form was given to, by its signed mark; None where there is none."""
    pk = opened(request.POST.get(SEAL_FIELD, ""), request.path)
    return User.objects.filter(pk=pk, is_active=True).first() if pk else None


def keep(request: HttpRequest) -> KeptForm | None:
    """Keep what was typed for its writer alone; None where nobody can be told to be the writer."""
    KeptForm.objects.outworn().delete()
    if (user := writer(request)) is None:
        return None
    KeptForm.objects.filter(user=user, address=request.path).delete()
    return KeptForm.objects.create(user=user, address=request.path, fields=typed_fields(request))


def offer_address(address: str) -> str:
    """Where a person finds what was kept of the form at `address`, or is sent on to it."""
    return f"{reverse('kept:offer')}?{urlencode({'address': address})}"


def readable(fields: Iterable[tuple[str, str]]) -> Fields:
    """The fields a person typed, under names a person reads: ("Internal note", "…")."""
    return [
        (name.replace("-", " ").replace("_", " ").capitalize(), value)
        for name, value in fields
        if value.strip() and name not in {"version"} and not name.startswith("_")
    ]
