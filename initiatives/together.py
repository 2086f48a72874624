"""One change to several initiatives of a plan: what it would do to each, and doing it to all or none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from initiatives.linking import keep_links, keep_names
from initiatives.models import Initiative, OutcomeUpdate, Status
from initiatives.models.links import joined_names
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.moved_ends import how_it_moves
from initiatives.names import ReadName
from initiatives.rows import NO_STATUS, InitiativeRow, initiative_rows
from initiatives.timing import Timing, parse_timing
from priorities.models import KeyPriority
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class ChangedMeanwhile(Exception):
    """Somebody changed some of the initiatives since they were looked at; nothing was done to any."""


@dataclass(frozen=True)
class Wanted:
    """What the initiatives are to have in common; blank leaves a thing as each has it."""

    status: str = ""
    status_reason: str = ""
    leads: Sequence[ReadName] = ()
    priorities: Sequence[KeyPriority] = ()
    instead: bool = False  # of the key priorities each serves now, not beside them
    timing: str = ""
    end_reason: str = ""

    @cached_property
    def led_by(self) -> str:
        """The leads as they will print."""
        return joined_names((name.joined_by, name.written) for name in self.leads)

    @cached_property
    def reading(self) -> Timing:
        """How the timing is understood."""
        return parse_timing(self.timing)


class Change(NamedTuple):
    """One thing that changes about an initiative, before and after, in words."""

    what: str
    old: str
    new: str


class Chosen(NamedTuple):
    """An initiative among those chosen, as it stood when it was looked at."""

    row: InitiativeRow
    pk: int
    version: int
    newest: int  # the number of its newest update
    status_reason: str

    @property
    def mark(self) -> str:
        """What tells whether anybody has changed it since."""
        return f"{self.row.number}.{self.version}.{self.newest}"

    def changes(self, wanted: Wanted) -> list[Change]:
        """What would change about it; nothing where it is so already."""
        return [change for change in self._compared(wanted) if change.old != change.new]

    def moves_its_end(self, wanted: Wanted) -> bool:
        """Whether it has an end that the timing wanted would move."""
        rewritten = wanted.timing and wanted.timing != self.row.timing
        return bool(rewritten and self.row.ends_on) and self.row.ends_on != wanted.reading.ends_on

    def priorities_after(self, wanted: Wanted) -> dict[int, str]:
        """The key priorities it would serve, with their numbers, in its own order."""
        new = {priority.pk: str(priority.number) for priority in wanted.priorities}
        old = {priority.pk: priority.text for priority in self.row.priorities}
        kept = {pk: number for pk, number in old.items() if pk in new or not wanted.instead}
        return kept | new if new else old

    def _compared(self, wanted: Wanted) -> Iterator[Change]:
        row = self.row
        if wanted.status and (wanted.status, wanted.status_reason) != (row.status, ""):
            new = _status(wanted.status, wanted.status_reason)
            yield Change("Status", _status(row.status, self.status_reason), new)
        if wanted.leads:
            yield Change("Lead agency", row.led_by or "None", wanted.led_by)
        if wanted.priorities:
            numbers = ", ".join(self.priorities_after(wanted).values())
            yield Change("Key priorities", row.priority_numbers or "None", numbers)
        if wanted.timing:
            moved = ""
            if self.moves_its_end(wanted):
                moved = f". The end moves {how_it_moves(row.reading, wanted.reading)}"
            yield Change("Timing", row.timing or "None", f"{wanted.timing}{moved}")


def _status(status: str, reason: str) -> str:
    word = Status(status).label if status else NO_STATUS
    return f"{word}: {reason}" if reason else word


# Which of a plan's rows are chosen: those ticked, or those a filter finds.
Picks = Callable[[Iterable[InitiativeRow]], list[InitiativeRow]]


def choose(initiatives: InitiativeQuerySet, picks: Picks, *, as_of: date) -> list[Chosen]:
    """The initiatives that `picks` picks, in printed order, each as it stands now."""
    # First the marks: whoever saves before the rows are read is noticed later, not overwritten.
    marks = _marks(initiatives)
    rows = picks(initiative_rows(initiatives, as_of=as_of))
    return [Chosen(row, *marks[row.number]) for row in rows if row.number in marks]


def _marks(initiatives: InitiativeQuerySet) -> dict[int, tuple[int, int, int, str]]:
    said = OutcomeUpdate.objects.filter(initiative=OuterRef("pk")).exclude(status="")
    reason = said.order_by("-reported_on", "-number").values("status_reason")[:1]
    marked = initiatives.order_by().annotate(
        newest=Coalesce(Max("updates__number"), 0),
        reason=Coalesce(Subquery(reason), Value("")),
    )
    return {
        number: (pk, version, newest, reason)
        for number, pk, version, newest, reason in marked.values_list(
            "number", "pk", "version", "newest", "reason"
        )
    }


def change_together(
    initiatives: InitiativeQuerySet,
    picks: Picks,
    wanted: Wanted,
    *,
    seen: Iterable[str],
    by: "User",
) -> int:
    """Do to each initiative picked what is wanted of all; tells how many changed.

    `seen` are the marks of those that were looked at. Raises ChangedMeanwhile, with nothing done to
    any, when other ones are picked by now or somebody has changed one of them.
    """
    today = timezone.localdate()
    try:
        with transaction.atomic():
            chosen = choose(initiatives, picks, as_of=today)
            if {each.mark for each in chosen} != set(seen):
                raise ChangedMeanwhile
            changing = [each for each in chosen if each.changes(wanted)]
            records = Initiative.objects.in_bulk([each.pk for each in changing])
            for each in changing:
                _change(records[each.pk], each, wanted, by=by, today=today)
    except OutOfDate as clash:
        raise ChangedMeanwhile from clash
    return len(changing)


def _change(initiative: Any, chosen: Chosen, wanted: Wanted, *, by: "User", today: date) -> None:
    changed = {change.what for change in chosen.changes(wanted)}
    if changed - {"Status"}:
        initiative.claim(chosen.version)
        if "Timing" in changed:
            initiative.timing = wanted.timing
        if chosen.moves_its_end(wanted):
            initiative._change_reason = wanted.end_reason
        initiative.save()
    if "Lead agency" in changed:
        keep_names(initiative.lead_set, "agency", wanted.leads)
    if "Key priorities" in changed:
        pks = chosen.priorities_after(wanted)
        priorities = KeyPriority.objects.in_bulk(list(pks))
        keep_links(initiative.prioritylink_set, "key_priority", [priorities[pk] for pk in pks])
    if "Status" in changed:  # said anew of the outcome as it prints
        initiative.record(
            after=chosen.newest,
            by=by,
            text=chosen.row.outcome,
            status=wanted.status,
            status_reason=wanted.status_reason,
            reported_on=today,
        )
