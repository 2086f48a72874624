"""Rows of papers for tests: only what a test is about has to be said."""

from itertools import count

from initiatives.moving_in.plan_rows import PlanRow

_numbers = count(1)


def row(title="", **said):
    """A row of a paper, with an id and a place of its own."""
    number = next(_numbers)
    said.setdefault("rows", (f"0.{number}",))
    said.setdefault("place", f"Table 1, row {number}")
    said.setdefault("cells", (("Project", title),))
    return PlanRow(title=title, **said)
