"""Django's admin as our set-up screens: same sign-in, same roles, our words."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class TrackerAdminSite(AdminSite):
    """The set-up screens, for officers and administrators."""

    site_header = "SCP Tracker set-up"
    site_title = "SCP Tracker set-up"
    index_title = "What do you want to set up?"
    site_url = "/"

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send everybody to the one sign-in page; whoever is signed in already has no business here."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))
