from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from initiatives.models import Initiative, OutcomeUpdate, Status
from initiatives.rows import NO_STATUS
from priorities.dates import DATES_AS_WRITTEN
from priorities.text import LONGEST_TEXT, ProseFormField, refuse_line_breaks, refuse_unprintable

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

STATUSES_WITH_A_REASON = {Status.AT_RISK, Status.OFF_TRACK, Status.STOPPED}


class OutcomeForm(forms.Form):
    """What happened with one initiative; the text that prints now is in the box to build on."""

    outcome = ProseFormField(
        label="Outcome",
        max_length=LONGEST_TEXT,
        validators=[refuse_unprintable],
        help_text="The committee and the public read this. Name no victims or other private people. "
        "Begin a line with “• ” to make a list.",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": "Write the outcome: what has happened so far.",
            "max_length": "The outcome must be %(limit_value)d characters or fewer; "
            "it now has %(show_value)d.",
        },
    )
    internal_note = ProseFormField(
        label="Internal note",
        required=False,
        max_length=LONGEST_TEXT,
        validators=[refuse_unprintable],
        help_text="Only the community safety officers and this initiative’s lead agencies see this. "
        "It is never printed.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", NO_STATUS), *Status.choices]
    )
    status_reason = forms.CharField(
        label="Reason for the status",
        required=False,
        max_length=500,
        validators=[refuse_unprintable, refuse_line_breaks],
        help_text="Say why when the status is at risk, off track or stopped.",
    )
    reported_on = forms.DateField(
        label="Date this was true",
        required=False,
        input_formats=DATES_AS_WRITTEN,
        help_text="For example, 30/8/2017. Leave blank for today.",
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Write the date as day, month and year, such as 30/8/2017."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, initiative: Initiative) -> None:
        self.initiative = initiative
        self._look_again()
        super().__init__(data, initial=self._as_it_stands())
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save outcome"))

    def _look_again(self) -> None:
        self.updates = list(self.initiative.updates.order_by("-reported_on", "-number"))
        self.newest = max(self.updates, key=lambda update: update.number, default=None)

    def _as_it_stands(self) -> dict[str, Any]:
        said = next((update for update in self.updates if update.status), None)
        return {
            "outcome": self.updates[0].text if self.updates else "",
            "status": said.status if said else "",
            "status_reason": said.status_reason if said else "",
            "version": self.newest.number if self.newest else 0,
        }

    def clean_reported_on(self) -> date:
        reported_on: date = self.cleaned_data["reported_on"] or timezone.localdate()
        if reported_on > timezone.localdate():
            raise ValidationError("The date is in the future. Give today or an earlier day.")
        if reported_on.year < 1998:
            raise ValidationError("The date is before 1998, when partnerships were founded.")
        return reported_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") in STATUSES_WITH_A_REASON and cleaned.get("status_reason") == "":
            word = Status(cleaned["status"]).label.lower()
            self.add_error("status_reason", f"Say why the initiative is {word}.")
        return cleaned

    def save(self, *, by: "User") -> OutcomeUpdate:
        """Record the update; raises OutOfDate when somebody recorded one since the form was opened."""
        said = self.cleaned_data
        return self.initiative.record(
            after=said["version"],
            by=by,
            agency=self.initiative.leads.filter(members=by).order_by("lead__position").first(),
            text=said["outcome"],
            internal_note=said["internal_note"],
            status=said["status"],
            status_reason=said["status_reason"],
            reported_on=said["reported_on"],
        )

    def offer_both(self) -> None:
        """After a conflict: keep what was typed, and let the next save follow what stands now."""
        self._look_again()
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["version"] = str(self.newest.number if self.newest else 0)
        self.add_error(
            "outcome",
            "Somebody else recorded an outcome while you were writing. Both texts are shown: bring "
            "yours up to date, then save it.",
        )
