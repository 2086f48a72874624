from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from priorities.dates import DayField
from priorities.models import PartnershipPlan


class AsOfForm(forms.Form):
    """The day a report of a plan year speaks for; blank means today."""

    show_optional = False
    summary = "Show the outcomes as they stood on an earlier day"

    as_of = DayField(
        label="Show outcomes as reported by",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for today. Titles, leads and timings are "
        "always today’s.",
    )

    def clean_as_of(self) -> date:
        """The day asked for, or today."""
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        return as_of

    def __init__(self, *args: Any, plan: PartnershipPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    @property
    def query(self) -> str:
        """What was asked, to stand after the address of a file of the same report."""
        said = {name: self.data.get(name, "").strip() for name in self.fields}
        return urlencode({name: text for name, text in said.items() if text})
