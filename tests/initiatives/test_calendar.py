"""What of a plan runs in which month: the calendar, its picture and its page."""

from datetime import date

import pytest

from initiatives.calendar import NO_PRIORITY, calendar_of
from initiatives.calendar_picture import LEFT, MONTH, RIGHT, picture_of
from initiatives.models import Initiative
from initiatives.rows import initiative_rows
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_key_priority, make_plan
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

TODAY = date(2017, 9, 12)
ADDRESS = "/2017-18/calendar/"


def calendar():
    plan = make_plan()
    rows = initiative_rows(Initiative.objects.filter(plan=plan), as_of=TODAY)
    return calendar_of(plan, rows, plan.key_priorities.all())


def stretch_of(timing):
    make_initiative(timing=timing)
    [group] = calendar().groups
    [stretch] = group.stretches
    return stretch


@pytest.mark.parametrize(
    ("timing", "first", "words"),
    [
        ("June 17", 2, ["Takes place"]),
        ("20 Sept – 8 Nov 17", 5, ["Starts", "Runs", "Ends"]),
        ("By 5 December 2017", 8, ["Due"]),
        ("Start Feb 18", 10, ["Starts", "Runs, no end given"]),
        ("Feb 18 – June 18", 10, ["Starts", "Runs, until June 2018"]),
        ("Mar 17 – May 17", 0, ["Runs, since March 2017", "Ends"]),
        ("Mar 17 – April 17", 0, ["Ends, since March 2017"]),
        ("Q3 17/18", 6, ["Starts", "Runs", "Ends"]),
        ("Start Mar 17", 0, ["Runs, since March 2017", *["Runs"] * 10, "Runs, no end given"]),
    ],
)
def test_each_month_has_its_word(timing, first, words):
    months = list(stretch_of(timing).months)

    assert months == [""] * first + words + [""] * (12 - first - len(words))


@pytest.mark.parametrize(
    ("timing", "outside"),
    [
        ("Mar 17", "Before this year"),
        ("June 18", "After this year"),
        ("Start June 18", "After this year"),
        ("Mar 18", ""),
        ("Mar 17 – June 18", ""),
    ],
)
def test_what_lies_outside_the_year_says_on_which_side(timing, outside):
    assert stretch_of(timing).outside == outside


def test_an_initiative_stands_once_under_its_target_or_its_first_priority():
    first, second = make_key_priority(number=1), make_key_priority("Violence", number=2)
    make_key_priority("Nothing under it", number=3)
    make_initiative("Later", timing="June 17", serves=(second, first))
    make_initiative("Sooner", timing="May 17", under=second, target="Fewer", serves=(first,))
    make_initiative("Alone", timing="May 17")

    found = [(group.heading, [s.row.label for s in group.stretches]) for group in calendar().groups]

    assert found == [("KP2 Violence", ["Sooner", "Later"]), (NO_PRIORITY, ["Alone"])]


def test_what_has_no_dates_stands_apart_by_its_sort():
    for number, timing in enumerate(["", "TBC", "Ongoing", "a sunny day", "Weekly"], start=1):
        make_initiative(f"Op {number}", number=number, timing=timing)

    assert calendar().groups == ()
    assert [(words, [row.label for row in rows]) for words, rows in calendar().undated] == [
        ("Ongoing", ["Op 3"]),
        ("To be confirmed", ["Op 2"]),
        ("Recurring", ["Op 5"]),
        ("No timing", ["Op 1"]),
        ("In words the tracker cannot read", ["Op 4"]),
    ]


@pytest.mark.parametrize(
    ("timing", "left", "right"),
    [
        ("April 17", LEFT, LEFT + MONTH),
        ("May – June 17", LEFT + MONTH, LEFT + 3 * MONTH),
        ("16 – 30 June 2017", LEFT + 2 * MONTH + MONTH // 2, LEFT + 3 * MONTH),
        ("Mar 17 – Mar 18", LEFT, RIGHT),
        ("Mar 18 – May 18", RIGHT - MONTH, RIGHT),
        ("Start Mar 18", RIGHT - MONTH, RIGHT),
        ("Mar 17", 0, 0),
    ],
)
def test_a_bar_runs_from_its_first_day_to_its_last_within_the_year(timing, left, right):
    make_initiative(timing=timing)

    [_heading, line] = picture_of(calendar(), today=TODAY).lines

    assert (line.left, line.left + line.width) == (left, right)


def test_today_is_marked_only_in_its_own_year():
    shown = calendar()

    assert picture_of(shown, today=date(2017, 4, 1)).today == LEFT
    assert LEFT + 5 * MONTH < picture_of(shown, today=TODAY).today < LEFT + 6 * MONTH
    assert picture_of(shown, today=date(2018, 4, 1)).today is None
    assert picture_of(shown, today=date(2017, 3, 31)).today is None


def test_a_long_name_is_cut_before_the_bars():
    make_initiative("Every way of helping " * 5, timing="June 17")

    [_heading, line] = picture_of(calendar(), today=TODAY).lines

    assert len(line.text) <= 40
    assert line.text.endswith("…")


def test_the_page_says_in_words_what_the_picture_draws(client):
    priority = make_key_priority(number=1)
    make_initiative("Op Septre", number=13, timing="Mar 17 – May 17", serves=(priority,))
    make_initiative("Op Gallery", number=4, timing="Mar 17")
    make_initiative("Crucial Crew", number=5, timing="TBC")
    make_initiative("Gone", timing="June 17", removed_on=date(2017, 9, 1), removal_reason="Merged.")
    client.force_login(make_person(CLERK))

    response = client.get(ADDRESS)

    [table] = tables_of(response)
    assert table[1] == ["KP1 To reduce reoffending"]
    assert table[2][0].startswith("Op Septre 2017-18/13")
    assert table[2][1:3] == ["Runs, since March 2017", "Ends"]
    assert table[4][1] == "Before this year: March 2017"
    words = words_of(response)
    assert "To be confirmed Crucial Crew 2017-18/05" in words
    assert "Gone" not in words
    assert "is not in this year" in words
    assert 'href="/2017-18/calendar/"' in client.get("/2017-18/").text


def test_names_are_never_mark_up_in_the_picture(client):
    make_initiative("<script>alert(1)</script>", timing="June 17")
    client.force_login(make_person(CLERK))

    page = client.get(ADDRESS).text

    assert "<script>alert" not in page
    assert "style=" not in page


def test_a_plan_with_nothing_in_it_says_so(client):
    make_plan()
    client.force_login(make_person(CLERK))

    assert "This plan has no initiatives yet." in words_of(client.get(ADDRESS))
