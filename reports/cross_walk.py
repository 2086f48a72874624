"""The priority cross-walk: which initiatives serve the partnership's priorities and other bodies' too."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from initiatives.rows import InitiativeRow, plan_rows
from priorities.models import PartnershipPlan
from priorities.taken_up import TakenUp, lists_taken_up
from reports.document import Column, Group, Report, Row, Section, Table, Text
from reports.field_names import field_names
from reports.matrices import Line, Matrices
from reports.particulars import working_particulars


def build(plan: PartnershipPlan, *, as_of: date) -> Report:
    """How many initiatives serve which priorities, a matrix for each list; then every initiative."""
    rows = plan_rows(plan, as_of=as_of)
    lists = lists_taken_up(plan)
    agreed = list(plan.key_priorities.values_list("pk", "number", "title"))
    short_name = plan.partnership.short_name
    own = [
        Line(pk, f"{short_name} {number}", title, {"priority": str(pk)})
        for pk, number, title in agreed
    ]
    matrices = Matrices(plan, own, lists, rows)
    others = [section for taken_up in lists for section in matrices.sections_of(taken_up)]
    no_lists = Text("Other bodies’ priorities", "This plan takes up no other body’s priorities.")
    return Report(
        slug="cross-walk",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "priority cross-walk"),
        sections=(
            matrices.own_priorities(),
            *(others or [no_lists]),
            *_initiatives(short_name, {pk: number for pk, number, _ in agreed}, lists, rows),
        ),
    )


def _initiatives(
    short_name: str,
    numbers: Mapping[int, int],
    lists: Sequence[TakenUp],
    rows: Sequence[InitiativeRow],
) -> Iterator[Section]:
    """Every initiative, with the numbers of the priorities it serves."""
    if not rows:
        yield Text("Every initiative", "This plan has no initiatives yet.")
        return
    own = (
        Column("Project / initiative", "initiative", 25),
        Column("Outcome", "outcome", 45),
        Column(f"{short_name} key priorities", "key_priorities", 10),
    )
    fields = field_names(
        [taken_up.short_name for taken_up in lists], beside=[column.field for column in own]
    )
    others = (
        Column(f"{taken_up.mark} priorities", field, 10)
        for taken_up, field in zip(lists, fields, strict=True)
    )
    groups = tuple(Group((_row(row, numbers, lists),)) for row in rows)
    yield Table("Every initiative", (*own, *others), groups, heading="Every initiative")


def _row(row: InitiativeRow, numbers: Mapping[int, int], lists: Sequence[TakenUp]) -> Row:
    served = (str(number) for pk, number in numbers.items() if pk in row.served_priority_ids)
    others = (row.framework_numbers(taken_up.framework_id) for taken_up in lists)
    cells = (row.label, row.outcome, ", ".join(served), *others)
    return Row(cells, reference=row.reference, addresses=(row.address, *[""] * (len(cells) - 1)))
