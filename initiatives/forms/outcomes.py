from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from initiatives.forms.outcome_fields import OutcomeFields
from initiatives.models import Draft, Initiative, OutcomeUpdate
from priorities.dates import DayField
from priorities.forms import VersionField
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


DRAFTED = ("outcome", "status", "status_reason", "internal_note", "reported_on")


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
        names = ("internal_note", "status", "status_reason", "reported_on")
        said = {name: self.cleaned_data[name] for name in names}
        said["text"] = self.cleaned_data["outcome"]
        try:
            agency = self.initiative.agency_answered_for(by)
            with transaction.atomic():
                self.initiative.hold()
                self._count_redactions()
                if self.cleaned_data["redactions"] not in {self.times_redacted, -1}:
                    raise OutOfDate(self.newest)
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


def _says(update: OutcomeUpdate, said: dict[str, Any]) -> bool:
    return all(getattr(update, name) == value for name, value in said.items())
