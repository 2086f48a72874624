from datetime import date

from django import forms
from django.utils import timezone

from priorities.dates import DayField


class AsOfForm(forms.Form):
    """The day a report speaks for; blank means today."""

    show_optional = False

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
