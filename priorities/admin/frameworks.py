from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from priorities.admin.base import RowsInline, SetUpAdmin
from priorities.models import Framework, FrameworkPriority


class FrameworkPriorityInline(RowsInline):
    """The numbered priorities of another body's list."""

    model = FrameworkPriority
    fields = ["number", "text"]
    once = "number"
    verbose_name = "priority"
    verbose_name_plural = "its priorities"


@admin.register(Framework)
class FrameworkAdmin(SetUpAdmin):
    """Other bodies' lists of priorities."""

    ordering = ["short_name"]
    list_display = ["short_name", "name", "body", "priorities_listed", "taken_up_in"]
    search_fields = ["short_name", "name", "body", "priorities__text"]
    inlines = [FrameworkPriorityInline]
    fieldsets = [
        (None, {"fields": ["short_name", "name", "body"]}),
        (
            "What the annual plan prints about it",
            {
                "fields": [
                    "vision",
                    "plan_text",
                    "aims_heading",
                    "aims",
                    "priorities_heading",
                    "priorities_opening",
                ],
                "description": "Leave blank what the plan does not print.",
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        frameworks = super().get_queryset(request).prefetch_related("plan_frameworks__plan")
        return frameworks.annotate(priority_count=Count("priorities"))

    @admin.display(description="priorities", ordering="priority_count")
    def priorities_listed(self, framework: Any) -> int:
        return int(framework.priority_count)

    @admin.display(description="taken up in")
    def taken_up_in(self, framework: Framework) -> str:
        taken_up = framework.plan_frameworks.all()
        return ", ".join(sorted(each.plan.year for each in taken_up)) or "no plan yet"
