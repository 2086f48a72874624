from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.core.exceptions import ValidationError
from django.utils import timezone

from initiatives.models import Return
from priorities.dates import DayField
from priorities.forms import VersionedForm


class ClosingDateForm(VersionedForm):
    """Another closing date for a return that is in progress."""

    closes_on = DayField(
        label="Closing date",
        help_text="For example, 23/10/2026.",
        error_messages={"required": "Write the closing date."},
    )

    class Meta:
        model = Return
        fields = ["closes_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save closing date"))

    def clean_closes_on(self) -> date:
        """Refuse a day gone by."""
        day: date = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise ValidationError("The closing date is in the past. Choose today or a later day.")
        return day
