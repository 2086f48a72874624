"""A partner's actions stand with the most urgent first."""

from datetime import date

import pytest

from initiatives.models import Initiative
from initiatives.rows import initiative_rows
from initiatives.urgency import most_urgent_first
from tests.builders import make_initiative, make_plan, record

pytestmark = pytest.mark.django_db

TODAY = date(2017, 9, 12)


def in_order():
    rows = initiative_rows(Initiative.objects.all(), as_of=TODAY)
    return [row.title for row in most_urgent_first(rows)]


def test_late_comes_before_off_track_at_risk_stale_ending_soon_the_rest_and_what_is_done():
    for title, timing, status, on in [
        ("complete", "July 17", "complete", TODAY),
        ("stopped", "Sept 17", "stopped", TODAY),
        ("the rest", "Mar 17 – Mar 18", "on_track", TODAY),
        ("ending soon", "By 12 October 2017", "on_track", TODAY),
        ("stale", "Mar 17 – Mar 18", "on_track", date(2017, 7, 14)),
        ("at risk", "Mar 17 – Mar 18", "at_risk", TODAY),
        ("off track", "Mar 17 – Mar 18", "off_track", TODAY),
        ("late", "July 17", "on_track", TODAY),
    ]:
        record(make_initiative(title, timing=timing), "Said.", status=status, on=on)

    assert in_order() == [
        "late",
        "off track",
        "at risk",
        "stale",
        "ending soon",
        "the rest",
        "complete",
        "stopped",
    ]


def test_the_first_reason_counts_and_equals_stay_in_printed_order():
    for title, timing, status in [
        ("second", "", "off_track"),
        ("third", "", "off_track"),
        ("first", "July 17", "off_track"),
    ]:
        record(make_initiative(title, timing=timing), "Said.", status=status, on=TODAY)

    assert in_order() == ["first", "second", "third"]


def test_the_newest_year_comes_first_whatever_is_urgent_in_an_older_one():
    make_initiative("this year's", timing="July 17")
    make_initiative("next year's", plan=make_plan(2018))

    assert in_order() == ["next year's", "this year's"]


def test_what_ends_later_than_a_month_from_now_or_has_ended_is_not_ending_soon():
    for title, timing in [("later", "By 13 October 2017"), ("soon", "By 12 September 2017")]:
        record(make_initiative(title, timing=timing), "Said.", on=TODAY)

    assert in_order() == ["soon", "later"]
