from datetime import date

import pytest

from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


def actions(client, *agencies, role=PARTNER):
    client.force_login(make_person(role, agencies=[make_agency(name) for name in agencies]))
    tables = tables_of(client.get("/my-actions/"))
    return [row[0] for row in tables[0][1:]] if tables else []


def test_what_any_of_my_agencies_leads_alone_or_jointly_in_open_plans(client):
    closed = make_plan(2016, closed_on=date(2017, 4, 30))
    make_initiative("Closed", plan=closed, number=1, led_by="Police")
    make_initiative("Own", number=1, led_by="Police")
    make_initiative("Joint", number=2, led_by="CBC / Police")
    make_initiative("Another's", number=3, led_by="CBC")
    make_initiative("Housing", number=4, led_by="CBH")
    make_initiative(
        "Removed", number=5, led_by="Police", removed_on=date(2017, 9, 1), removal_reason="Merged."
    )
    make_initiative("Next year's", plan=make_plan(2018), number=1, led_by="Police")

    assert actions(client, "Police") == [
        "Next year's 2018-19/01",
        "Own 2017-18/01",
        "Joint 2017-18/02",
    ]
    assert actions(client, "CBH", "CBC") == [
        "Joint 2017-18/02",
        "Another's 2017-18/03",
        "Housing 2017-18/04",
    ]


def test_each_action_says_how_it_stands_and_leads_to_its_form(client):
    initiative = make_initiative("Op Septre", number=13, led_by="CBC / Police", timing="July 17")
    record(initiative, "Done.", status="complete", on=date(2017, 8, 30))
    make_initiative("Street Weeks", number=16, led_by="Police")
    client.force_login(make_person(PARTNER, agencies=[make_agency("Police")]))

    response = client.get("/my-actions/")

    [table] = tables_of(response)
    assert table[2] == [
        "Op Septre 2017-18/13",
        "CBC / Police",
        "July 17",
        "Complete",
        "30 August 2017: Done.",
        "Update Op Septre",
    ]
    assert table[1][2:5] == ["No timing", "No status recorded Stale", "Nothing yet"]
    html = response.content.decode()
    assert 'href="/2017-18/initiatives/13/"' in html
    assert 'href="/2017-18/initiatives/13/update/"' in html


def test_a_partner_with_nothing_to_do_is_told_so(client):
    make_initiative(led_by="Police")
    client.force_login(make_person(PARTNER, agencies=[make_agency("CBH")]))

    assert "CBH: no initiatives in the plans that are open." in words_of(client.get("/my-actions/"))


@pytest.mark.parametrize("role", [PARTNER, OFFICER])
def test_a_member_of_no_agency_is_told_whom_to_ask(client, role):
    make_initiative(led_by="Police")
    client.force_login(make_person(role))

    response = client.get("/my-actions/")

    assert "Ask your community safety officer to add you to your agency." in words_of(response)
    assert not tables_of(response)
