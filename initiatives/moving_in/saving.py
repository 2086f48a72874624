"""The records of a plan that is moved in, each with its history, in few statements."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from initiatives.models import (
    Agency,
    Funding,
    FundSource,
    Initiative,
    Lead,
    MoveIn,
    OutcomeUpdate,
    PriorityLink,
    SourceRow,
)
from initiatives.moving_in.known import says_no_money_is_needed
from initiatives.moving_in.look_alikes import match_key
from initiatives.moving_in.names import Stands
from initiatives.moving_in.plan_draft import InitiativeDraft, PlanDraft
from initiatives.moving_in.priority_names import title_key
from initiatives.timing import Timing
from priorities.models import KeyPriority, Partnership, PartnershipPlan, PriorityPoint, Target
from priorities.text import no_longer_than

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

AT_ONCE = 500  # rows of a statement, where the database takes as many
_LONGEST_REASON = 100
_LONGEST_PLACE = 200

Record = TypeVar("Record", bound=models.Model)


class Saving:
    """Saves one plan that is moved in. Call inside `atomic()`."""

    def __init__(self, move: MoveIn, draft: PlanDraft, *, by: "User") -> None:
        self.move, self.draft, self.by = move, draft, by
        self.reason = no_longer_than(_LONGEST_REASON, f"Moved in from {move.file_name}")

    def save(self) -> PartnershipPlan:
        """The plan year, with everything in it."""
        plan = self._plan()
        priorities = self._key_priorities(plan)
        targets = self._targets(plan, priorities)
        leads = self._agencies()
        funding = self._fund_sources()
        initiatives = self._bulk(Initiative, self._initiatives(plan, targets))
        pairs = list(zip(initiatives, self.draft.initiatives, strict=True))
        self._bulk(Lead, _joined(Lead, pairs, "agency", leads))
        self._bulk(Funding, _joined(Funding, pairs, "fund_source", funding))
        self._bulk(PriorityLink, _links(pairs, priorities))
        OutcomeUpdate.objects.bulk_create(self._updates(pairs), batch_size=AT_ONCE)
        SourceRow.objects.bulk_create(self._source_rows(pairs), batch_size=AT_ONCE)
        return plan

    def _plan(self) -> PartnershipPlan:
        """The plan year, new or there, that nobody else moves anything into meanwhile."""
        there = self.draft.existing.plan
        if there:
            return PartnershipPlan.objects.select_for_update().get(pk=there.pk)
        year = cast(int, self.draft.start_year)  # without one it is not ready to be saved
        return self._kept(PartnershipPlan(partnership=Partnership.current(), start_year=year))

    def _key_priorities(self, plan: PartnershipPlan) -> dict[int, KeyPriority]:
        there = dict(self.draft.existing.key_priorities)
        new = [each for each in self.draft.key_priorities if each.number not in there]
        made = self._bulk(
            KeyPriority,
            (
                KeyPriority(
                    plan=plan,
                    number=each.number,
                    title=each.title.strip(),
                    description=each.description.strip(),
                )
                for each in new
            ),
        )
        self._bulk(
            PriorityPoint,
            (
                PriorityPoint(key_priority=priority, position=position, text=point)
                for priority, each in zip(made, new, strict=True)
                for position, point in enumerate(each.points, start=1)
            ),
        )
        return there | {priority.number: priority for priority in made}

    def _targets(
        self, plan: PartnershipPlan, priorities: dict[int, KeyPriority]
    ) -> dict[tuple[int, str], Target]:
        there = dict(self.draft.existing.targets)
        last: dict[int, int] = {}
        for (priority, _), target in there.items():
            last[priority] = max(last.get(priority, 0), target.number)
        new = []
        for each in self.draft.targets:
            if (each.priority, title_key(each.text)) in there:
                continue
            last[each.priority] = number = last.get(each.priority, 0) + 1
            new.append(
                Target(key_priority=priorities[each.priority], number=number, text=each.text)
            )
        made = self._bulk(Target, new)
        return there | {
            (target.key_priority.number, title_key(target.text)): target for target in made
        }

    def _agencies(self) -> dict[str, int]:
        """The new agencies, by what is the same in all spellings of their names."""
        return {
            match_key(new.name): self._kept(
                Agency(name=new.name, short_name=new.short_name or new.name)
            ).pk
            for new in self.draft.new_agencies
        }

    def _fund_sources(self) -> dict[str, int]:
        kinds = FundSource.Kind
        return {
            match_key(new.name): self._kept(
                FundSource(
                    name=new.name,
                    kind=kinds.NOT_APPLICABLE
                    if says_no_money_is_needed(new.name)
                    else kinds.FUNDER,
                )
            ).pk
            for new in self.draft.new_fund_sources
        }

    def _initiatives(
        self, plan: PartnershipPlan, targets: dict[tuple[int, str], Target]
    ) -> Iterator[Initiative]:
        first = self.draft.existing.last_number + 1
        for number, draft in enumerate(self.draft.initiatives, start=first):
            goal = draft.target
            yield Initiative(
                plan=plan,
                number=number,
                title=draft.title,
                target=targets[goal.priority, title_key(goal.text)] if goal else None,
                **_timing(draft.timing),
            )

    def _updates(self, pairs: "_Pairs") -> Iterator[OutcomeUpdate]:
        now = timezone.now()
        reported_on = cast(date, self.draft.reported_on)  # without one it is not ready either
        for initiative, draft in pairs:
            if draft.says_something:
                yield OutcomeUpdate(
                    initiative=initiative,
                    number=1,
                    text=draft.outcome,
                    internal_note=draft.internal_note,
                    status=draft.status,
                    status_reason=draft.status_reason,
                    reported_on=reported_on,
                    recorded_at=now,
                    recorded_by=self.by,
                    source=OutcomeUpdate.Source.IMPORT,
                )

    def _source_rows(self, pairs: "_Pairs") -> Iterator[SourceRow]:
        for initiative, draft in pairs:
            yield SourceRow(
                initiative=initiative,
                move_in=self.move,
                place=no_longer_than(_LONGEST_PLACE, draft.row.place),
                cells=[list(cell) for cell in draft.row.cells],
            )

    def _bulk(self, model: type[Record], records: Iterable[Record]) -> list[Record]:
        made: list[Record] = bulk_create_with_history(
            list(records),
            model,
            batch_size=AT_ONCE,
            default_user=self.by,
            default_change_reason=self.reason,
        )
        return made

    def _kept(self, record: Record) -> Record:
        record._change_reason = self.reason  # type: ignore[attr-defined]
        record._history_user = self.by  # type: ignore[attr-defined]
        record.save()
        return record


_Pairs = list[tuple[Initiative, InitiativeDraft]]


def _timing(reading: Timing) -> dict[str, Any]:
    """The columns that hold a timing and its reading."""
    return {
        "timing": reading.text,
        "timing_kind": reading.kind.value,
        "starts_on": reading.starts_on,
        "starts_precision": reading.starts_precision or "",
        "ends_on": reading.ends_on,
        "ends_precision": reading.ends_precision or "",
        "reading_of": reading.text,
    }


def _joined(
    link: type[Record], pairs: _Pairs, field: str, added: dict[str, int]
) -> Iterator[Record]:
    """The links of each initiative to its leads or fund sources, in order."""
    for initiative, draft in pairs:
        names = draft.leads if field == "agency" else draft.funding
        for position, (joined_by, stands) in enumerate(names, start=1):
            yield link(
                initiative=initiative,
                position=position,
                joined_by=joined_by,
                printed_as=stands.printed_as,
                **{f"{field}_id": _pk(stands, added)},
            )


def _pk(stands: Stands, added: dict[str, int]) -> int:
    return added[match_key(stands.new.name)] if stands.new else stands.pk or 0


def _links(pairs: _Pairs, priorities: dict[int, KeyPriority]) -> Iterator[PriorityLink]:
    for initiative, draft in pairs:
        for position, number in enumerate(draft.links, start=1):
            yield PriorityLink(
                initiative=initiative, key_priority=priorities[number], position=position
            )
