from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from priorities.numbers import record_number
from scp_tracker.kept.models import KeptForm
from scp_tracker.kept.typed import KEPT_FIELD, keep, offer_address, writer
from scp_tracker.kept.views import refused

SESSION_ENDED = "ended"


class SignInKeepingTypedText(LoginRequiredMiddleware):
    """Middleware: every page asks for a sign-in unless it says otherwise, and no typed text is lost."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Ask who it is only where that decides something: a public page may do without a database."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def get_login_url(self, view_func: Any) -> str:
        """The one sign-in page, also for the set-up screens, which would name their own."""
        return settings.LOGIN_URL

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Send the person to sign in; what they had typed waits for them, and for nobody else."""
        if request.method == "POST" and (kept := keep(request)):
            return redirect_to_login(offer_address(kept.address))
        response = super().handle_no_permission(request, view_func)
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):  # so there was a session, which ended
            response["Location"] += f"&{SESSION_ENDED}=yes"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give what was typed back to its writer where its page refuses it; else leave things be.

        A plan closes, an initiative is removed or a lead taken away while somebody writes.
        """
        statuses = {PermissionDenied: HTTPStatus.FORBIDDEN, Http404: HTTPStatus.NOT_FOUND}
        status = next(
            (said for kind, said in statuses.items() if isinstance(exception, kind)), None
        )
        if request.method != "POST" or status is None or writer(request) != request.user:
            return None
        if (kept := keep(request)) is None:
            return None
        why = str(exception) if status == HTTPStatus.FORBIDDEN else ""
        return refused(request, kept, why=why, status=status)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Let go of a kept form once its address has taken it, or shows it again with its text."""
        if request.method != "POST" or not _has_the_text(response):
            return response
        if _is_refused_set_up(response):
            return self.process_exception(request, PermissionDenied()) or response
        if sent := record_number(request.POST.get(KEPT_FIELD, "")):
            KeptForm.objects.visible_to(request.user).filter(pk=sent).delete()
        return response


def _has_the_text(response: HttpResponse) -> bool:
    return (
        response.status_code < HTTPStatus.BAD_REQUEST
        or response.status_code == HTTPStatus.CONFLICT  # the page shows both texts
    )


def _is_refused_set_up(response: HttpResponse) -> bool:
    """Whether this is the set-up screens' way to refuse somebody: to send them to sign in."""
    return urlsplit(response.headers.get("Location", "")).path == reverse("admin:login")
