"""The year end performance report, as Appendix A of the pack prints it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from initiatives.rows import InitiativeRow, plan_rows
from priorities.models import PaperParticulars, PartnershipPlan
from reports.document import Column, DataColumn, Group, Report, Row, Table
from reports.glossary import with_built_glossary
from reports.particulars import particulars_for

COLUMNS = (
    Column("Target", "target", 22),
    Column("Lead Agency", "lead_agency", 12),
    Column("Outcome", "outcome", 66),
)
UNPLACED = "No key priority recorded"


@dataclass
class _Priority:
    """A key priority with its targets, as one statement reads them."""

    pk: int
    number: int
    title: str
    description: str
    targets: list[tuple[int, str]] = field(default_factory=list)


def build(
    plan: PartnershipPlan, *, as_of: date, rows: Sequence[InitiativeRow] | None = None
) -> Report:
    """Target, lead agency and outcome under each key priority; each initiative prints once.

    `rows` are the plan's, if they are at hand; else they are read.
    """
    rows = plan_rows(plan, as_of=as_of) if rows is None else rows
    by_target: dict[int, list[InitiativeRow]] = defaultdict(list)
    by_priority: dict[int | None, list[InitiativeRow]] = defaultdict(list)
    for row in rows:
        if row.target_id:
            by_target[row.target_id].append(row)
        else:
            by_priority[row.priorities[0].pk if row.priorities else None].append(row)
    tables = [
        _table(priority, by_target, by_priority[priority.pk])
        for priority in _priorities_and_targets(plan)
    ]
    if unplaced := by_priority[None]:
        tables.append(Table(UNPLACED, COLUMNS, _by_label(unplaced), heading=UNPLACED.upper()))
    paper = Report(
        slug="year-end",
        year=plan.year,
        as_of=as_of,
        is_to_be_issued=True,
        particulars=particulars_for(plan, PaperParticulars.Paper.YEAR_END, date_words="Date: "),
        sections=tuple(tables),
        section_column=DataColumn("Key Priority", "key_priority"),
    )
    return with_built_glossary(paper, plan)


def _table(
    priority: _Priority, by_target: dict[int, list[InitiativeRow]], others: list[InitiativeRow]
) -> Table:
    """One key priority: a target nobody worked on still appears, with an empty row."""
    targets = tuple(
        Group(heading=text, rows=tuple(map(_row, by_target[pk])) or (Row(("", "")),))
        for pk, text in priority.targets
    )
    return Table(
        caption=f"Key priority {priority.number}: {priority.title}",
        heading=f"KEY PRIORITY {priority.number}: {priority.title.upper()}",
        description=priority.description,
        columns=COLUMNS,
        groups=targets + _by_label(others),
    )


def _by_label(rows: Iterable[InitiativeRow]) -> tuple[Group, ...]:
    return tuple(Group(heading=row.label, rows=(_row(row),)) for row in rows)


def _row(row: InitiativeRow) -> Row:
    return Row((row.led_by, row.outcome), reference=row.reference)


def _priorities_and_targets(plan: PartnershipPlan) -> list[_Priority]:
    """The plan's key priorities in order, each with its targets, in one statement."""
    priorities: dict[int, _Priority] = {}
    joined = plan.key_priorities.order_by("number", "targets__number").values_list(
        "pk", "number", "title", "description", "targets__pk", "targets__text"
    )
    for pk, number, title, description, target, text in joined:
        priority = priorities.setdefault(pk, _Priority(pk, number, title, description))
        if target is not None:
            priority.targets.append((target, text))
    return list(priorities.values())
