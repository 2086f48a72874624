from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from initiatives.forms import OutcomeFields
from initiatives.models import Answer, Draft, OutcomeUpdate
from initiatives.returns.answerers import Answerer
from initiatives.returns.answering import Said, write_answer
from initiatives.returns.forms.left_out import LeftOut, left_out
from priorities.dates import DayField
from priorities.forms import VersionField
from priorities.text import LineFormField
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

Kind = Answer.Kind

_ASKED_BY = {  # the boxes that one kind of answer alone fills in
    Kind.UPDATED: ("outcome", "status", "status_reason", "internal_note"),
    Kind.NOTHING_TO_REPORT: ("asked_whom", "asked_on"),
}
_SEEN = ("version", "follows", "redactions")  # what stood when its writer began
_CHOSEN = {"status", "asked_on"}  # a choice or a day is no words of anybody's

_TAKEN_OUT = (
    "Words were taken out of what prints while you were writing. Compare your text with what stands "
    "now, leave those words out, then save it."
)


class AnswerForm(OutcomeFields):
    """What a lead agency answers about one initiative; `version` is that of the answer."""

    field_order = ["kind"]

    kind = forms.ChoiceField(
        label="What do you want to say?",
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose whether something has changed, nothing has, or there is nothing to report."
        },
    )
    asked_whom = LineFormField(
        label="Who was asked",
        required=False,
        max_length=200,
        help_text="For example, the venue’s manager.",
    )
    asked_on = DayField(
        label="When they were asked",
        required=False,
        until_today=True,
        help_text="For example, 30/8/2017.",
    )
    follows = VersionField()

    def __init__(self, data: Any = None, *, answer: Answer, draft: Draft | None = None) -> None:
        self.answer, self.draft = answer, draft
        self.clash: Answer | None = None
        self.left_out: LeftOut | None = None
        super().__init__(data, initiative=answer.initiative)
        if data is None and self.initial.get("kind") != Kind.UPDATED:
            self.cautions = []  # of a text that is not being answered with
            self.initial["cautions_seen"] = ""
        self.fields["kind"].choices = self._kinds()  # type: ignore[attr-defined]
        self.fields["kind"].widget.choice_hints = self._kind_hints()
        self.fields["outcome"].required = False
        self.fields["status"].show_optional = True  # type: ignore[attr-defined]
        for name in ("outcome", *_ASKED_BY[Kind.NOTHING_TO_REPORT]):  # whoever is asked has to say
            self.fields[name].show_optional = False  # type: ignore[attr-defined]

    def _as_it_stands(self) -> dict[str, Any]:
        """What is answered, or prints, with what is drafted on top: saved, it is held to what it saw."""
        return self._as_answered() | (self.draft.fields if self.draft else {})

    def _as_answered(self) -> dict[str, Any]:
        answer = self.answer
        follows = self.newest.number if self.newest else 0
        stands = super()._as_it_stands() | {"version": answer.version, "follows": follows}
        if not answer.kind:
            return stands
        stands["kind"] = answer.kind
        if answer.kind == Kind.UPDATED:
            stands |= {
                "outcome": answer.text,
                "internal_note": answer.internal_note,
                "status": answer.status or stands["status"],
                "status_reason": answer.status_reason,
            }
        return stands | {"asked_whom": answer.asked_whom, "asked_on": answer.asked_on}

    def _kinds(self) -> list[tuple[str, str]]:
        since = f" since {self.printed.reported_on:%-d %B %Y}" if self.printed else ""
        return [
            (Kind.UPDATED.value, "Something has changed"),
            (Kind.NO_CHANGE.value, f"No change{since}"),
            (Kind.NOTHING_TO_REPORT.value, "Nothing to report"),
        ]

    def _kind_hints(self) -> dict[str, str]:
        stands = (
            "The outcome stays as it prints now." if self.printed else "Nothing is printed yet."
        )
        return {
            Kind.UPDATED.value: "Write what has happened. It prints once an officer accepts it.",
            Kind.NO_CHANGE.value: stands,
            Kind.NOTHING_TO_REPORT.value: "You asked those who do the work, and had no news from them.",
        }

    def clean(self) -> dict[str, Any]:
        """What the kind of answer asks for must be there; what it does not ask for is no error."""
        cleaned = super().clean()
        kind = cleaned.get("kind")
        for asked_by, names in _ASKED_BY.items():
            for name in names:
                if kind != asked_by:
                    self.errors.pop(name, None)
        if kind == Kind.UPDATED and cleaned.get("outcome") == "":
            self.add_error("outcome", "Write the outcome: what has happened so far.")
        if kind == Kind.UPDATED and cleaned["redactions"] not in {self.times_redacted, -1}:
            self._send_next("redactions", str(self.times_redacted))
            self.add_error("outcome", _TAKEN_OUT)
        if kind == Kind.UPDATED and not self.errors and self._says_nothing_new(cleaned):
            self.add_error(
                "outcome",
                "Nothing in it has changed. Choose “No change”, or change the text.",
            )
        if kind == Kind.NOTHING_TO_REPORT:
            if cleaned.get("asked_whom") == "":
                self.add_error("asked_whom", "Say who was asked.")
            if "asked_on" in cleaned and cleaned["asked_on"] is None:
                self.add_error("asked_on", "Say when they were asked.")
        return cleaned

    def _says_nothing_new(self, cleaned: dict[str, Any]) -> bool:
        """Whether all that was sent stands already."""
        status = (cleaned.get("status"), cleaned.get("status_reason"))
        stands = (self.said.status, self.said.status_reason) if self.said else ("", "")
        return (
            self.printed is not None
            and cleaned.get("outcome") == self.printed.text
            and status in {stands, ("", "")}
            and cleaned.get("internal_note") == ""
        )

    def pauses(self) -> bool:
        """Whether its writer has first to be shown `left_out`, or the `cautions` of a new outcome."""
        found = self._left_out()
        if found and found.mark not in (self.cleaned_data["cautions_seen"] or "").split():
            self.left_out = found
            self._send_next("cautions_seen", found.mark)
            return True
        return self.cleaned_data["kind"] == Kind.UPDATED and super().pauses()

    def _left_out(self) -> LeftOut:
        """What was typed in words and is not of the chosen kind; without scripts every box is there."""
        kind = self.cleaned_data["kind"]
        said: list[Answer | OutcomeUpdate] = [self.answer, *self.updates]
        typed = {
            name: self.data.get(name, "")
            for asked_by, names in _ASKED_BY.items()
            for name in names
            if asked_by != kind and name not in _CHOSEN
        }
        stood = {
            "outcome": [each.text for each in said],
            "status_reason": [each.status_reason for each in said],
            "internal_note": [each.internal_note for each in said],
            "asked_whom": [self.answer.asked_whom],
        }
        return left_out(typed, stood, chosen=str(dict(self.fields["kind"].choices)[kind]))  # type: ignore[attr-defined]

    def write(self, answerer: Answerer) -> Answer:
        """Save the answer. Raises what `write_answer` does."""
        cleaned = self.cleaned_data
        names = ("internal_note", "status", "status_reason", "asked_whom", "asked_on")
        said = Said(
            kind=Kind(cleaned["kind"]),
            text=cleaned.get("outcome", ""),
            follows=max(cleaned["follows"], 0),
            **{name: cleaned[name] for name in names if name in cleaned},
        )
        seen = cleaned["version"]
        by, as_ = answerer.user, answerer.name
        return write_answer(self.answer, answerer.part, said, seen_version=seen, by=by, as_=as_)

    def keep_draft(self, *, by: "User", address: str) -> Draft:
        """Keep what is in the boxes, right or wrong, as the draft of `by` for the page at `address`.

        Raises OutOfDate when it was answered, or words were taken out of what prints, since the form
        was opened.
        """
        redactions = VersionField().clean(self.data.get("redactions"))
        if redactions not in {self.times_redacted, -1} or self._is_answered_since():
            raise OutOfDate(self.answer)
        names = ("kind", *(name for names in _ASKED_BY.values() for name in names), *_SEEN)
        fields = {name: self.data.get(name, "") for name in names}
        return Draft.objects.keep(by=by, initiative=self.initiative, address=address, fields=fields)

    def _is_answered_since(self) -> bool:
        return VersionField().clean(self.data.get("version")) != self.answer.version

    def offer_both(self) -> None:
        """After a conflict: keep what was typed, and let the next save follow what stands now."""
        if not self._is_answered_since():
            self._send_next("redactions", str(self.times_redacted))
            self.add_error("outcome", _TAKEN_OUT)
            return
        self.clash = newest = Answer.objects.select_related("agency").get(pk=self.answer.pk)
        self._send_next("version", str(newest.version))
        self.add_error(
            "kind",
            f"{newest.written_as or 'Somebody else'} answered this while you were writing. Both answers "
            "are shown: bring yours up to date, then save it.",
        )


def words_typed(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was typed in words, under its labels, to be given back where it cannot be saved."""
    names = ("outcome", "status_reason", "internal_note", "asked_whom")
    typed = ((str(AnswerForm.base_fields[name].label), sent.get(name, "")) for name in names)
    return [(label, text) for label, text in typed if text.strip()]
