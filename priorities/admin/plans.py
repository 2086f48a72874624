from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join

from priorities.admin.base import BlocksInline, RowsInline, SetUpAdmin
from priorities.admin.key_priorities import KeyPriorityRowForm
from priorities.admin.lists import ChoiceFilter
from priorities.models import (
    GlossaryEntry,
    KeyPriority,
    PaperParticulars,
    Partnership,
    PartnershipPlan,
    PlanFramework,
)


class KeyPriorityInline(BlocksInline):
    """The plan's key priorities, each with its points as one text."""

    model = KeyPriority
    form = KeyPriorityRowForm
    once = "number"
    show_change_link = True
    verbose_name_plural = "key priorities (targets stand on each one's own page)"
    fields = ["number", "title", "lead", "description", "includes", "version"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("points")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One block to fill in for a new plan; where there are some, an empty one is only in the way."""
        return 0 if obj and obj.priority_count else 1


class PaperParticularsInline(BlocksInline):
    """What heads each of the year's papers."""

    model = PaperParticulars
    once = "paper"
    max_num = len(PaperParticulars.Paper)
    fields = [
        "paper",
        "strapline",
        "title",
        ("date_printed", "dated_on"),
        "prepared_by",
        "opening",
        "closing",
    ]


class PlanFrameworkInline(RowsInline):
    """Other bodies' lists that this plan takes up, a column each."""

    model = PlanFramework
    once = "framework"
    fields = ["position", "framework", "column_heading"]
    verbose_name = "framework"
    verbose_name_plural = "other bodies' priorities, a column each in the annual plan"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("framework", "plan")


class GlossaryInline(RowsInline):
    """The abbreviations the year's paper explains."""

    model = GlossaryEntry
    once = "abbreviation"
    extra = 3
    fields = ["abbreviation", "meaning"]
    verbose_name = "abbreviation"


class OpenFilter(ChoiceFilter):
    """Plan years that are open, or closed."""

    title = "whether it is open"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("closed", "Closed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(closed_on__isnull=self.value() == "open")


def _initiatives(*, removed: bool) -> Count:
    """How many initiatives of a plan are in it, or were removed from it."""
    which = Q(initiatives__removed_on__isnull=not removed)
    return Count("initiatives", distinct=True, filter=which)


@admin.register(PartnershipPlan)
class PartnershipPlanAdmin(SetUpAdmin):
    """A plan year with everything its papers print around the initiatives."""

    list_display = ["plan_year", "state", "updated_on", "closed_on", "priorities", "initiatives"]
    list_filter = [OpenFilter]
    search_fields = ["start_year", "key_priorities__title"]
    inlines = [KeyPriorityInline, PlanFrameworkInline, PaperParticularsInline, GlossaryInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = {
            "priority_count": Count("key_priorities", distinct=True),
            "initiative_count": _initiatives(removed=False),
            "removed_count": _initiatives(removed=True),
        }
        return super().get_queryset(request).annotate(**counted)

    def groups_of_fields(self, request: HttpRequest, obj: Any) -> Any:
        identity = ["start_year", "initiatives"] if obj else ["partnership", "start_year"]
        return [
            ("The plan year", {"fields": [*identity, "prints_glossary"]}),
            ("Dates", {"fields": ["updated_on", "closed_on"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Addresses, papers and references name the year, so it stays as it was made.
        return ["start_year", "initiatives"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        newest = PartnershipPlan.objects.order_by("-start_year").first()
        return {
            "partnership": Partnership.current(),
            "start_year": newest.start_year + 1 if newest else None,
            **super().get_changeform_initial_data(request),
        }

    @admin.display(description="plan year", ordering="start_year")
    def plan_year(self, plan: PartnershipPlan) -> str:
        return plan.marked_year

    @admin.display(description="state")
    def state(self, plan: PartnershipPlan) -> str:
        return "Open" if plan.is_open else "Closed"

    @admin.display(description="key priorities", ordering="priority_count")
    def priorities(self, plan: Any) -> int:
        return int(plan.priority_count)

    @admin.display(description="initiatives", ordering="initiative_count")
    def initiatives(self, plan: Any) -> str:
        """How many there are, removed ones apart, and where: they have screens of their own."""
        of_the_plan = (
            f"{reverse('admin:initiatives_initiative_changelist')}?plan__id__exact={plan.pk}"
        )
        noun = "initiative" if plan.initiative_count == 1 else "initiatives"
        counted = [("no", plan.initiative_count, noun)]
        if plan.removed_count:
            counted.append(("yes", plan.removed_count, "removed"))
        return format_html_join(
            " and ",
            '<a href="{}&amp;removed={}">{} {}</a>',
            ((of_the_plan, *each) for each in counted),
        )
