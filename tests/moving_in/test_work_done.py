"""Twice as many rows are twice the work, counted in calls so that no slow machine matters."""

import sys

from initiatives.moving_in.assembling import plan_rows
from initiatives.moving_in.decisions import Decisions
from tests.moving_in.tables import paper


def calls(work):
    """How many functions were called while `work` ran."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def one_table(rows):
    return [
        "Safer Partnership Annual Plan 2017-18",
        [
            "Target | Action | Lead | By when | Progress",
            *(f"Target {number}, | Night bus {number} | CBC / | June 17 | It" for number in rows),
        ],
    ]


def a_table_for_each(rows):
    return [
        block
        for number in rows
        for block in (
            f"KEY PRIORITY {number}: Violence",
            [f"Action | Lead | Note {number}", "Night bus | CBC | It runs."],
        )
    ]


def a_table_that_goes_on_for_each(rows):
    return [
        "Plan",
        ["Action | Lead | Progress", "A | B | C"],
        *[["J9 | CBC | Held."] for _ in rows],
    ]


def one_initiative_of_all(rows):
    return [["Action | Lead | Progress", "J9 | CBC | It", *[" | | goes on" for _ in rows]]]


def work_for(blocks, count):
    read = paper(*blocks(range(count)))
    return calls(lambda: plan_rows(read, Decisions()))


def test_the_work_grows_with_the_rows_and_no_faster():
    for blocks in (
        one_table,
        a_table_for_each,
        a_table_that_goes_on_for_each,
        one_initiative_of_all,
    ):
        few, many = work_for(blocks, 200), work_for(blocks, 400)

        assert many < 2.1 * few, blocks.__name__
