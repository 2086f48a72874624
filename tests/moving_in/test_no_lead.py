"""Initiatives that name no lead agency, where others of their plan do."""

import pytest

from initiatives.moving_in.drafting import draft
from initiatives.moving_in.plan_draft import Step
from tests.moving_in.papers import decided, paper

pytestmark = pytest.mark.django_db


def warnings(*leads):
    read = paper(*({"title": f"Project {at}", "lead": lead} for at, lead in enumerate(leads)))
    plan = draft(read, decided(read))
    return [each for each in plan.warnings if "no lead agency" in each.said]


def test_rows_without_a_lead_are_told_with_the_first_few():
    [one] = warnings("CBC", "", "CBC")
    [several] = warnings("CBC", "", "", "", "")

    assert one.said == (
        "One initiative names no lead agency, which may stand in another row: Table 1, row 3."
    )
    assert one.step is Step.ROWS
    assert several.said == (
        "4 initiatives name no lead agency, which may stand in another row: Table 1, row 3; Table "
        "1, row 4; Table 1, row 5; and 1 more."
    )


def test_a_plan_that_names_no_lead_at_all_is_left_in_peace():
    assert warnings("", "") == []
    assert warnings("CBC", "CBC") == []
