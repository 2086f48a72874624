import hashlib
from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from reports.models import IssuedPaper
from reports.public.release import release

# A browser asks each time, so that whoever withdraws a paper and looks sees it gone. What is shared
# by many keeps it for a minute, so that what was withdrawn is soon gone from everywhere.
_KEPT = "public, max-age=0, s-maxage=60, must-revalidate"


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for anybody, whose answers a shared cache may keep for a minute; what is not there is not kept."""

    @login_not_required
    @require_safe
    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = _KEPT
        return response

    return kept


def unless_known(
    request: HttpRequest,
    issues: Iterable[IssuedPaper],
    answer: Callable[[], HttpResponse],
    *,
    also: str = "",
) -> HttpResponse:
    """304 for who has what would be made of these issues already; else the answer, with its mark.

    `also` is what else stands on it that can change.
    """
    etag = _etag(request, issues, also)
    has_any = request.headers.get("If-None-Match", "").strip() == "*"  # or there may be none
    known = None if has_any else get_conditional_response(request, etag=etag)
    response = known or answer()
    if response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        response["ETag"] = etag
    return response


def _etag(request: HttpRequest, issues: Iterable[IssuedPaper], also: str) -> str:
    """Of this address alone: what is there of an issue tells nothing of another page or file of it."""
    seen = hashlib.sha256(f"{release()}\0{request.get_full_path()}\0{also}".encode())
    for issue in issues:
        withdrawal = (issue.withdrawn_at, issue.withdrawal_reason)
        state = (issue.pk, issue.digest, issue.title, issue.reason, *withdrawal)
        seen.update(f"\0{state}".encode())
    return quote_etag(seen.hexdigest())
