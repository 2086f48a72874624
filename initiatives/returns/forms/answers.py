from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db import transaction

from initiatives.forms import OutcomeForm
from initiatives.models import Answer, OutcomeUpdate, Return
from initiatives.returns.accepting import Wording, edit_and_accept, send_back
from initiatives.returns.answers import AnswerRow
from initiatives.returns.messages import tell_of_sent_back
from initiatives.returns.people import Recipient
from priorities.forms import VersionField
from priorities.mail import is_written_to_folder
from priorities.text import ProseFormField

if TYPE_CHECKING:
    from django.db import models

    from scp_tracker.accounts.models import User

LONGEST_REQUEST = 2_000


class AcceptForm(OutcomeForm):
    """An answer in the box, to be mended by an officer and accepted; `version` is the outcome's."""

    reported_on = None  # type: ignore[assignment]  # the day the answer was written
    answer_version = VersionField()

    def __init__(self, data: Any = None, *, answer: Answer) -> None:
        self.answer = answer
        super().__init__(data, initiative=answer.initiative)
        # What calls an initiative without a title by name; to ask for it again costs a statement.
        self.initiative.outcome = self.printed.text if self.printed else ""

    def _as_it_stands(self) -> dict[str, Any]:
        stands, answer = super()._as_it_stands(), self.answer
        said = {"status": answer.status, "status_reason": answer.status_reason}
        return {
            **stands,
            **(said if answer.status else {}),
            "outcome": answer.text,
            "internal_note": answer.internal_note,
            "answer_version": answer.version,
        }

    @property
    def is_overtaken(self) -> bool:
        """Whether a newer outcome was recorded since the answer's writer looked."""
        return bool(self.newest and self.newest.number > self.answer.follows)

    def save(self, *, by: "User") -> OutcomeUpdate | None:  # type: ignore[override]  # it may be no update
        """Accept the answer in these words; raises OutOfDate as `edit_and_accept` does."""
        cleaned = self.cleaned_data
        return edit_and_accept(
            self.answer,
            Wording(cleaned["outcome"], cleaned["internal_note"], *self._status()),
            seen_version=cleaned["answer_version"],
            by=by,
            after=cleaned["version"],
        )

    def _status(self) -> tuple[str, str]:
        """The status and its reason; none where the answer said none and what stands was left."""
        said = self.cleaned_data["status"], self.cleaned_data["status_reason"]
        stands = (self.said.status, self.said.status_reason) if self.said else ("", "")
        return ("", "") if not self.answer.status and said == stands else said

    def offer_newest(self, newest: "models.Model | None") -> None:
        """After a conflict: keep what was typed, and let the next try follow what stands now."""
        if isinstance(newest, Answer):
            self.answer = newest
            self._send_next("answer_version", str(newest.version))
        self._look_again()
        self._send_next("version", str(self.newest.number if self.newest else 0))
        self.add_error(
            "outcome",
            "Somebody wrote something newer while you were looking. Both texts are shown: bring "
            "the one in the box up to date, then accept it.",
        )


class SeenField(forms.CharField):
    """Which answers the page showed, each with its version: "12-3 13-1"; what is damaged is left out."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> dict[int, int]:
        """The versions by the number of the answer."""
        return versions_seen(str(value or "").split())


def versions_seen(said: Iterable[str]) -> dict[int, int]:
    """The versions by the number of the answer, from words such as "12-3"."""
    pairs = (each.split("-") for each in said)
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2
        and all(part.isascii() and part.isdigit() and len(part) < 10 for part in pair)
    }


class SendBackForm(forms.Form):
    """Which answers go back to their leads, and what is asked of them."""

    answers = forms.MultipleChoiceField(
        label="Which answers?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Select the answers to send back.",
            "invalid_choice": "One of the answers no longer waits. Look at the list again.",
        },
    )
    note = ProseFormField(
        label="What should they change?",
        max_length=LONGEST_REQUEST,
        help_text="The lead agencies get this by e-mail and see it beside their answer.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what the lead agency should change."},
    )
    seen = SeenField()

    def __init__(self, data: Any = None, *, rows: list[AnswerRow], chosen: str = "") -> None:
        self.rows = {str(row.answer.pk): row for row in rows}
        self.told: list[Recipient] = []  # whom its saving wrote to
        numbers = {str(row.initiative.number): key for key, row in self.rows.items()}
        first = [numbers[chosen]] if chosen in numbers else []
        seen = " ".join(row.seen for row in rows)
        super().__init__(data, initial={"answers": first, "seen": seen})
        fields: Any = self.fields
        if is_written_to_folder():
            fields["note"].help_text = (
                "The lead agencies see it beside their answer. No mail server is set up, so the message "
                "that tells them waits in the outbox: pass it on yourself."
            )
        fields["answers"].choices = [
            (key, f"{row.initiative.label} ({row.initiative.reference})")
            for key, row in self.rows.items()
        ]
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Send back"))

    def save(self, asked_in: Return) -> int:
        """Send the chosen answers back and write to their leads; tells how many went.

        Raises OutOfDate when one was changed since the officer looked.
        """
        answers = [self.rows[key].answer for key in self.cleaned_data["answers"]]
        with transaction.atomic():
            send_back(answers, self.cleaned_data["note"], seen=self.cleaned_data["seen"])
            self.told = tell_of_sent_back(asked_in, answers)
        return len(answers)

    def offer_newest(self) -> None:
        """After a conflict: keep what was typed, and let the next try follow what stands now."""
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["seen"] = " ".join(row.seen for row in self.rows.values())
        self.add_error(
            "answers",
            "A lead agency changed one of these answers while you were looking. Read it again before "
            "you send it back.",
        )
