"""Late, stale and not finished: what is said beside a status though nobody wrote it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from initiatives.models.concerns import Concern, concerns_on
from initiatives.returns.accepting import accept
from initiatives.rows import initiative_rows
from initiatives.timing import parse_timing
from scp_tracker.accounts.roles import CLERK, OFFICER
from tests.builders import answer_and_send, make_initiative, make_plan, make_return, record
from tests.pages import tables_of, words_of
from tests.people import make_person

LATE, STALE, NOT_FINISHED = Concern.LATE, Concern.STALE, Concern.NOT_FINISHED
AUGUST = date(2017, 8, 30)


def concerns(timing="", *, on=AUGUST, status="", reported_on=AUGUST, closed_on=None):
    """Those of an initiative of 2017-18, reported on lately unless said."""
    return concerns_on(
        on,
        start_year=2017,
        closed_on=closed_on,
        timing=parse_timing(timing),
        status=status,
        reported_on=reported_on,
    )


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        ("July 17", (LATE,)),
        ("Mar 17 – July 17", (LATE,)),
        ("By 29 August 2017", (LATE,)),
        ("By 30 August 2017", ()),
        ("August 17", ()),
        ("Start May 17", ()),
        ("Ongoing", ()),
        ("TBC", ()),
        ("", ()),
        ("after half term", ()),
    ],
)
def test_late_is_whose_end_has_passed(timing, expected):
    assert concerns(timing) == expected


@pytest.mark.parametrize("status", ["complete", "stopped"])
def test_what_is_over_is_neither_late_nor_stale_nor_unfinished(status):
    assert concerns("June 17", status=status, reported_on=None) == ()
    assert concerns("June 17", status=status, on=date(2018, 6, 1)) == ()


@pytest.mark.parametrize("status", ["", "not_started", "on_track", "at_risk", "off_track"])
def test_any_other_status_and_none_leave_it_late(status):
    assert concerns("June 17", status=status) == (LATE,)


def test_a_past_year_says_not_finished_instead_of_late_where_a_status_was_said():
    after = date(2018, 4, 1)

    assert concerns("June 17", status="on_track", on=date(2018, 3, 31), reported_on=after) == (
        LATE,
    )
    assert concerns("June 17", status="on_track", on=after, reported_on=after) == (NOT_FINISHED,)
    assert concerns("June 17", on=after, reported_on=after) == ()
    assert concerns("Mar 17 – June 18", status="on_track", on=after, reported_on=after) == ()


def test_a_closed_plan_is_neither_late_nor_stale():
    closed = {"closed_on": AUGUST, "reported_on": None}

    assert concerns("June 17", on=AUGUST, **closed) == ()
    assert concerns("June 17", on=AUGUST - timedelta(days=1), **closed) == (LATE, STALE)


def test_stale_is_what_nobody_reported_on_for_sixty_days():
    assert concerns(on=AUGUST + timedelta(days=59)) == ()
    assert concerns(on=AUGUST + timedelta(days=60)) == (STALE,)


def test_without_any_report_the_sixty_days_count_from_the_start_of_the_year():
    assert concerns(on=date(2017, 5, 30), reported_on=None) == ()
    assert concerns(on=date(2017, 5, 31), reported_on=None) == (STALE,)
    assert concerns(on=date(2017, 3, 1), reported_on=None) == ()


@pytest.mark.django_db
def test_a_row_has_the_concerns_of_the_day_it_is_read_for():
    record(make_initiative(timing="July 17"), "Booked.", status="on_track", on=date(2017, 7, 14))
    make_initiative(timing="July 17", removed_on=AUGUST, removal_reason="Merged.")

    def read(as_of):
        return [row.concerns for row in initiative_rows(Initiative.objects.all(), as_of=as_of)]

    assert read(date(2017, 7, 31)) == [(), ()]
    assert read(AUGUST) == [(LATE,), ()]
    assert read(date(2017, 9, 12)) == [(LATE, STALE), ()]


@pytest.mark.django_db
def test_what_was_answered_with_no_change_is_not_stale_once_that_is_accepted(client, wait):
    wait(to="2017-11-18 10:00+00:00")
    officer = make_person(OFFICER)
    initiative = make_initiative(led_by="CBC")
    record(initiative, "Booked.", on=date(2017, 7, 14))
    make_return(by=officer)
    answer = answer_and_send(initiative)
    client.force_login(officer)

    def read(as_of):
        [row] = initiative_rows(Initiative.objects.all(), as_of=as_of)
        return row.concerns, row.reported_on

    def page():
        return words_of(client.get(initiative.get_absolute_url()))

    assert read(date(2017, 11, 18)) == ((STALE,), date(2017, 7, 14))
    assert "No status recorded Stale" in page()

    accept(answer, seen_version=answer.version, by=officer)

    assert read(date(2017, 11, 18)) == ((), date(2017, 7, 14))  # what prints is as old as it was
    assert "No status recorded Stale" not in page()
    assert read(date(2017, 11, 17))[0] == (STALE,)
    assert read(date(2018, 1, 17))[0] == (STALE,)


@pytest.mark.django_db
def test_they_stand_beside_the_status_in_the_plan_and_on_the_initiatives_page(client):
    today = timezone.localdate()
    plan = make_plan(today.year if today.month > 3 else today.year - 1)
    late = make_initiative("Op Septre", number=1, plan=plan, timing=f"By {today - timedelta(1)}")
    record(late, "Booked.", status="on_track", on=today)
    gone = make_initiative(
        "Gone", number=2, plan=plan, timing="June 17", removed_on=today, removal_reason="Merged."
    )
    client.force_login(make_person(CLERK))

    [table] = tables_of(client.get(f"{plan.get_absolute_url()}?concern=late"))

    assert [row[4] for row in table[1:]] == ["On track Late"]
    assert "Status On track Late Lead agency" in words_of(client.get(late.get_absolute_url()))
    assert gone.concerns_on(today, status="", reported_on=None) == ()
