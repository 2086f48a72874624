from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.db.models.functions import Lower
from django.http import HttpRequest

from initiatives.models import FundSource
from initiatives.renaming import remember_fund_source
from priorities.admin.base import SetUpAdmin, SetUpForm


class FundSourceForm(SetUpForm):
    """A fund source; a name that is taken says by which."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        others = FundSource.objects.filter(name__iexact=cleaned.get("name") or "")
        if holder := others.exclude(pk=self.instance.pk).first():
            self.add_error("name", f"There is already a fund source “{holder.name}”.")
        return cleaned


@admin.register(FundSource)
class FundSourceAdmin(SetUpAdmin):
    """Whose money pays."""

    form = FundSourceForm
    list_display = ["name", "kind", "agency", "initiatives"]
    list_filter = ["kind"]
    list_select_related = ["agency"]
    search_fields = ["name", "agency__name", "agency__short_name", "agency__aliases__name"]
    fieldsets = [(None, {"fields": ["name", "kind", "agency"]})]
    ordering = [Lower("name")]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(initiative_count=Count("funding"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Save the fund source; after a change of name, closed years go on printing the old one."""
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            remember_fund_source(obj, form.initial["name"])

    @admin.display(description="initiatives it funds", ordering="initiative_count")
    def initiatives(self, source: Any) -> int:
        return int(source.initiative_count)
