"""The annual partnership plan, as Appendix B of the pack prints it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from django.db.models import F

from initiatives.rows import InitiativeRow, plan_rows
from priorities.models import PaperParticulars, PartnershipPlan, PlanFramework
from priorities.text import without_mark
from reports.document import Column, Group, Points, Report, Row, Section, Table, Text
from reports.field_names import field_names
from reports.glossary import with_built_glossary, with_whole_glossary
from reports.particulars import particulars_for


def build(
    plan: PartnershipPlan, *, as_of: date, rows: Sequence[InitiativeRow] | None = None
) -> Report:
    """The priorities agreed, the lists of other bodies, every initiative, and the glossary.

    `rows` are the plan's, if they are at hand; else they are read.
    """
    rows = plan_rows(plan, as_of=as_of) if rows is None else rows
    taken_up = _taken_up(plan)
    frameworks = list(taken_up)
    with_glossary = with_whole_glossary if plan.prints_glossary else with_built_glossary
    paper = Report(
        slug="annual-plan",
        year=plan.year,
        as_of=as_of,
        is_to_be_issued=True,
        particulars=particulars_for(plan, PaperParticulars.Paper.ANNUAL_PLAN),
        sections=(
            *_key_priorities(plan),
            *_others_considered(plan, taken_up),
            _initiatives(plan, frameworks, rows),
        ),
    )
    return with_glossary(paper, plan)


def _key_priorities(plan: PartnershipPlan) -> list[Section]:
    """The plan's key priorities, each with the points it includes, in one statement."""
    joined = plan.key_priorities.order_by("number", "points__position", "points__pk").values_list(
        "number", "title", "description", "points__text"
    )
    sections: list[Section] = []
    for (number, title, description), rows in groupby(joined, key=lambda row: row[:3]):
        body = "\n".join(filter(None, [title, description]))
        sections.append(Text(f"KEY PRIORITY (KP) {number}", body, level=3))
        if points := tuple(text for *_, text in rows if text):
            sections.append(Points("", points, opening="This KP includes:"))
    if not sections:
        return []
    many, partnership = sum(isinstance(section, Text) for section in sections), plan.partnership
    heading = (
        f"{many} {partnership.name.upper()} ({partnership.short_name}) "
        f"KEY PRIORITIES FOR {plan.long_year}:"
    )
    return [Text(heading), *sections]


def _taken_up(plan: PartnershipPlan) -> dict[PlanFramework, tuple[str, ...]]:
    """The lists of other bodies that the plan takes up, each with its priorities, in one statement."""
    joined = plan.plan_frameworks.select_related("framework").annotate(
        priority=F("framework__priorities__text")
    )
    in_order = joined.order_by("position", "pk", "framework__priorities__number")
    return {
        taken_up: tuple(row.priority for row in rows if row.priority)
        for taken_up, rows in groupby(in_order)
    }


def _others_considered(
    plan: PartnershipPlan, taken_up: Mapping[PlanFramework, tuple[str, ...]]
) -> Iterator[Section]:
    """The lists of other bodies, in their own words."""
    if taken_up:
        short_name = plan.partnership.short_name
        yield Text(f"OTHER KEY PRIORITIES CONSIDERED BY THE {short_name} IN {plan.long_year}:")
    for framework, priorities in ((each.framework, texts) for each, texts in taken_up.items()):
        about = "\n".join(filter(None, [framework.vision, framework.plan_text]))
        yield Text(framework.name, about, level=3)
        if framework.aims:
            aims = tuple(map(without_mark, framework.aims.splitlines()))
            yield Points("", aims, opening=framework.aims_heading)
        opening = [framework.priorities_heading, framework.priorities_opening]
        yield Points(
            "",
            priorities,
            opening="\n".join(filter(None, opening)),
            numbered=True,
        )


def _initiatives(
    plan: PartnershipPlan, frameworks: Sequence[PlanFramework], rows: Sequence[InitiativeRow]
) -> Table:
    own = (
        Column("PROJECT / INITIATIVE", "initiative", 16),
        Column("OUTCOMES", "outcome", 42),
        Column("TIMING", "timing", 9),
        Column("FUND SOURCE", "fund_source", 8),
        Column("LEAD AGENCY", "lead_agency", 8),
        Column(f"{plan.partnership.short_name} KP's (list)", "key_priorities", 6),
    )
    fields = field_names(
        [taken_up.framework.short_name for taken_up in frameworks],
        beside=[column.field for column in own],
    )
    others = (
        Column(taken_up.column_heading, field, 6)
        for taken_up, field in zip(frameworks, fields, strict=True)
    )
    return Table(
        caption=f"Projects and initiatives {plan.long_year}",
        columns=(*own, *others),
        groups=tuple(Group((_row(row, frameworks),)) for row in rows),
    )


def _row(row: InitiativeRow, frameworks: Sequence[PlanFramework]) -> Row:
    cells = (
        row.title or row.target_text,
        row.outcome,
        row.timing,
        row.funded_by,
        row.led_by,
        row.priority_numbers,
        *(row.framework_numbers(taken_up.framework_id) for taken_up in frameworks),
    )
    return Row(cells, reference=row.reference)
