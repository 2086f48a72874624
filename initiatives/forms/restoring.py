from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db import transaction
from django.utils import timezone

from initiatives.models import OutcomeUpdate
from priorities.forms import VersionField

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class RestoreForm(forms.Form):
    """Puts an earlier outcome's text into use again, as a new update; it asks nothing."""

    version = VersionField()

    def __init__(self, data: Any = None, *, earlier: OutcomeUpdate) -> None:
        self.earlier = earlier
        self.initiative = earlier.initiative
        self._look_again()
        super().__init__(data, initial={"version": self.newest.number})
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", "Use this text again"))

    def _look_again(self) -> None:
        updates = list(self.initiative.updates.select_related("recorded_by", "answer"))
        self.printed = max(updates, key=lambda update: (update.reported_on, update.number))
        self.newest = max(updates, key=lambda update: update.number)

    @property
    def is_needed(self) -> bool:
        """Whether another text prints now; what prints already needs nobody to restore it."""
        return self.printed.text != self.earlier.text

    def save(self, *, by: "User") -> OutcomeUpdate:
        """Record the text as of today. Raises OutOfDate when somebody recorded one meanwhile."""
        with transaction.atomic():
            self.initiative.hold()
            self.earlier.refresh_from_db(fields=["text"])  # words may have been taken out of it
            return self.initiative.record(
                after=self.cleaned_data["version"],
                by=by,
                agency=self.initiative.agency_answered_for(by),
                text=self.earlier.text,
                reported_on=timezone.localdate(),
                source=OutcomeUpdate.Source.RESTORE,
            )

    def offer_both(self) -> None:
        """After a conflict: show what stands now, and let the next save follow it."""
        self._look_again()
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data["version"] = str(self.newest.number)
