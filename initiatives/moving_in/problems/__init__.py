"""What stands in the way of moving a plan in, in words, each with the step that mends it."""

from collections.abc import Iterable, Iterator

from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step, few
from initiatives.moving_in.problems.approval import of_approval
from initiatives.moving_in.problems.frameworks import frameworks_gone, of_lists
from initiatives.moving_in.problems.paper import of_the_paper
from initiatives.moving_in.problems.priorities import of_priorities
from initiatives.moving_in.problems.rows import of_rows
from initiatives.moving_in.problems.values import new_names, undecided_names, undecided_words
from initiatives.moving_in.values import Values


def problems_of(
    plan: PlanDraft, values: Values, decisions: Decisions, columns_not_said: Iterable[str]
) -> Iterator[Notice]:
    """Every problem, in the order of the steps."""
    if not (plan.initiatives or plan.left_out):
        yield Notice("No initiative was found. Choose the table that holds the plan.", Step.TABLES)
    for heading in columns_not_said:
        said = "held the priorities of another body in a plan before. Say what each column holds."
        yield Notice(f"A column “{heading}” {said}", Step.COLUMNS)
    yield from frameworks_gone(plan)
    yield from few(
        undecided_names(values.leads, "lead agency"), more="names of leads have to be mended"
    )
    yield from few(
        undecided_names(values.fund_sources, "fund source"), more="fund sources have to be mended"
    )
    yield from few(new_names(plan, values), more="new names have to be mended")
    yield from few(undecided_words(values), more="status words have to be mended")
    if values and not decisions.values_confirmed:
        yield Notice("Go through the names, words and timings, and confirm them.", Step.VALUES)
    yield from few(of_rows(plan.initiatives), more="texts of rows have to be mended")
    yield from few(
        of_lists(plan.initiatives), more="cells of other bodies’ priorities have to be mended"
    )
    yield from few(of_priorities(plan), more="key priorities have to be mended")
    yield from few(of_the_paper(plan), more="texts of the heading and glossary have to be mended")
    yield from of_approval(plan)
