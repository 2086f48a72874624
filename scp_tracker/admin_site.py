"""Django's admin as our set-up screens: same sign-in, same roles, our words."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

_opened_or_sent = require_http_methods(["GET", "HEAD", "POST"])


class TrackerAdminSite(AdminSite):
    """The set-up screens, for officers and administrators."""

    site_header = "SCP Tracker set-up"
    site_title = "SCP Tracker set-up"
    index_title = "What do you want to set up?"
    enable_nav_sidebar = (
        False  # it opens with scripts alone, and the way back stands above each screen
    )

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own
        """A screen of the site for those who may use it, to be opened or sent and nothing else."""
        return _opened_or_sent(super().admin_view(view, cacheable))

    @method_decorator(_opened_or_sent)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The one sign-in page; who is signed in goes on to the set-up screens or is refused."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:  # Django's own answers with a page of its own
        """Sign out as everywhere else, and go to the home page."""
        from scp_tracker.accounts.views import SignOut  # its models are ready only now

        return SignOut.as_view()(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The one page for changing one's password."""
        return redirect("accounts:password_change")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Nothing: every list of choices on these screens is whole, so no box asks as one types."""
        raise Http404
