from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from priorities.mail import NotSent
from scp_tracker.accounts.devices import remember_device
from scp_tracker.accounts.forms import (
    ChangePasswordForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    SignInForm,
)
from scp_tracker.accounts.links import send_forgotten
from scp_tracker.accounts.models import User
from scp_tracker.accounts.sessions import session_of
from scp_tracker.kept.middleware import SESSION_ENDED
from scp_tracker.kept.models import KeptForm

_DOORS = ("accounts:login", "accounts:logout", "admin:login", "admin:logout")

# Django's own views show their form to whatever method is asked, and take a PUT for a POST.
_form_methods = method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")


@_form_methods
class SignIn(auth_views.LoginView):
    """Sign in with e-mail address and password, then go where the person was on their way to."""

    form_class = SignInForm
    template_name = "accounts/login.html"
    redirect_authenticated_user = True

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Where the person was on their way to; "" if that is elsewhere, or a way in or out."""
        address = super().get_redirect_url(*args, **kwargs)
        return "" if urlsplit(address).path in {reverse(door) for door in _DOORS} else address

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        remember_device(self.request, response, form.get_user())
        kept = KeptForm.objects.visible_to(self.request.user)
        if not self._is_on_way_to_kept() and kept.exists():
            messages.info(self.request, _kept_notice())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "typed_is_kept": self._is_on_way_to_kept(),
            "session_ended": SESSION_ENDED in self.request.GET,
        }

    def _is_on_way_to_kept(self) -> bool:
        return urlsplit(self.get_redirect_url()).path == reverse("kept:offer")


def _kept_notice() -> str:
    return format_html(
        "Something you typed could not be sent and was kept for you. "
        '<a class="govuk-notification-banner__link" href="{}">Read it and decide</a>.',
        reverse("kept:offer"),
    )


@method_decorator([login_not_required, require_POST], name="dispatch")
class SignOut(auth_views.LogoutView):
    """Sign out and go to the published papers, also when the session had ended already.

    Nothing of the person stays in the browser but the cookie by which it is known as theirs.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        # Not "cookies": that would also clear those of every other service under the council's name.
        response["Clear-Site-Data"] = '"cache", "storage"'
        for cookie in (settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name):
            response.delete_cookie(cookie, samesite="Lax")
        return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How many seconds the session has left, and at most; a POST says that somebody is there."""
    if not request.user.is_authenticated:
        return JsonResponse({"left": 0, "at_most": 0})
    theirs = session_of(request)
    if request.method == "POST":
        theirs.extend()
    return JsonResponse({"left": theirs.seconds_left(), "at_most": theirs.seconds_at_most()})


@_form_methods
class PasswordChange(auth_views.PasswordChangeView):
    """Change the password of whoever is signed in; their other sessions end."""

    form_class: Any = ChangePasswordForm
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("home")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Your password has been changed.")
        return super().form_valid(form)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link for choosing a new password; every address gets the same answer."""
    form = ForgottenPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            send_forgotten(form.cleaned_data["email"], request=request)
        except NotSent:
            form.add_error(
                None,
                "No e-mail can be sent at the moment. Try again later, or ask your community "
                "safety officer.",
            )
        else:
            return redirect("accounts:password_forgotten_sent")
    return render(request, "accounts/password_forgotten.html", {"form": form})


@login_not_required
@require_safe
def password_forgotten_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next, whether or not the address has an account."""
    return render(request, "accounts/password_forgotten_sent.html")


@_form_methods
class PasswordSet(auth_views.PasswordResetConfirmView):
    """Choose a password by the link of an invitation or of a forgotten password, and sign in."""

    form_class: Any = NewPasswordForm
    template_name = "accounts/password_set.html"
    success_url = reverse_lazy("home")
    post_reset_login = True
    post_reset_login_backend = "scp_tracker.accounts.backends.RoleBackend"

    def get_user(self, uidb64: str) -> User | None:
        """The person the link was made for, or None where they may no longer sign in."""
        user = super().get_user(uidb64)
        return user if isinstance(user, User) and user.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        remember_device(self.request, response, form.user)
        messages.success(self.request, "Your password is saved and you are signed in.")
        return response
