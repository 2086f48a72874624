from datetime import date
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from initiatives.models import Agency, Initiative, OutcomeUpdate, Status
from initiatives.rows import NO_STATUS
from priorities.dates import DayField
from priorities.forms import VersionField
from priorities.text import LONGEST_TEXT, ProseFormField, refuse_line_breaks, refuse_unprintable
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

STATUSES_WITH_A_REASON = {Status.AT_RISK, Status.OFF_TRACK, Status.STOPPED}


class OutcomeForm(forms.Form):
    """What happened with one initiative; the text that prints now is in the box to build on."""

    outcome = ProseFormField(
        label="Outcome",
        max_length=LONGEST_TEXT,
        help_text="The committee and the public read this. Name no victims or other private people. "
        "Begin a line with “- ” to make a list.",
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
    reported_on = DayField(
        label="Date this was true",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for today.",
    )
    version = VersionField()

    def __init__(self, data: Any = None, *, initiative: Initiative) -> None:
        self.initiative = initiative
        self._look_again()
        self.said = next((update for update in self.updates if update.status), None)
        super().__init__(data, initial=self._as_it_stands())
        if self.said:  # what was said cannot be unsaid, only said anew
            self.fields["status"].choices = Status.choices  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Save outcome"))

    def _look_again(self) -> None:
        self.updates = list(self.initiative.updates.order_by("-reported_on", "-number"))
        self.newest = max(self.updates, key=lambda update: update.number, default=None)

    def _as_it_stands(self) -> dict[str, Any]:
        said = self.said
        return {
            "outcome": self.updates[0].text if self.updates else "",
            "status": said.status if said else "",
            "status_reason": said.status_reason if said else "",
            "version": self.newest.number if self.newest else 0,
        }

    def clean_reported_on(self) -> date:
        reported_on: date = self.cleaned_data["reported_on"] or timezone.localdate()
        if reported_on.year < 1998:
            raise ValidationError("The date is before 1998, when partnerships were founded.")
        return reported_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") in STATUSES_WITH_A_REASON and cleaned.get("status_reason") == "":
            word = Status(cleaned["status"]).label.lower()
            self.add_error("status_reason", f"Say why the initiative is {word}.")
        if cleaned.get("status") == "" and cleaned.get("status_reason"):
            self.add_error("status", "Choose the status that the reason is for.")
        return cleaned

    def save(self, *, by: "User") -> OutcomeUpdate:
        """Record the update, or find it recorded already when the same form was sent twice.

        Raises OutOfDate when somebody else recorded one since the form was opened.
        """
        names = ("internal_note", "status", "status_reason", "reported_on")
        said = {name: self.cleaned_data[name] for name in names}
        said["text"] = self.cleaned_data["outcome"]
        try:
            return self.initiative.record(
                after=self.cleaned_data["version"], by=by, agency=self._answered_for(by), **said
            )
        except OutOfDate:
            self._look_again()
            newest = self.newest
            if newest and newest.recorded_by == by and _says(newest, said):
                return newest
            raise

    def _answered_for(self, by: "User") -> Agency | None:
        """The first of the writer's agencies that leads the initiative; an officer's is none."""
        if by.has_perm("initiatives.change_initiative"):
            return None
        return self.initiative.leads.filter(members=by).order_by("lead__position").first()

    def offer_both(self) -> None:
        """After a conflict: keep what was typed, and let the next save follow what stands now."""
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["version"] = str(self.newest.number if self.newest else 0)
        self.add_error(
            "outcome",
            "Somebody else recorded an outcome while you were writing. Both texts are shown: bring "
            "yours up to date, then save it.",
        )


def _says(update: OutcomeUpdate, said: dict[str, Any]) -> bool:
    return all(getattr(update, name) == value for name, value in said.items())
