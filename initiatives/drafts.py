"""The drafts that wait for their writer, by name, for the pages a person begins at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from initiatives.models import Draft, Initiative

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


@dataclass(frozen=True)
class WaitingDraft:
    """A draft and what it is about; "" where its writer can no longer carry on with it."""

    draft: Draft
    about: str

    @property
    def texts(self) -> list[str]:
        """What was written, for its writer to copy."""
        return [text for name, text in self.draft.fields.items() if " " in text.strip()]


def waiting_drafts(user: "User") -> list[WaitingDraft]:
    """The drafts of `user`, newest first: two questions to the database, however many there are."""
    drafts = list(Draft.objects.visible_to(user))
    if not drafts:
        return []
    named = {
        initiative.pk: f"{initiative.label} ({initiative.reference})"
        for initiative in Initiative.objects.answerable_by(user)
        .filter(pk__in={draft.initiative_id for draft in drafts})
        .select_related("plan", "target")
        .with_outcome(as_of=timezone.localdate())
    }
    return [WaitingDraft(draft, named.get(draft.initiative_id, "")) for draft in drafts]
