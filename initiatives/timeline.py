"""The story of one initiative's outcome, each update beside what stood before it."""

from collections.abc import Sequence
from typing import NamedTuple

from initiatives.models import OutcomeUpdate


class Entry(NamedTuple):
    """An update, the one that printed before it, and the status that had been said until then."""

    update: OutcomeUpdate
    before: OutcomeUpdate | None
    status_before: str

    @property
    def is_new_text(self) -> bool:
        """Whether it changed the text that stood before it; the first of all has none to change."""
        return self.before is not None and self.before.text != self.update.text


def timeline(updates: Sequence[OutcomeUpdate]) -> list[Entry]:
    """The entries in the order of the updates, which is the newest first."""
    entries: list[Entry] = []
    before, status = None, ""
    for update in reversed(updates):
        entries.append(Entry(update, before, status))
        before, status = update, update.status or status
    return entries[::-1]
