from http import HTTPStatus
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from scp_tracker.kept.models import KeptForm
from scp_tracker.kept.typed import KEPT_FIELD, keep, offer_address


class SignInKeepingTypedText(LoginRequiredMiddleware):
    """Middleware: every page asks for a sign-in unless it says otherwise, and no typed text is lost."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:
        """Send the person to sign in; what they had typed waits for them, and for nobody else."""
        if request.method == "POST":
            keep(request)
            return redirect_to_login(offer_address(request.path))
        return super().handle_no_permission(request, view_func)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Let go of a kept form once its address has taken it or shown it again."""
        if request.method != "POST" or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return response
        sent = request.POST.get(KEPT_FIELD, "") if request.user.is_authenticated else ""
        if sent.isdecimal():
            KeptForm.objects.visible_to(request.user).filter(pk=sent).delete()
        return response
