from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiatives.cautions import Caution, cautions
from initiatives.models import Draft, Initiative, OutcomeUpdate, Redaction, Status
from initiatives.rows import NO_STATUS
from priorities.dates import DayField
from priorities.forms import VersionField
from priorities.text import LONGEST_TEXT, ProseFormField, refuse_line_breaks, refuse_unprintable
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


DRAFTED = ("outcome", "status", "status_reason", "internal_note", "reported_on")


class StatusRadios(forms.RadioSelect):
    """The statuses to choose from, each with its meaning."""

    choice_hints = {status.value: status.meaning for status in Status}


class OutcomeFields(forms.Form):
    """What is asked about one initiative's outcome; the text that prints now is there to build on."""

    outcome = ProseFormField(
        label="Outcome",
        max_length=LONGEST_TEXT,
        help_text="What has happened so far, for readers who know nothing of it. "
        "Begin a line with “- ” to make a list.",
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": "Write the outcome: what has happened so far.",
            "max_length": "The outcome must be %(limit_value)d characters or fewer; "
            "it now has %(show_value)d.",
        },
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", NO_STATUS), *Status.choices],
        widget=StatusRadios,
        help_text="How it stands, at a glance. Committee members see it on their home page.",
    )
    status_reason = forms.CharField(
        label="Reason for the status",
        required=False,
        max_length=500,
        validators=[refuse_unprintable, refuse_line_breaks],
        help_text="Say in one line why it is at risk, off track or stopped.",
    )
    internal_note = ProseFormField(
        label="Internal note",
        required=False,
        max_length=LONGEST_TEXT,
        help_text="For what the public must not read: names, worries, what to do next.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = VersionField()
    redactions = VersionField()  # of all updates: words taken out meanwhile must not come back
    cautions_seen = forms.Field(required=False, widget=forms.HiddenInput)  # damaged, none was seen

    def __init__(self, data: Any = None, *, initiative: Initiative) -> None:
        self.initiative = initiative
        self.cautions: list[Caution] = []
        self._look_again()
        self.said = next((update for update in self.updates if update.status), None)
        super().__init__(data, initial=self._as_it_stands())
        # Some statuses ask for it, as its hint says: no word beside it could be true of all.
        self.fields["status_reason"].show_optional = False  # type: ignore[attr-defined]
        if data is None:
            self.cautions = self._cautions_about(self.initial["outcome"])
            self.initial["cautions_seen"] = _marks(self.cautions)
        if self.said:  # what was said cannot be unsaid, only said anew
            self.fields["status"].choices = Status.choices  # type: ignore[attr-defined]
            self.fields["status"].show_optional = False  # type: ignore[attr-defined]

    def _look_again(self) -> None:
        said = self.initiative.updates.select_related("recorded_by", "agency")
        self.updates = list(said.order_by("-reported_on", "-number"))
        self.printed = self.updates[0] if self.updates else None
        self.newest = max(self.updates, key=lambda update: update.number, default=None)
        self.times_redacted = Redaction.objects.filter(update__initiative=self.initiative).count()

    @property
    def _newest_number(self) -> int:
        return self.newest.number if self.newest else 0

    def _as_it_stands(self) -> dict[str, Any]:
        said = self.said
        return {
            "outcome": self.printed.text if self.printed else "",
            "status": said.status if said else "",
            "status_reason": said.status_reason if said else "",
            "version": self._newest_number,
            "redactions": self.times_redacted,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        status = Status(cleaned["status"]) if cleaned.get("status") else None
        if status and status.asks_why and cleaned.get("status_reason") == "":
            self.add_error("status_reason", f"Say why the initiative is {status.label.lower()}.")
        if cleaned.get("status") == "" and cleaned.get("status_reason"):
            self.add_error("status", "Choose the status that the reason is for.")
        return cleaned

    def pauses(self) -> bool:
        """Whether its writer has first to be shown `cautions`; after that the next save saves."""
        cautions = self._cautions_about(self.cleaned_data["outcome"])
        seen = (self.cleaned_data["cautions_seen"] or "").split()
        if all(caution.mark in seen for caution in cautions):
            return False
        self.cautions = cautions
        self._send_next("cautions_seen", _marks(cautions))
        return True

    def _cautions_about(self, text: str) -> list[Caution]:
        return cautions(text, self.initiative.reading)

    def _send_next(self, name: str, value: str) -> None:
        """Have a hidden field say this when the form, shown again, is next sent."""
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data[name] = value


class OutcomeForm(OutcomeFields):
    """What happened with one initiative, and when that was true."""

    reported_on = DayField(
        label="Date this was true",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017. Leave blank for today.",
    )

    def __init__(
        self, data: Any = None, *, initiative: Initiative, draft: Draft | None = None
    ) -> None:
        self.draft = draft
        super().__init__(data, initiative=initiative)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody recorded an outcome after the draft in the boxes was begun."""
        return self.draft is not None and self.draft.follows != self._newest_number

    def _as_it_stands(self) -> dict[str, Any]:
        """What is saved, with what is drafted on top; both texts are shown where that is overtaken."""
        drafted = self.draft.fields if self.draft else {}
        return super()._as_it_stands() | {
            name: text for name, text in drafted.items() if name in DRAFTED
        }

    def clean_reported_on(self) -> date:
        reported_on: date = self.cleaned_data["reported_on"] or timezone.localdate()
        if reported_on.year < 1998:
            raise ValidationError("The date is before 1998, when partnerships were founded.")
        return reported_on

    def keep_draft(self, *, by: "User", address: str) -> Draft:
        """Keep what is in the boxes, right or wrong, as the draft of `by` for the page at `address`.

        Raises OutOfDate when, since the form was opened, `by` saved an outcome or words were taken
        out of one.
        """
        follows = VersionField().clean(self.data.get("version"))
        redactions = VersionField().clean(self.data.get("redactions"))
        saved_since = [update for update in self.updates if update.number > follows]
        is_sent = any(update.recorded_by == by for update in saved_since)
        if is_sent or redactions not in {self.times_redacted, -1}:
            raise OutOfDate(self.newest)
        fields = {name: self.data.get(name, "") for name in DRAFTED}
        return Draft.objects.keep(
            by=by,
            initiative=self.initiative,
            address=address,
            fields=fields,
            follows=max(follows, 0),
        )

    def save(self, *, by: "User", address: str = "") -> OutcomeUpdate:
        """Record the update, or find it recorded already when the same form was sent twice.

        With it goes the draft of `by` for the page at `address`.

        Raises OutOfDate when somebody else recorded or redacted one since the form was opened.
        """
        if self.cleaned_data["redactions"] not in {self.times_redacted, -1}:
            raise OutOfDate(self.newest)
        names = ("internal_note", "status", "status_reason", "reported_on")
        said = {name: self.cleaned_data[name] for name in names}
        said["text"] = self.cleaned_data["outcome"]
        try:
            agency = self.initiative.agency_answered_for(by)
            with transaction.atomic():
                Draft.objects.filter(user=by, address=address).delete()
                return self.initiative.record(
                    after=self.cleaned_data["version"], by=by, agency=agency, **said
                )
        except OutOfDate:
            self._look_again()
            newest = self.newest
            if newest and newest.recorded_by == by and _says(newest, said):
                return newest
            raise

    def offer_both(self) -> None:
        """After a conflict: keep what was typed, and let the next save follow what stands now."""
        self._send_next("version", str(self._newest_number))
        self._send_next("redactions", str(self.times_redacted))
        self.add_error(
            "outcome",
            "Somebody else changed the outcome while you were writing. Both texts are shown: bring "
            "yours up to date, then save it.",
        )


def _marks(cautions: list[Caution]) -> str:
    return " ".join(caution.mark for caution in cautions)


def _says(update: OutcomeUpdate, said: dict[str, Any]) -> bool:
    return all(getattr(update, name) == value for name, value in said.items())
