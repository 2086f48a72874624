from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from priorities.dates import DATES_AS_WRITTEN


class AsOfForm(forms.Form):
    """The day a report speaks for; blank means today."""

    as_of = forms.DateField(
        label="Show outcomes as reported by",
        required=False,
        input_formats=DATES_AS_WRITTEN,
        help_text="For example, 30/8/2017. Leave blank for today. Titles, leads and timings are "
        "always today’s.",
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Write the date as day, month and year, such as 30/8/2017."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's own Form takes them
        self.fields["as_of"].show_optional = False  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.add_input(Submit("", "Show", css_class="govuk-button--secondary"))

    def clean_as_of(self) -> date:
        as_of: date = self.cleaned_data["as_of"] or timezone.localdate()
        if as_of > timezone.localdate():
            raise ValidationError("The date is in the future. Give today or an earlier day.")
        return as_of
