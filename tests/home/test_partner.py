"""A partner's home: their actions, the most urgent first."""

from datetime import date

import pytest

from scp_tracker.accounts.roles import PARTNER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


def home(client, *agencies):
    person = make_person(PARTNER, agencies=[make_agency(name) for name in agencies])
    client.force_login(person)
    return client.get("/")


def test_a_partner_sees_what_their_agencies_answer_for_most_urgent_first(client):
    done = make_initiative("Op Septre", number=13, led_by="CBC / Police")
    record(done, "Delivered in full.", status="complete")
    record(
        make_initiative("Op Gallery", number=14, led_by="Police"),
        "No venue yet.",
        status="off_track",
        status_reason="No venue",
    )
    make_initiative("Purple Flag", number=10, led_by="CBC")

    response = home(client, "Police")

    assert "Police answers for 2 initiatives in the plan 2017-18." in words_of(response)
    actions, *_ = tables_of(response)
    assert [row[0] for row in actions[1:]] == ["Op Gallery 2017-18/14", "Op Septre 2017-18/13"]
    assert actions[1][4:] == ["30 August 2017: No venue yet.", "Update Op Gallery"]


def test_other_open_years_take_one_line_each_and_closed_ones_none(client):
    make_initiative("Op Septre", number=13, led_by="Police")
    make_initiative("LCAP", plan=make_plan(2016), led_by="Police")
    make_initiative("J9", plan=make_plan(2016), led_by="Police")
    make_initiative("Old", plan=make_plan(2015, closed_on=date(2016, 4, 30)), led_by="Police")

    response = home(client, "Police")

    actions, *_ = tables_of(response)
    assert [row[0] for row in actions[1:]] == ["Op Septre 2017-18/13"]
    assert "The plan 2016-17 is open too: 2 initiatives of yours in 2016-17" in words_of(response)
    assert "2015-16 is open" not in words_of(response)


def test_a_partner_with_nothing_to_do_and_one_of_no_agency_are_told_so(client):
    make_initiative(led_by="CBC")

    assert "Police leads nothing in the plan 2017-18." in words_of(home(client, "Police"))
    assert "You are not a member of an agency yet" in words_of(home(client))
