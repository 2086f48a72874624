from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from priorities.dates import DATES_AS_WRITTEN


class AsOfForm(forms.Form):
    """The day a report speaks for; blank means today."""

    show_optional = False

    as_of = forms.DateField(
        label="Show outcomes as reported by",
        required=False,
        input_formats=DATES_AS_WRITTEN,
        help_text="For example, 30/8/2017. Leave blank for today. Titles, leads and timings are "
        "always today’s.",
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Write the date as day, month and year, such as 30/8/2017."},
    )

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        if as_of > timezone.localdate():
            raise ValidationError("The date is in the future. Give today or an earlier day.")
        return as_of
