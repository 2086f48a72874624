from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from priorities.admin.base import SetUpAdmin
from priorities.models import Partnership


@admin.register(Partnership)
class PartnershipAdmin(SetUpAdmin):
    """The one partnership this tracker belongs to."""

    fieldsets = [
        ("Names", {"fields": ["name", "short_name", "council", "committee"]}),
        ("For the public", {"fields": ["about", "enquiries_email"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only while there is no partnership yet: a tracker belongs to one."""
        return super().has_add_permission(request) and Partnership.current() is None

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Go straight to the one there is; a list of one helps nobody."""
        if only := Partnership.current():
            return redirect("admin:priorities_partnership_change", only.pk)
        return super().changelist_view(request, extra_context)
