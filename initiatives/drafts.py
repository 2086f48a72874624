"""The drafts that wait for their writer, by name, for the pages a person begins at."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from initiatives.models import Draft, Initiative

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


_NO_WORDS = {"kind", "status", "reported_on", "asked_on", "version", "follows", "redactions"}


@dataclass(frozen=True)
class WaitingDraft:
    """A draft and what it is about; "" where its writer can no longer carry on with it."""

    draft: Draft
    about: str

    @property
    def texts(self) -> list[str]:
        """What was written, for its writer to copy; a choice, a day or a number is no words
        of anybody's."""
        written = self.draft.fields.items()
        return [text for name, text in written if text.strip() and name not in _NO_WORDS]


def waiting_drafts(user: "User") -> list[WaitingDraft]:
    """The drafts of `user`, newest first, in one question to the database."""
    about: Any = Initiative.objects.filter(pk=OuterRef("initiative"))
    as_of = timezone.localdate()
    drafts = Draft.objects.visible_to(user).annotate(
        outcome=Subquery(about.with_outcome(as_of=as_of).values("outcome")),
        is_answerable=Exists(about.answerable_by(user)),
    )
    return [
        _named(draft) for draft in drafts.select_related("initiative__plan", "initiative__target")
    ]


def _named(draft: Any) -> WaitingDraft:
    initiative = draft.initiative
    initiative.outcome = draft.outcome  # by whose first words one without a title is called
    name = f"{initiative.label} ({initiative.reference})"
    return WaitingDraft(draft, name if draft.is_answerable else "")
