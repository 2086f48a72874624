"""Keeping what was typed in a form that could not be taken: whose it is, and its fields."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from scp_tracker.kept.labels import typed
from scp_tracker.kept.models import KeptForm
from scp_tracker.kept.seals import SEAL_FIELD, opened

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

Fields: TypeAlias = list[tuple[str, str]]

KEPT_FIELD = "kept_form"
FILE_FIELD = "_file"  # names a file that was sent along; what is in it is kept nowhere
MOST_KEPT = 10
_SENT_BY_SCRIPT = ["draft", "save"]  # of the same page, so the next that is sent holds all of it
_NEVER_KEPT = {"csrfmiddlewaretoken", SEAL_FIELD, KEPT_FIELD}


def typed_fields(request: HttpRequest) -> Fields:
    """The name and value of each field sent, without passwords and marks of our own."""
    return [
        (_storable(name), _storable(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in _NEVER_KEPT and "password" not in name.lower()
    ]


def files_of(fields: Iterable[Iterable[str]]) -> list[str]:
    """The names of the files that were sent with what was kept, to be chosen again."""
    return [value for name, value in fields if name == FILE_FIELD]


def _files_sent(request: HttpRequest) -> Fields:
    names = (each.name for files in request.FILES.lists() for each in files[1])
    return [(FILE_FIELD, _storable(name or "")) for name in names]


def _storable(text: str) -> str:
    return text.replace("\0", "")  # PostgreSQL stores every character but this one


def writer(request: HttpRequest) -> "User | None":
    """The active person the form was given to, by its signed mark; None where there is none."""
    pk = opened(request.POST.get(SEAL_FIELD, ""), request.path)
    return get_user_model().objects.filter(pk=pk, is_active=True).first() if pk else None


def keep(request: HttpRequest) -> KeptForm | None:
    """Keep what was typed for its writer alone; None where no writer is known or nothing was typed."""
    fields, files = typed_fields(request), _files_sent(request)
    if not (typed(fields) or files) or (user := writer(request)) is None:
        return None
    fields += files
    with transaction.atomic():
        KeptForm.objects.outworn().delete()
        address = request.get_full_path()
        # Sent twice, it is the same text once; another text for the same address stays beside it.
        earlier = KeptForm.objects.filter(user=user, address=address)
        drafts = [kept.pk for kept in earlier if _SENT_BY_SCRIPT in kept.fields]
        earlier.filter(Q(fields=fields) | Q(pk__in=drafts)).delete()
        kept = KeptForm.objects.create(user=user, address=address, fields=fields)
        surplus = KeptForm.objects.filter(user=user).values_list("pk", flat=True)[MOST_KEPT:]
        KeptForm.objects.filter(pk__in=list(surplus)).delete()
    return kept


def offer_address(address: str) -> str:
    """Where a person finds what was kept of the form at `address`, or is sent on to it."""
    return f"{reverse('kept:offer')}?{urlencode({'address': address})}"
