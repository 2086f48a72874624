from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from django.contrib import admin, messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from initiatives.admin.outcomes import OutcomeInline
from initiatives.forms.readings import READING, CorrectsReading
from initiatives.models import (
    FrameworkLink,
    Funding,
    Initiative,
    Lead,
    PriorityLink,
    Status,
)
from initiatives.models.initiatives import label
from initiatives.models.links import joined_names
from initiatives.rows import NO_STATUS
from priorities.admin.base import RowsInline, SetUpAdmin, SetUpForm
from priorities.admin.forms import NO_CHOICE, Choices, grouped
from priorities.admin.lists import ChoiceFilter
from priorities.models import FrameworkPriority, KeyPriority, PartnershipPlan, Target
from priorities.numbers import record_number


class InitiativeForm(CorrectsReading, SetUpForm):
    """One initiative of one plan year; the plan is chosen before the form is shown."""

    plan: PartnershipPlan  # set on the class the screen makes for one request

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.instance.plan = self.plan

    def clean(self) -> dict[str, Any]:
        """Say which initiative has a taken number."""
        cleaned = super().clean()
        self._refuse_taken_number()
        return cleaned

    def _refuse_taken_number(self) -> None:
        number = self.cleaned_data.get("number")
        others = self.instance.plan.initiatives.exclude(pk=self.instance.pk)
        if holder := others.filter(number=number).first():
            self.add_error(
                "number",
                f"Initiative {number} of {self.instance.plan.year} is already “{holder.label}”.",
            )


