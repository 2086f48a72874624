import pytest

from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_initiative, make_plan
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", "Home"),
        ("/2017-18/", "Plan"),
        ("/2016-17/", "Plan"),
        ("/2017-18/priorities/", "Plan"),
        ("/2017-18/initiatives/5/", "Plan"),
        ("/reports/", "Reports"),
        ("/2017-18/reports/", "Reports"),
        ("/2016-17/reports/year-end/", "Reports"),
        ("/my-actions/", "My actions"),
        ("/accounts/password/", None),
    ],
)
def test_the_menu_marks_where_a_page_belongs(client, address, place):
    make_plan(2016)
    make_initiative(number=5, plan=make_plan(2017))
    client.force_login(make_person(PARTNER))

    menu = client.get(address).context["navigation"]

    assert [each.label for each in menu if each.is_current] == ([place] if place else [])


def test_the_outbox_is_a_place_of_its_own(client):
    client.force_login(make_person(OFFICER))

    menu = client.get("/outbox/").context["navigation"]

    assert [each.label for each in menu if each.is_current] == ["Outbox"]


def test_returns_and_set_up_are_for_officers_and_my_actions_for_partners(client):
    make_plan()

    client.force_login(make_person(OFFICER))
    assert [each.label for each in client.get("/").context["navigation"]] == [
        "Home",
        "Plan",
        "Returns",
        "Reports",
        "Papers",
        "Outbox",
        "Set-up",
    ]
    client.force_login(make_person(PARTNER))
    assert [each.label for each in client.get("/").context["navigation"]] == [
        "Home",
        "Plan",
        "My actions",
        "Reports",
        "Papers",
    ]
