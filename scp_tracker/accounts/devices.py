"""The cookie by which a browser is known in which an account's owner has signed in before."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from scp_tracker.accounts.models import User

_KNOWN_FOR = timedelta(days=365)


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Mark the browser as one `user` signs in with, so that others' wrong passwords do not count there."""
    response.set_signed_cookie(
        _cookie(user.email),
        device_of(request, user.email) or secrets.token_urlsafe(12),
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def device_of(request: HttpRequest, email: str) -> str:
    """Which browser of the account's owner this is; "" for one they have not signed in with."""
    return request.get_signed_cookie(_cookie(email), default="", max_age=_KNOWN_FOR) or ""


def _cookie(email: str) -> str:
    """The cookie's name, which is signed with it: one for each account, and not to be read as whose."""
    digest = salted_hmac(__name__, email.lower(), algorithm="sha256").hexdigest()
    return f"{settings.DEVICE_COOKIE_PREFIX}{digest[:16]}"
