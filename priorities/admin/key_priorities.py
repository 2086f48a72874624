import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from priorities.admin.base import RowsInline, SetUpAdmin, SetUpForm, VersionedRowForm
from priorities.models import KeyPriority, PartnershipPlan, PriorityPoint, Target
from priorities.text import ProseFormField, refuse_unprintable

LONGEST_POINT = PriorityPoint._meta.get_field("text").max_length or 0
# A dash or an asterisk may belong to the words (“-5% thefts”); only one that stands apart is a bullet.
_BULLETS = re.compile(r"^(?:[•·‣◦]\s*|[*\-–—](?:\s+|$))+")


class PointsField(ProseFormField):
    """The "includes" points of a key priority, a point a line."""

    def __init__(self) -> None:
        super().__init__(
            label="This priority includes",
            required=False,
            validators=[refuse_unprintable, _refuse_long_points],
            help_text="One point on each line, in the order they are printed. "
            "The bullets are added for you.",
            widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        )


def points_in(text: str) -> list[str]:
    """The points a text holds, a line each; blank lines and pasted bullets are left out."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [point for line in lines if (point := _BULLETS.sub("", line))]


def _refuse_long_points(text: str) -> None:
    for number, point in enumerate(points_in(text), start=1):
        if len(point) > LONGEST_POINT:
            raise ValidationError(
                "Point %(number)s has %(length)s characters; a point may have %(most)s. "
                "Write it as two points, on two lines.",
                params={"number": number, "length": len(point), "most": LONGEST_POINT},
            )


def keep_points(priority: KeyPriority, texts: Sequence[str]) -> None:
    """Make the points of `priority` say exactly `texts`; a point that already does is not written."""
    there = list(priority.points.all())
    unchanged = {}
    for position, text in enumerate(texts, start=1):
        if same := next((point for point in there if point.text == text), None):
            there.remove(same)
            unchanged[position] = same
    for position, text in enumerate(texts, start=1):
        point = unchanged.get(position) or (there.pop(0) if there else PriorityPoint())
        if (point.key_priority_id, point.position, point.text) != (priority.pk, position, text):
            point.key_priority, point.position, point.text = priority, position, text
            point.save()
    for point in there:
        point.delete()


class WithPoints(forms.ModelForm[Any]):
    """The points as one text on a key priority's form."""

    includes = PointsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            points = sorted(self.instance.points.all(), key=lambda each: (each.position, each.pk))
            self.initial["includes"] = "\n".join(point.text for point in points)

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # Django's hook for what is saved after the record
        if "includes" in self.changed_data:
            keep_points(self.instance, points_in(self.cleaned_data["includes"]))


class KeyPriorityForm(WithPoints, SetUpForm):
    """A key priority on its own page; a number that is taken says by which."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        plan = cleaned.get("plan") or (self.instance.plan if self.instance.pk else None)
        others = KeyPriority.objects.filter(plan=plan, number=cleaned.get("number") or 0)
        if plan and (holder := others.exclude(pk=self.instance.pk).first()):
            self.add_error(
                "number",
                f"Key priority {holder.number} of {plan.year} is already “{holder.title}”.",
            )
        return cleaned


class KeyPriorityRowForm(WithPoints, VersionedRowForm):
    """A key priority on its plan's page."""


class TargetInline(RowsInline):
    """What the year-end report lists under the key priority."""

    model = Target
    fields = ["number", "text"]
    once = "number"


@admin.register(KeyPriority)
class KeyPriorityAdmin(SetUpAdmin):
    """One key priority with its points and targets."""

    form = KeyPriorityForm
    list_display = ["numbered", "title", "year", "lead", "points_listed", "targets_listed"]
    list_display_links = ["numbered", "title"]
    list_filter = ["plan"]
    search_fields = ["title", "description", "lead", "points__text", "targets__text"]
    ordering = ["-plan__start_year", "number"]
    list_select_related = ["plan"]
    inlines = [TargetInline]
    fieldsets = [
        (None, {"fields": ["plan", "number", "title", "lead"]}),
        ("What the papers print under it", {"fields": ["description", "includes"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = {
            "point_count": Count("points", distinct=True),
            "target_count": Count("targets", distinct=True),
        }
        return super().get_queryset(request).annotate(**counted)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["plan"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        newest = (
            PartnershipPlan.objects.open_on(timezone.localdate()).order_by("-start_year").first()
        )
        return {"plan": newest, **super().get_changeform_initial_data(request)}

    def lists_in_history(self, request: HttpRequest, record: Any) -> list[tuple[Any, str]]:
        return [(PriorityPoint, "key_priority"), *super().lists_in_history(request, record)]

    @admin.display(description="number", ordering="number")
    def numbered(self, priority: KeyPriority) -> str:
        return f"KP{priority.number}"

    @admin.display(description="plan year", ordering="plan__start_year")
    def year(self, priority: KeyPriority) -> str:
        return priority.plan.marked_year

    @admin.display(description="points", ordering="point_count")
    def points_listed(self, priority: Any) -> int:
        return int(priority.point_count)

    @admin.display(description="targets", ordering="target_count")
    def targets_listed(self, priority: Any) -> int:
        return int(priority.target_count)
