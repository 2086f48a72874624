"""Remembering, in the browser alone, that a personal link was opened on purpose."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from initiatives.models import PersonalLink

COOKIE = "link-opened"


def is_confirmed(request: HttpRequest, link: PersonalLink) -> bool:
    """Whether somebody has said in this browser that they mean to open the link."""
    return request.get_signed_cookie(COOKIE, default="", salt=_salt(link)) == "yes"


def remember_confirmation(response: HttpResponse, link: PersonalLink, token: str) -> None:
    """Have the browser say so from now on, to the pages of this link alone and while it works."""
    response.set_signed_cookie(
        COOKIE,
        "yes",
        salt=_salt(link),
        max_age=link.expires_at - timezone.now(),
        path=reverse("returns:to_answer", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _salt(link: PersonalLink) -> str:
    return f"returns.{COOKIE}.{link.pk}"
