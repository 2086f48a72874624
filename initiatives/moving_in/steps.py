"""The steps of moving a plan in, in their order."""

from typing import NamedTuple

from initiatives.moving_in.decisions import Decisions


class Step(NamedTuple):
    """One step: the name of its page, and what it is called."""

    name: str
    title: str
    heading: str

    @property
    def address_name(self) -> str:
        return f"moving_in:{self.name}"

    @property
    def number(self) -> int:
        return STEPS.index(self) + 1


STEPS = [
    Step("tables", "Tables", "Which tables hold the plan?"),
    Step("columns", "Columns", "What does each column hold?"),
    Step("values", "Names and words", "Who and what do these words mean?"),
    Step("rows", "Rows", "Is each row read as it should be?"),
    Step("priorities", "Key priorities", "Are these the key priorities?"),
    Step("heading", "Heading and glossary", "Are the paper’s heading and glossary right?"),
    Step("approve", "Check and move in", "Check the plan, then move it in"),
]
STEP = {step.name: step for step in STEPS}


def after(name: str) -> Step:
    """The step that follows the one of that name."""
    return STEPS[STEP[name].number]


def to_go_on_with(decisions: Decisions) -> Step:
    """The first step that nobody has decided about."""
    if not decisions.tables:
        return STEP["tables"]
    if not decisions.columns:
        return STEP["columns"]
    if not decisions.values_confirmed:
        return STEP["values"]
    return STEP["rows"]
