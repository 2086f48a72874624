from datetime import date, timedelta

from django import forms
from django.utils import timezone

from priorities.dates import DayField

LATELY = timedelta(days=30)


class SinceForm(forms.Form):
    """The day from which changes are shown; blank means the last thirty days."""

    show_optional = False

    since = DayField(
        label="Show what changed since",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for the last 30 days.",
    )

    def clean_since(self) -> date:
        """The day asked for, or the one thirty days ago."""
        since: date = self.cleaned_data["since"] or timezone.localdate() - LATELY
        return since
