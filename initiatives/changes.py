"""What changed in a plan since a day: which initiatives came and went, and what is said anew of them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import NamedTuple

from django.utils import timezone

from initiatives.as_it_stood import Said, as_it_stood
from initiatives.models import Status
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.rows import InitiativeRow, initiative_rows
from priorities.models import KeyPriority

HEADINGS = Said(
    title="Project or initiative",
    target="Target",
    led_by="Lead agency",
    funded_by="Fund source",
    timing="Timing",
    priorities="Key priorities",
    status="Status",
    outcome="Outcome",
)


class Fate(Enum):
    """What became of an initiative, or of its outcome."""

    ADDED = "Added"
    CHANGED = "Changed"
    REMOVED = "Removed"


class Difference(NamedTuple):
    """Something said otherwise than before; "" is nothing said."""

    heading: str
    old: str
    new: str


class Change(NamedTuple):
    """One initiative that is not as it was."""

    initiative: InitiativeRow
    fate: Fate
    differences: tuple[Difference, ...]

    @property
    def outcome_fate(self) -> Fate | None:
        """What became of its outcome; one that leaves with its initiative counts for nothing."""
        for heading, old, new in self.differences:
            if heading == HEADINGS.outcome:
                return Fate.CHANGED if old and new else Fate.ADDED if new else Fate.REMOVED
        return None


class Changes(NamedTuple):
    """All that changed in a plan since a day, in printed order."""

    since: date
    changes: list[Change]

    @property
    def counts(self) -> list[tuple[str, list[tuple[Fate, int]]]]:
        """How many initiatives, and how many outcomes, were added, changed and removed."""
        initiatives = [change.fate for change in self.changes]
        outcomes = [change.outcome_fate for change in self.changes]
        return [
            ("Initiatives", [(fate, initiatives.count(fate)) for fate in Fate]),
            ("Outcomes", [(fate, outcomes.count(fate)) for fate in Fate]),
        ]


def changes_since(initiatives: InitiativeQuerySet, *, since: date, as_of: date) -> Changes:
    """What is otherwise now than before that day began, by the moment it was recorded.

    Outcomes and statuses are those reported by `as_of`. An initiative that came and went since is
    left out.
    """
    before = as_it_stood(initiatives, at=timezone.make_aware(datetime.combine(since, time.min)))
    rows = initiative_rows(initiatives, as_of=as_of)
    served = KeyPriority.objects.filter(plan__in=initiatives.order_by().values("plan"))
    titles = {str(priority.number): str(priority) for priority in served}
    changes = [change for row in rows for change in _change(row, before.get(row.number), titles)]
    return Changes(since, changes)


def _change(row: InitiativeRow, before: Said | None, titles: Mapping[str, str]) -> Iterator[Change]:
    """The change of one initiative, if there is any."""
    if row.removed_on:
        if before is not None:
            yield Change(row, Fate.REMOVED, ())
        return
    old, new = _in_words(before or Said(), titles), _in_words(_said(row), titles)
    pairs = zip(HEADINGS, old, new, strict=True)
    differences = tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])
    if before is None or differences:
        yield Change(row, Fate.ADDED if before is None else Fate.CHANGED, differences)


def _said(row: InitiativeRow) -> Said:
    return Said(
        title=row.title,
        target=row.target_text,
        led_by=row.led_by,
        funded_by=row.funded_by,
        timing=row.timing,
        priorities=row.priority_numbers,
        status=row.status,
        outcome=row.outcome,
    )


def _in_words(said: Said, titles: Mapping[str, str]) -> Said:
    """The same with its status and key priorities in words: "KP4 To cut theft", a line for each."""
    numbers = said.priorities.split(", ") if said.priorities else []
    return said._replace(
        status=Status(said.status).label if said.status else "",
        priorities="\n".join(titles.get(number, f"KP{number}") for number in numbers),
    )
