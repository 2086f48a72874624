"""What wrong passwords are counted by, and what somebody who tried too often is told.

django-axes counts: ten in five minutes for an account from an address. A browser in which its owner
has signed in before is counted on its own, so nobody in the same building can keep them out. Of all
accounts together, invented ones too, an address has a hundred, which no office of people comes near.
"""

import logging
from contextlib import AbstractContextManager
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from priorities.events import note
from scp_tracker.accounts.devices import device_of

_TURNS = [Lock() for _ in range(32)]


def in_turn(request: HttpRequest, email: str) -> AbstractContextManager[bool]:
    """Hold this while a password for `email` is tried, or all that come at once go uncounted."""
    return _TURNS[hash(counted_name(request, {"username": email})) % len(_TURNS)]


def is_closed(request: HttpRequest) -> bool:
    """Whether too many wrong passwords were tried, so that this one was not looked at or was the last."""
    return getattr(request, "axes_locked_out", False)


def refuse_crowded(request: HttpRequest, email: str) -> None:
    """Raise a ValidationError, before anything is hashed, when too many were wrong from this address.

    Whoever has signed in as `email` with this browser before is not held up. What is refused here
    is not counted, so to go on trying makes the wait no longer.
    """
    address = client_address(request)
    if address is None or device_of(request, email):
        return
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    wrong = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since)
    number = wrong.aggregate(number=Sum("failures_since_start"))["number"] or 0
    if number >= settings.ADDRESS_FAILURE_LIMIT:
        request.axes_locked_out = True  # type: ignore[attr-defined]  # answered as axes' own refusals are
        note("address_refused", level=logging.WARNING)
        raise _too_many(wrong)


def refusal(request: HttpRequest, email: str) -> ValidationError:
    """The error that says when a password for `email` can be tried again from here."""
    [wrong] = AxesProxyHandler.get_implementation().get_user_attempts(request, {"username": email})
    return _too_many(wrong)


def _too_many(wrong: Any) -> ValidationError:
    last = wrong.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    opens_at = last + settings.AXES_COOLOFF_TIME + timedelta(seconds=59)  # a whole minute, in time
    return ValidationError(
        "There have been too many wrong passwords, so try again at %(time)s.",
        code="too_many",
        params={"time": f"{timezone.localtime(opens_at):%H:%M}"},
    )


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What axes keeps for the name typed: a digest, because people type passwords there too."""
    email = str((credentials or {}).get("username", "")).strip().lower()
    return salted_hmac(
        __name__, f"{email}\n{device_of(request, email)}", algorithm="sha256"
    ).hexdigest()


def client_address(request: HttpRequest) -> str | None:
    """The address a request comes from; of IPv6 its network, of which one customer has all addresses.

    Anybody can claim any address in a header, so behind a proxy only what that proxy added counts.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or said
    try:
        address = ip_address(said)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False).network_address)
    return str(address)


def answered(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """The page that tells of the refusal, as the answer to one request too many."""
    response.status_code = 429
    response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response
