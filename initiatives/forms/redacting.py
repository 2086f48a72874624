from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from initiatives.models import OutcomeUpdate
from initiatives.redacting import Left, redact, what_goes
from priorities.forms import VersionField
from priorities.text import LONGEST_TEXT, LineFormField, ProseFormField

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class RedactionForm(forms.Form):
    """What is left of an outcome update, and why the rest has to go; asked twice before it goes."""

    text = ProseFormField(
        label="Outcome",
        required=False,
        max_length=LONGEST_TEXT,
        help_text="Delete the words that nobody may read, or write [Redacted] in their place.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    internal_note = ProseFormField(
        label="Internal note",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    status_reason = LineFormField(
        label="Reason for the status",
        required=False,
        max_length=500,
    )
    reason = LineFormField(
        label="Why are the words taken out?",
        max_length=300,
        help_text="Everybody who reads the history sees this. Do not repeat the words.",
        error_messages={"required": "Say why the words are taken out."},
    )
    version = VersionField()  # how often the update had been redacted

    def __init__(self, data: Any = None, *, update: OutcomeUpdate) -> None:
        self.update = update
        now = {name: getattr(update, name) for name in Left._fields}
        super().__init__(data, initial={**now, "version": update.redactions.count()})
        self.helper = FormHelper()
        self.helper.add_input(Submit("check", "Continue"))

    def clean(self) -> dict[str, Any]:
        """Refuse a redaction that takes nothing out, and a reason that tells what it took."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.words = what_goes(self.update, self.left)
        if self.left == Left(**{name: self.initial[name] for name in Left._fields}):
            self.add_error("text", "Nothing is taken out yet. Delete the words that have to go.")
        if self.words.stand_in(cleaned["reason"]):
            self.add_error(
                "reason", "The reason repeats words that are taken out. Say it without them."
            )
        return cleaned

    @property
    def left(self) -> Left:
        """What is left of the update."""
        return Left(**{name: self.cleaned_data[name] for name in Left._fields})

    def ask_again(self) -> None:
        """Show no boxes any more: what was typed is only to be confirmed."""
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
        self.helper = FormHelper()
        self.helper.add_input(
            Submit("confirmed", "Take the words out for good", css_class="govuk-button--warning")
        )
        self.helper.add_input(
            Submit("again", "Go back and change it", css_class="govuk-button--secondary")
        )

    def save(self, *, by: "User") -> None:
        """Take the words out. Raises OutOfDate when somebody else redacted the update meanwhile."""
        after, reason = self.cleaned_data["version"], self.cleaned_data["reason"]
        redact(self.update, self.left, after=after, by=by, reason=reason)

    def offer_both(self) -> None:
        """After a conflict: show what stands now, and let the next save follow it."""
        self.update = OutcomeUpdate.objects.get(pk=self.update.pk)
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["version"] = str(self.update.redactions.count())
        self.add_error(
            "text",
            "Somebody else redacted this update while you were. Both texts are shown: bring yours "
            "up to date, then continue.",
        )
