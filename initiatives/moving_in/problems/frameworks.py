"""What stands in the columns of other bodies' priorities and is none of theirs."""

from collections.abc import Iterable, Iterator

from initiatives.moving_in.frameworks import ListNumbers
from initiatives.moving_in.plan_draft import InitiativeDraft, Notice, PlanDraft, Step


def frameworks_gone(plan: PlanDraft) -> Iterator[Notice]:
    """Columns said to hold the priorities of a framework that was removed meanwhile."""
    for each in plan.lists:
        if not each.name:
            said = "was said to hold the priorities of a framework that is no longer there. Say again what it holds."
            yield Notice(f"The column “{each.paper_heading}” {said}", Step.COLUMNS)


def of_lists(initiatives: Iterable[InitiativeDraft]) -> Iterator[Notice]:
    """Cells that are not understood, or that name what the framework does not have."""
    for initiative in initiatives:
        for cell in initiative.lists:
            for said in _wrong_with(cell):
                yield Notice(f"{initiative.row.place}, {said}", Step.ROWS, initiative.key)


def _wrong_with(cell: ListNumbers) -> Iterator[str]:
    name = cell.of.name
    if not name:
        return
    if cell.numbers is None:
        yield (
            f"{cell.of.heading}: “{cell.written}” is not understood. Write the numbers of the "
            f"priorities of {name}, such as 1, 3, or leave it blank."
        )
    elif cell.unknown:
        numbers = ", ".join(map(str, cell.unknown[:5]))
        yield (
            f"{cell.of.heading}: {name} has no priority {numbers}. Correct the number, or leave it "
            "blank."
        )
