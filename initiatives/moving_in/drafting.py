"""From a paper's rows and a person's decisions to everything that will be saved."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date

from django.utils import timezone

from initiatives.files.contents import FileRead
from initiatives.models import Status
from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions, KeyPriorityDraft
from initiatives.moving_in.existing import ExistingPlan, existing_plan
from initiatives.moving_in.finding import chosen, find
from initiatives.moving_in.frameworks import ListDraft, lists_in, not_said_yet, numbers_in
from initiatives.moving_in.glossary import glossary
from initiatives.moving_in.key_priorities import key_priorities, served
from initiatives.moving_in.names import new_names
from initiatives.moving_in.paper_heading import paper_heading, prints_glossary
from initiatives.moving_in.plan_draft import InitiativeDraft, PlanDraft, TargetDraft
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.moving_in.priority_names import title_key
from initiatives.moving_in.problems import problems_of
from initiatives.moving_in.timings import on_a_line, read_as_it_can_be_kept
from initiatives.moving_in.values import Values, values_of
from initiatives.moving_in.words import word_key
from initiatives.moving_in.worth_a_look import warnings_of
from priorities.text import one_ending


def draft(read: FileRead, decisions: Decisions) -> PlanDraft:
    """The plan as it will be saved, and what a person has to decide before."""
    everything = plan_rows(read, replace(decisions, left_out=()))
    return draft_of(everything, read, decisions)


def draft_of(rows: Sequence[PlanRow], read: FileRead, decisions: Decisions) -> PlanDraft:
    """The same of rows that were put together already; its work grows with the rows alone."""
    left_out = set(decisions.left_out)
    moved = [row for row in rows if row.rows[0] not in left_out]
    values, existing = values_of(moved, decisions), existing_plan(decisions.start_year)
    priorities = key_priorities(read, moved, decisions)
    lists = lists_in(moved, existing.plan)
    tables = chosen(find(read), decisions)
    heading, explained = (
        paper_heading(read, tables, decisions),
        glossary(read, tables, decisions),
    )
    drafter = _Drafter(values, priorities, existing, lists)
    initiatives = tuple(map(drafter.initiative, moved))
    plan = PlanDraft(
        start_year=decisions.start_year,
        existing=existing,
        reported_on=_reported_on(decisions),
        key_priorities=priorities,
        targets=tuple(drafter.targets.values()),
        initiatives=initiatives,
        left_out=tuple(drafter.initiative(row) for row in rows if row.rows[0] in left_out),
        row_order=tuple(row.rows[0] for row in rows),
        new_agencies=tuple(new_names(values.leads)),
        new_fund_sources=tuple(new_names(values.fund_sources)),
        lists=lists,
        heading=heading,
        glossary=explained,
        prints_glossary=prints_glossary(heading, explained, decisions),
    )
    return plan.with_notices(
        problems=problems_of(plan, values, decisions, not_said_yet(read, decisions)),
        warnings=warnings_of(plan, values),
    )


class _Drafter:
    """Makes initiatives of rows, each value of which was read once."""

    def __init__(
        self,
        values: Values,
        priorities: Sequence[KeyPriorityDraft],
        existing: ExistingPlan,
        lists: Sequence[ListDraft],
    ) -> None:
        self.lists = lists
        self.leads = {cell.written: cell.stands_for for cell in values.leads}
        self.funding = {cell.written: cell.stands_for for cell in values.fund_sources}
        self.statuses = {word_key(word.written): word.status for word in values.statuses}
        self.timings = {cell.written: cell.reading for cell in values.timings}
        self.known = with_existing(priorities, existing)
        self.only = tuple(each.number for each in self.known) if len(self.known) == 1 else ()
        self.priorities: dict[str, tuple[int, ...]] = {}
        self.existing = existing
        self.targets: dict[tuple[int, str], TargetDraft] = {}

    def initiative(self, row: PlanRow) -> InitiativeDraft:
        target, timing = on_a_line(row.target), on_a_line(row.timing)
        numbers = self._served(row)
        status = self.statuses.get(word_key(row.status), "")
        asks_why = bool(status) and Status(status).asks_why
        return InitiativeDraft(
            row=row,
            title=on_a_line(row.title),
            target=self._target(numbers, target) if target else None,
            priorities=numbers,
            leads=self.leads.get(row.lead, ()),
            funding=self.funding.get(row.fund_source, ()),
            timing=self.timings.get(timing) or read_as_it_can_be_kept(timing),
            outcome=_several_lines(row.outcome),
            internal_note=_several_lines(row.internal_note),
            status=status,
            status_reason=on_a_line(row.status_reason) if asks_why else "",
            lists=numbers_in(row, self.lists),
        )

    def _served(self, row: PlanRow) -> tuple[int, ...]:
        """The key priorities it serves; a target that names none stands under the only one."""
        if not row.priority.strip():
            return self.only if row.target.strip() else ()
        if row.priority not in self.priorities:
            self.priorities[row.priority] = served(row.priority, self.known) or ()
        return self.priorities[row.priority]

    def _target(self, numbers: tuple[int, ...], text: str) -> TargetDraft:
        place = (numbers[0] if numbers else 0, title_key(text))
        there = self.existing.targets.get(place)
        return self.targets.setdefault(place, TargetDraft(place[0], there.text if there else text))


def with_existing(
    priorities: Sequence[KeyPriorityDraft], existing: ExistingPlan
) -> list[KeyPriorityDraft]:
    """The key priorities of the paper, and those of the plan year that it does not name."""
    drafted = {each.number for each in priorities}
    there = existing.key_priorities.values()
    return [
        *priorities,
        *(
            KeyPriorityDraft(each.number, each.title)
            for each in there
            if each.number not in drafted
        ),
    ]


def _reported_on(decisions: Decisions) -> date | None:
    """The day that was decided; today where none was, and None for what is no day."""
    if not decisions.reported_on:
        return timezone.localdate()
    with suppress(ValueError):
        return date.fromisoformat(decisions.reported_on)
    return None


def _several_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in one_ending(text).split("\n")).strip("\n")
