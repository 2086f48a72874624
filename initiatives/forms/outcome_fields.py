from typing import Any

from django import forms
from django.db.models import Count

from initiatives.cautions import Caution, cautions
from initiatives.forms.status_reasons import ASKING_WHY, check_reason, leave_out_reason
from initiatives.models import Initiative, OutcomeUpdate, Redaction, Status
from initiatives.rows import NO_STATUS
from priorities.forms import VersionField
from priorities.text import LONGEST_TEXT, LineFormField, ProseFormField


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
            "max_length": "The outcome must be %(limit_value)s characters or fewer; "
            "it now has %(show_value)s.",
        },
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", NO_STATUS), *Status.choices],
        widget=StatusRadios,
        help_text="How it stands, at a glance. Committee members see it on their home page.",
    )
    status_reason = LineFormField(
        label="Reason for the status",
        required=False,
        max_length=500,
        help_text="Say in one line why it is at risk, off track or stopped. No other status keeps one.",
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
    statuses_asking_why = ASKING_WHY

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
        said = self.initiative.updates.select_related("recorded_by", "agency", "answer")
        counted: Any = said.annotate(times_redacted=Count("redactions"))
        self.updates: list[OutcomeUpdate] = list(counted.order_by("-reported_on", "-number"))
        self.printed = self.updates[0] if self.updates else None
        self.newest = max(self.updates, key=lambda update: update.number, default=None)
        self.times_redacted = sum(vars(update)["times_redacted"] for update in self.updates)

    def _count_redactions(self) -> None:
        """Look once more, while nobody else can take words out."""
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
        leave_out_reason(self, cleaned)
        check_reason(self, cleaned, they_are="the initiative is")
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


def _marks(cautions: list[Caution]) -> str:
    return " ".join(caution.mark for caution in cautions)
