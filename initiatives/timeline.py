"""The story of one initiative's outcome, each update beside what stood before it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from django.utils import timezone

from initiatives.models import Answer, OutcomeUpdate


class Entry(NamedTuple):
    """An update, the one that printed before it, and the status that had been said until then."""

    update: OutcomeUpdate
    before: OutcomeUpdate | None
    status_before: str

    @property
    def day(self) -> date:
        return self.update.reported_on

    @property
    def is_new_text(self) -> bool:
        """Whether it changed the text that stood before it; the first of all has none to change."""
        return self.before is not None and self.before.text != self.update.text


class Unchanged(NamedTuple):
    """An accepted answer that became no update: that nothing changed, or that there was no news."""

    answer: Answer

    @property
    def day(self) -> date:
        return timezone.localdate(self.answer.written_at)


Story: TypeAlias = list[Entry | Unchanged]


def timeline(updates: Sequence[OutcomeUpdate], answers: Iterable[Answer] = ()) -> Story:
    """The updates, which come newest first, in their order, and among them the answers that became none."""
    entries: Story = []
    before, status = None, ""
    for update in reversed(updates):
        entries.append(Entry(update, before, status))
        before, status = update, update.status or status
    entries += map(Unchanged, answers)
    return sorted(entries, key=lambda entry: entry.day)[::-1]  # updates of one day keep their order
