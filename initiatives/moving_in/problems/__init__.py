"""What stands in the way of moving a plan in, in words, each with the step that mends it."""

from collections.abc import Iterator

from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.plan_draft import Notice, PlanDraft, Step
from initiatives.moving_in.problems.approval import of_approval
from initiatives.moving_in.problems.priorities import of_priorities
from initiatives.moving_in.problems.rows import of_rows
from initiatives.moving_in.problems.values import new_names, undecided_names, undecided_words
from initiatives.moving_in.values import Values

_NAMED_ONE_BY_ONE = 20  # of the same kind of problem


def problems_of(plan: PlanDraft, values: Values, decisions: Decisions) -> Iterator[Notice]:
    """Every problem, in the order of the steps."""
    if not (plan.initiatives or plan.left_out):
        yield Notice("No initiative was found. Choose the table that holds the plan.", Step.TABLES)
    yield from _few(undecided_names(values.leads, "lead agency"), "names of leads")
    yield from _few(undecided_names(values.fund_sources, "fund source"), "fund sources")
    yield from _few(new_names(plan), "new names")
    yield from _few(undecided_words(values), "status words")
    if values and not decisions.values_confirmed:
        yield Notice("Go through the names, words and timings, and confirm them.", Step.VALUES)
    yield from _few(of_rows(plan.initiatives), "texts of rows")
    yield from _few(of_priorities(plan), "key priorities")
    yield from of_approval(plan)


def _few(found: Iterator[Notice], what: str) -> Iterator[Notice]:
    """The first of them, and then how many more there are."""
    more, last = 0, None
    for place, each in enumerate(found):
        last = each
        if place < _NAMED_ONE_BY_ONE:
            yield each
        else:
            more += 1
    if more and last:
        yield Notice(f"And {more:,} more {what} have to be mended.", last.step)
