"""Plans whose key priorities stand over their rows, and in a column as well."""

import pytest

from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions, KeyPriorityDraft
from initiatives.moving_in.drafting import draft
from initiatives.moving_in.key_priorities import proposed, served
from tests.moving_in.tables import paper

HEADINGS = "Priority | Action | Lead | Deadline"


def read(*rows):
    file = paper([HEADINGS, *rows])
    made = plan_rows(file, Decisions())
    return made, proposed(file, made, Decisions())


@pytest.mark.parametrize("codes", [("DA", "PR"), ("1", "2"), ("Domestic abuse", "Prevent")])
def test_titles_over_rows_and_the_column_beside_them_are_one_where_they_name_the_same(codes):
    rows, priorities = read(
        "PRIORITY 1 - DOMESTIC ABUSE",
        f"{codes[0]} | IDVA in A&E | Refuge | June 2024",
        " | White Ribbon | Council | July 2024",
        "PRIORITY 2 - PREVENT",
        f"{codes[1]} | Staff training | Council | May 2024",
    )

    assert priorities == (KeyPriorityDraft(1, "DOMESTIC ABUSE"), KeyPriorityDraft(2, "PREVENT"))
    assert [served(row.priority, priorities) for row in rows] == [(1,), (1,), (2,)]
    assert rows[0].cells[0] == ("Priority", codes[0])


def test_a_title_gives_its_name_to_the_number_of_several_in_the_column():
    _, priorities = read(
        "PRIORITY 1 - DOMESTIC ABUSE",
        "1, 2 | IDVA in A&E | Refuge | June 2024",
        "PRIORITY 2 - PREVENT",
        "2 | Staff training | Council | May 2024",
    )

    assert [each.title for each in priorities] == ["DOMESTIC ABUSE", "PREVENT"]


@pytest.mark.django_db
def test_titles_and_a_column_that_name_different_key_priorities_are_told_and_both_stay():
    file = paper(
        [
            HEADINGS,
            "PRIORITY 1 - DOMESTIC ABUSE",
            "Town | IDVA in A&E | Refuge | June 2024",
            "Rural | White Ribbon | Council | July 2024",
        ]
    )

    plan = draft(file, Decisions())

    assert [each.title for each in plan.key_priorities] == ["DOMESTIC ABUSE", "Town", "Rural"]
    [said] = [each.said for each in plan.warnings if "column" in each.said]
    assert said == (
        "Titles over the rows and a column both name key priorities, and not the same: “PRIORITY 1 "
        "- DOMESTIC ABUSE” stands over “Town”, and 1 more. The column is used. If the titles are "
        "right, keep the column as extra text."
    )


@pytest.mark.django_db
def test_what_serves_the_key_priority_it_stands_under_is_not_told():
    file = paper(
        [
            HEADINGS,
            "PRIORITY 1 - DOMESTIC ABUSE",
            "1, 2 | IDVA in A&E | Refuge | June 2024",
            "1 | White Ribbon | Council | July 2024",
        ]
    )

    assert not [each for each in draft(file, Decisions()).warnings if "column" in each.said]