class OfOnePlan(RowsInline):
    """A list under an initiative whose choices come from the initiative's own plan year."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get(self.once)
        if field:
            field.queryset = self.offered(plan_in_hand(request, obj))
            field.choices = self.as_choices(field.queryset)
        return formset

    def choices_for(self, name: str, field: Any, request: HttpRequest) -> Choices:
        return []

    def offered(self, plan: PartnershipPlan | None) -> QuerySet[Any]:
        """What an initiative of `plan` may name here."""
        raise NotImplementedError

    def as_choices(self, offered: QuerySet[Any]) -> Choices:
        return [NO_CHOICE, *((each.pk, str(each)) for each in offered)]


class LeadInline(RowsInline):
    """Who answers for the initiative, in printed order."""

    model = Lead
    once = "agency"
    fields = ["position", "agency", "joined_by", "printed_as"]
    searchable = ["agency"]
    verbose_name_plural = "lead agencies, in printed order"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agency")


class FundingInline(RowsInline):
    """Whose money pays, in printed order."""

    model = Funding
    once = "fund_source"
    fields = ["position", "fund_source", "joined_by", "printed_as"]
    verbose_name = "fund source"
    verbose_name_plural = "fund sources, in printed order"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("fund_source")


class PriorityLinkInline(OfOnePlan):
    """Which of the plan's key priorities the initiative serves."""

    model = PriorityLink
    once = "key_priority"
    fields = ["position", "key_priority"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("key_priority")

    def offered(self, plan: PartnershipPlan | None) -> QuerySet[Any]:
        return KeyPriority.objects.filter(plan=plan)


class FrameworkLinkInline(OfOnePlan):
    """Which priorities of other bodies the initiative serves, of those its plan takes up."""

    model = FrameworkLink
    once = "framework_priority"
    fields = ["position", "framework_priority"]
    verbose_name = "other body's priority served"
    verbose_name_plural = "other bodies' priorities served"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("framework_priority")

    def offered(self, plan: PartnershipPlan | None) -> QuerySet[Any]:
        taken_up = FrameworkPriority.objects.filter(framework__plan_frameworks__plan=plan)
        return taken_up.select_related("framework").order_by(
            "framework__plan_frameworks__position", "framework", "number"
        )

    def as_choices(self, offered: QuerySet[Any]) -> Choices:
        return grouped(offered, under=lambda priority: str(priority.framework))


class StatusFilter(ChoiceFilter):
    """How the initiative stands today."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Status.choices, ("none", NO_STATUS)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(status="")
        return queryset.filter(status=self.value()) if self.value() else queryset


class RemovedFilter(ChoiceFilter):
    """In the plan, or removed from it."""

    title = "whether it is in the plan"
    parameter_name = "removed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "In the plan"), ("yes", "Removed")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(removed_on__isnull=self.value() == "no")


class LeadFilter(admin.RelatedFieldListFilter):
    """The agencies that lead, under the name of what they do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "lead agency"
        self.empty_value_display = SafeString("No lead agency")


@admin.register(Initiative)
class InitiativeAdmin(SetUpAdmin):
    """The initiatives of every plan year."""

    form = InitiativeForm
    list_display = [
        "reference",
        "called",
        "led_by",
        "funded_by",
        "timing",
        "standing",
    ]
    list_display_links = ["reference", "called"]
    list_filter = ["plan", ("leads", LeadFilter), StatusFilter, "timing_kind", RemovedFilter]
    search_fields = ["title", "target__text", "updates__text", "timing", "number"]
    search_help_text = "Words of its name, target, outcomes or timing, or its number."
    ordering = ["-plan__start_year", "number"]
    list_select_related = ["plan", "target"]
    inlines = [LeadInline, FundingInline, PriorityLinkInline, FrameworkLinkInline, OutcomeInline]
    searchable = ["continues"]

    def get_queryset(self, request: HttpRequest) -> Any:
        today = timezone.localdate()
        initiatives: Any = (
            super().get_queryset(request).select_related("plan", "target__key_priority")
        )
        with_names = initiatives.prefetch_related("lead_set__agency", "funding_set__fund_source")
        return with_names.with_outcome(as_of=today).with_status(as_of=today)

    def groups_of_fields(self, request: HttpRequest, obj: Any) -> Any:
        corrected = ["read_again"] if obj and obj.reading_corrected else []
        moving = ["end_reason"] if obj and obj.ends_on else []
        removal = {"fields": ["removed_on", "removal_reason"], "description": _REMOVAL}
        if obj is None or obj.removed_on is None:
            removal["classes"] = ["collapse"]
        return [
            ("The initiative", {"fields": ["plan", "number", "title", "target", "continues"]}),
            ("Timing", {"fields": ["timing", *(["how_read"] if obj else []), *corrected, *moving]}),
            (
                "Correct how the timing is read",
                {"fields": READING, "description": _CORRECTION, "classes": ["collapse"]},
            ),
            ("Remove it from the plan", removal),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # Its address and its reference name the plan, so an initiative stays in its year.
        return ["plan", "how_read"]

    def get_form(self, request: HttpRequest, obj: Any = None, *args: Any, **kwargs: Any) -> Any:
        plan = plan_in_hand(request, obj)
        form = super().get_form(request, obj, *args, **kwargs)
        form.plan = plan
        if "target" in form.base_fields:
            _offer(form.base_fields["target"], _targets(plan), under=_priority_of_target, label=str)
            _offer(form.base_fields["continues"], _earlier(plan), under=_year, label=_numbered)
        return form

    def choices_for(self, name: str, field: Any, request: HttpRequest) -> Choices:
        return []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        plan = plan_in_hand(request, None)
        highest = plan.initiatives.aggregate(highest=Max("number"))["highest"] if plan else 0
        return {"number": (highest or 0) + 1, **super().get_changeform_initial_data(request)}

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Add to the plan year in hand; without any there is nothing to add to."""
        plan = plan_in_hand(request, None)
        if plan is None:
            self.message_user(request, "Add a plan year first.", messages.WARNING)
            return redirect("admin:priorities_partnershipplan_changelist")
        others = PartnershipPlan.objects.exclude(pk=plan.pk)
        context = {"other_plans": others, **(extra_context or {})}
        return super().add_view(request, form_url, context)

    def response_add(
        self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """After "add another", offer the same plan year again."""
        response = super().response_add(request, obj, *args, **kwargs)
        if "_addanother" in request.POST:
            return redirect(f"{request.path}?plan={obj.plan_id}")
        return response

    @admin.display(description="reference", ordering="number")
    def reference(self, initiative: Initiative) -> str:
        return initiative.reference

    @admin.display(description="project or initiative", ordering="title")
    def called(self, initiative: Initiative) -> str:
        return name_of(initiative)

    @admin.display(description="lead agency")
    def led_by(self, initiative: Initiative) -> str:
        return joined_names((lead.joined_by, lead.printed) for lead in initiative.lead_set.all())

    @admin.display(description="fund source")
    def funded_by(self, initiative: Initiative) -> str:
        return joined_names((part.joined_by, part.printed) for part in initiative.funding_set.all())

    @admin.display(description="status", ordering="status")
    def standing(self, initiative: Initiative) -> str:
        """How it stands, in a word; or since when it is out of the plan."""
        if initiative.removed_on:
            return f"Removed on {date_format(initiative.removed_on)}"
        return Status(initiative.status).label if initiative.status else NO_STATUS

    @admin.display(description="how it is read")
    def how_read(self, initiative: Initiative) -> str:
        """The reading in words, and whether a person made it."""
        said = initiative.reading.described
        by_hand = ". An officer corrected this reading." if initiative.reading_corrected else "."
        return f"{said[:1].upper()}{said[1:]}{by_hand}"


_CORRECTION = (
    "The words above are printed as they are. Only where the tracker understands them wrongly, "
    "say here what they mean: your correction stays until the words change."
)
_REMOVAL = (
    "A removed initiative is kept with its outcomes, but partners and papers no longer show it. "
    "Give both the day and the reason; clear both to put it back."
)


def plan_in_hand(request: HttpRequest, initiative: Initiative | None) -> PartnershipPlan | None:
    """The plan year a page is about: the initiative's, the one asked for, or the newest open one."""
    if initiative:
        return initiative.plan
    filters = parse_qs(request.GET.get("_changelist_filters", ""))
    asked = record_number(request.GET.get("plan") or filters.get("plan__id__exact", [""])[0])
    plans = PartnershipPlan.objects.order_by("-start_year")
    if asked and (plan := plans.filter(pk=asked).first()):
        return plan
    return plans.open_on(timezone.localdate()).first() or plans.first()


def name_of(initiative: Initiative) -> str:
    """What to call an initiative that was read with its outcome and its target."""
    target = initiative.target.text if initiative.target else ""
    return label(initiative.title, initiative.outcome, target, initiative.number)


def _year(initiative: Initiative) -> str:
    return initiative.plan.marked_year


def _numbered(initiative: Initiative) -> str:
    return f"{initiative.reference} {name_of(initiative)}"


def _priority_of_target(target: Target) -> str:
    return str(target.key_priority)


def _offer(
    field: Any,
    records: QuerySet[Any],
    *,
    under: Callable[[Any], str],
    label: Callable[[Any], str],
) -> None:
    """Offer `records` alone, under headings."""
    field.queryset = records
    field.choices = grouped(records, under=under, label=label)


def _targets(plan: PartnershipPlan | None) -> QuerySet[Target]:
    of_plan = Target.objects.filter(key_priority__plan=plan).select_related("key_priority")
    return of_plan.order_by("key_priority__number", "number")


def _earlier(plan: PartnershipPlan | None) -> QuerySet[Initiative]:
    """The initiatives of the years before `plan`, last year's first."""
    before = Initiative.objects.filter(plan__start_year__lt=plan.start_year if plan else 0)
    read = before.select_related("plan", "target").with_outcome(as_of=timezone.localdate())
    return read.order_by("-plan__start_year", "number")
