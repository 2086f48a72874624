from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from initiatives.returns.views.links import grown_old
from priorities.numbers import record_number
from scp_tracker.kept import places
from scp_tracker.kept.labels import typed
from scp_tracker.kept.models import KeptForm
from scp_tracker.kept.typed import KEPT_FIELD, files_of, keep, offer_address

THROWN_AWAY_FIELD = "throw_away"


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Offer this person what was kept of their form, or of all of them: send it, or throw it away."""
    kept = KeptForm.objects.visible_to(request.user)
    if address := _own_address(request.GET.get("address", "")):
        kept = kept.filter(address=address)
    if request.method == "POST":
        number = record_number(request.POST.get(THROWN_AWAY_FIELD, ""))
        if number and kept.filter(pk=number).delete()[0]:
            messages.success(request, "What you had typed was thrown away.")
        return redirect(request.get_full_path())
    if address and not kept:
        return redirect(address)
    return render(request, "kept/offer.html", _offered(kept, request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page had grown old, giving the text back to whoever wrote it."""
    if (link := _personal_link(request)) and (given_back := grown_old(request, link)):
        return given_back
    kept = keep(request)
    if kept and kept.user == request.user:
        context = _offered([kept], request) | {"grown_old": True}
        return render(request, "kept/offer.html", context, status=HTTPStatus.FORBIDDEN)
    if kept and not request.user.is_authenticated:
        return redirect_to_login(offer_address(kept.address))
    is_signing_out = request.path == reverse("accounts:logout")  # where there is no page to open
    context = {
        "address": reverse("home") if is_signing_out else request.get_full_path(),
        "is_kept_for_another": kept is not None,
        "has_no_cookie": reason == REASON_NO_CSRF_COOKIE,
    }
    return render(request, "403_form.html", context, status=HTTPStatus.FORBIDDEN)


def _personal_link(request: HttpRequest) -> str:
    """What stands in the address for a personal link into a return; its holder has no account."""
    match = request.resolver_match
    return match.kwargs.get("token", "") if match and match.namespace == "returns" else ""


def refused(request: HttpRequest, kept: KeptForm, *, why: str, status: HTTPStatus) -> HttpResponse:
    """Show the writer what was kept of a form that its page no longer takes, and why it does not."""
    context = _offered([kept], request) | {"why": why, "status": status}
    return render(request, "kept/refused.html", context, status=status)


def _own_address(address: str) -> str:
    """The address if it is one of ours, else ""."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )
    return address if is_own and "\0" not in address else ""  # which no database could look for


def _offered(kept: Iterable[KeptForm], request: HttpRequest) -> dict[str, Any]:
    forms = list(kept)
    words = places.in_words((form.address for form in forms), request)
    return {
        "offers": [
            {
                "form": form,
                "page": words[form.address],
                "typed": typed(form.fields),
                "files": files_of(form.fields),
            }
            for form in forms
        ],
        "kept_field": KEPT_FIELD,
        "thrown_away_field": THROWN_AWAY_FIELD,
    }
