from typing import Any

from django.contrib import admin
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from initiatives.models import OutcomeUpdate, Redaction
from priorities.admin.lists import PlainList
from priorities.text import first_words


class LookedAt:
    """Permissions of what these screens only show."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RowsAsSaved(BaseInlineFormSet[Any, Any, Any]):
    """Rows as they are saved, whatever was sent: Django would make rows of what is not there."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def is_valid(self) -> bool:
        """Nothing was typed here that could be wrong."""
        return True

    def save(self, commit: bool = True) -> list[Any]:  # noqa: FBT001, FBT002 - Django's own signature
        """Write nothing, and say so to Django's log."""
        self.new_objects: list[Any] = []
        self.changed_objects: list[Any] = []
        self.deleted_objects: list[Any] = []
        return []


class LookedAtInline(LookedAt, admin.TabularInline[Any, Any]):
    """A list under a record, to look at."""

    formset = RowsAsSaved
    extra = 0


class OutcomeInline(LookedAtInline):
    """What was reported on the initiative, to look at."""

    model = OutcomeUpdate
    template = "admin/initiatives/outcomes.html"
    fields = ["number"]  # the template writes each update out

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("recorded_by", "agency", "answer")


@admin.register(OutcomeUpdate)
class OutcomeUpdateAdmin(LookedAt, PlainList):
    """Every outcome ever reported, newest first, to look at."""

    list_display = [
        "reference",
        "number",
        "reported_on",
        "status",
        "opening_words",
        "author",
        "source",
    ]
    list_display_links = ["reference", "opening_words"]
    list_filter = ["initiative__plan", "status", "source"]
    list_select_related = ["initiative__plan", "recorded_by", "agency", "answer"]
    list_per_page = 50
    actions = None
    search_fields = ["text", "initiative__title", "agency__short_name", "recorded_by__name"]
    date_hierarchy = "reported_on"
    ordering = ["-reported_on", "-pk"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        note = ["internal_note"] if _sees_notes(request) else []
        return [
            ("What was reported", {"fields": ["text", *note, "status", "status_reason"]}),
            (
                "When and by whom",
                {
                    "fields": [
                        "reference",
                        "number",
                        "reported_on",
                        "recorded_at",
                        "author",
                        "source",
                        "redacted",
                    ]
                },
            ),
        ]

    @admin.display(description="initiative", ordering="initiative__number")
    def reference(self, update: OutcomeUpdate) -> str:
        return update.initiative.reference

    @admin.display(description="redacted")
    def redacted(self, update: OutcomeUpdate) -> str:
        """When words were taken out of it, by whom and why."""
        redactions = update.redactions.select_related("redacted_by")
        return "; ".join(map(_redacted, redactions)) or "No"

    @admin.display(description="outcome")
    def opening_words(self, update: OutcomeUpdate) -> str:
        return first_words(update.text, 16) or "(nothing)"

    @admin.display(description="written by")
    def author(self, update: OutcomeUpdate) -> str:
        return update.author_and_agency or update.get_source_display()


def _sees_notes(request: HttpRequest) -> bool:
    return request.user.has_perm("initiatives.view_internal_note")


def _redacted(redaction: Redaction) -> str:
    day = date_format(timezone.localdate(redaction.redacted_at))
    return f"On {day} by {redaction.redacted_by.name}: {redaction.reason}"
