import re
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission

from initiatives.models import Agency
from priorities.admin.deletion import what_names
from reports.issuing import withdraw
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_plan
from tests.issues import accept_warnings, give_out
from tests.people import make_person
from tests.set_up_screens import fields_of

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def administrator(client):
    person = make_person(ADMINISTRATOR, name="Only administrator")
    client.force_login(person)
    return person


@pytest.fixture
def police():
    return Agency.objects.create(name="Essex Police", short_name="Police")


def page_of(person):
    return f"{PEOPLE}{person.pk}/change/"


def role(name):
    return Group.objects.get(name=name).pk


def as_it_is(person, **changed):
    """What the page of `person` sends when nothing but `changed` was touched."""
    data = {
        "name": person.name,
        "email": person.email,
        "is_active": "on",
        "version": person.version,
        "groups": [group.pk for group in person.groups.all()],
        "agencies": [agency.pk for agency in person.agencies.all()],
        **changed,
    }
    return {name: value for name, value in data.items() if value is not None}


def roles_of(person):
    return [group.name for group in person.groups.all()]


def test_somebody_new_has_roles_agencies_and_no_password(client, administrator, police):
    data = {
        "name": "New partner",
        "email": "new@scp.example",
        "groups": [role(PARTNER)],
        "agencies": [police.pk],
    }

    response = client.post(f"{PEOPLE}add/", data)

    assert response["Location"] == PEOPLE
    person = User.objects.get(email="new@scp.example")
    assert roles_of(person) == [PARTNER]
    assert list(person.agencies.all()) == [police]
    assert not person.has_usable_password()
    assert person.is_active


def test_no_password_nor_power_is_set_on_these_screens(client, administrator):
    for address in (f"{PEOPLE}add/", page_of(administrator)):
        page = client.get(address).content.decode()
        assert 'name="name"' in page
        for field in ("password", "is_superuser", "user_permissions", "new_password"):
            assert f'name="{field}"' not in page


def test_no_power_is_taken_by_sending_it_all_the_same(client, administrator):
    every_permission = [permission.pk for permission in Permission.objects.all()]
    powers = {"is_superuser": "on", "user_permissions": every_permission, "is_staff": "on"}

    client.post(page_of(administrator), as_it_is(administrator, name="Renamed", **powers))

    administrator.refresh_from_db()
    assert administrator.name == "Renamed"
    assert not administrator.is_superuser
    assert not administrator.user_permissions.exists()


def test_a_group_that_is_no_role_cannot_be_given(client, administrator):
    other = Group.objects.create(name="Something else")

    response = client.post(page_of(administrator), as_it_is(administrator, groups=[other.pk]))

    assert response.status_code == 200
    assert roles_of(administrator) == [ADMINISTRATOR]


def test_somebody_with_agencies_and_no_role_becomes_a_partner(client, administrator, police):
    data = {"name": "New partner", "email": "new@scp.example", "agencies": [police.pk]}

    page = client.post(f"{PEOPLE}add/", data, follow=True).content.decode()

    assert roles_of(User.objects.get(email="new@scp.example")) == [PARTNER]
    assert "New partner is a member of an agency, and so was given the role" in page


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ([], "Choose what this person may do, or the agencies they are of."),
        ([PARTNER], "Choose the agency this partner agency member is of."),
    ],
)
def test_roles_and_agencies_have_to_go_together(client, administrator, roles, words):
    data = {"name": "New", "email": "new@scp.example", "groups": [role(name) for name in roles]}

    page = client.post(f"{PEOPLE}add/", data)

    assert words in page.content.decode()
    assert not User.objects.filter(email="new@scp.example").exists()


def test_somebody_disabled_needs_no_role(client, administrator):
    clerk = make_person(CLERK)

    client.post(page_of(clerk), as_it_is(clerk, groups=None, is_active=None))

    clerk.refresh_from_db()
    assert not clerk.is_active
    assert roles_of(clerk) == []


def test_who_issued_and_withdrew_papers_is_switched_off_and_stays_named(client, administrator):
    clerk = make_person(CLERK, name="Example clerk")
    plan = make_plan()
    accept_warnings(plan, by=clerk, as_of=date(2017, 9, 12))
    withdraw(give_out(plan, by=clerk), by=clerk, reason="It was too early.")

    client.post(page_of(clerk), as_it_is(clerk, groups=None, is_active=None))

    clerk.refresh_from_db()
    assert not clerk.is_active
    page = client.get("/2017-18/reports/year-end/issues/1/")
    assert page.text.count("by Example clerk") == 2
    assert what_names(clerk)[-1] == "Issued paper: Year end performance report 2017-18, issue 1."


def test_an_address_in_use_is_refused_with_the_name_of_its_holder(client, administrator):
    make_person(CLERK, name="First clerk", email="clerk@scp.example")
    data = {"name": "Second", "email": "CLERK@scp.example", "groups": [role(CLERK)]}

    page = client.post(f"{PEOPLE}add/", data).content.decode()

    assert "First clerk already has an account with that e-mail address." in page


@pytest.mark.parametrize(
    "change", [{"is_active": None}, {"groups": None}], ids=["disabled", "demoted"]
)
def test_the_last_administrator_can_be_neither_disabled_nor_demoted(client, administrator, change):
    disabled = make_person(ADMINISTRATOR)
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    reader = role(READER)
    if "groups" in change:
        change = {"groups": [reader]}

    page = client.post(page_of(administrator), as_it_is(administrator, **change))

    assert "Only administrator is the only administrator who may sign in." in page.content.decode()
    administrator.refresh_from_db()
    assert administrator.is_active
    assert roles_of(administrator) == [ADMINISTRATOR]


def test_one_of_two_administrators_can_go(client, administrator):
    make_person(ADMINISTRATOR)

    client.post(page_of(administrator), as_it_is(administrator, is_active=None))

    administrator.refresh_from_db()
    assert not administrator.is_active


def test_people_are_disabled_and_never_deleted(client, administrator):
    clerk = make_person(CLERK)

    assert client.post(f"{PEOPLE}{clerk.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [clerk.pk]})

    assert User.objects.filter(pk=clerk.pk).exists()


@pytest.mark.parametrize("address", [PEOPLE, f"{PEOPLE}add/"])
@pytest.mark.parametrize("person_role", [OFFICER, CLERK, READER, PARTNER])
def test_nobody_but_administrators_keeps_people(client, address, person_role):
    client.force_login(make_person(person_role))

    response = client.get(address, follow=True)

    assert response.status_code == 403


def test_an_officer_cannot_change_anybody_not_even_themself(client):
    officer = make_person(OFFICER)
    client.force_login(officer)

    response = client.post(page_of(officer), as_it_is(officer, groups=[role(ADMINISTRATOR)]))

    assert response.status_code == 403
    assert roles_of(officer) == [OFFICER]


class TestTwoAdministrators:
    def test_the_later_one_sees_both_values_and_nothing_is_saved(self, client, administrator):
        clerk = make_person(CLERK, name="First name")
        opened = as_it_is(clerk)
        client.post(page_of(clerk), opened | {"name": "Married name"})

        clash = client.post(
            page_of(clerk), opened | {"name": "Nickname", "groups": [role(ADMINISTRATOR)]}
        )

        assert clash.status_code == 409
        words = clash.content.decode()
        assert "Name: saved now is “Married name”, typed here is “Nickname”." in words
        assert "Roles: saved now is “Committee clerk: reads the plan" in words
        clerk.refresh_from_db()
        assert (clerk.name, roles_of(clerk)) == ("Married name", [CLERK])

    def test_the_later_one_can_save_once_both_were_seen(self, client, administrator, police):
        partner = make_person(PARTNER, agencies=[police])
        opened = as_it_is(partner)
        client.post(page_of(partner), opened | {"name": "Married name"})
        clash = client.post(page_of(partner), opened | {"name": "Nickname"})

        client.post(page_of(partner), fields_of(clash) | {"agencies": [police.pk]})

        partner.refresh_from_db()
        assert partner.name == "Nickname"

    def test_agencies_chosen_meanwhile_are_seen_too(self, client, administrator, police):
        other = Agency.objects.create(name="Colchester Borough Homes", short_name="CBH")
        partner = make_person(PARTNER, agencies=[police])
        opened = as_it_is(partner)
        client.post(page_of(partner), opened | {"agencies": [police.pk, other.pk]})

        clash = client.post(page_of(partner), opened)

        assert clash.status_code == 409
        assert partner.agencies.count() == 2
        assert "typed here is “Police (Essex Police)”." in clash.content.decode()

    def test_one_who_is_looked_at_before_the_other_saves_is_told(self, client, administrator):
        clerk = make_person(CLERK)
        opened = fields_of(client.get(page_of(clerk)))
        User.objects.filter(pk=clerk.pk).update(version=2)

        assert client.post(page_of(clerk), opened | {"name": "New"}).status_code == 409


def test_roles_have_no_screen(client, administrator):
    assert client.get("/admin/auth/group/").status_code == 404
    assert "/admin/auth/" not in client.get("/admin/").content.decode()


def test_the_list_shows_who_does_what_and_who_has_begun(client, administrator, police):
    make_person(PARTNER, agencies=[police], name="Waiting partner")
    make_person(CLERK, name="Working clerk", password="seven quiet river stones")

    page = client.get(PEOPLE).content.decode()

    for words in ("Waiting partner", PARTNER, "Police", "Not sent", "Has chosen a password"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "police"}, {"Police partner"}),
        ({"q": "cler"}, {"Working clerk"}),
        ({"role": CLERK}, {"Working clerk"}),
        ({"role": "none"}, {"Nobody yet"}),
        ({"is_active__exact": "0"}, {"Nobody yet"}),
    ],
)
def test_the_list_can_be_searched_and_filtered(client, administrator, police, query, found):
    make_person(PARTNER, agencies=[police], name="Police partner")
    make_person(CLERK, name="Working clerk")
    User.objects.filter(pk=make_person("", name="Nobody yet").pk).update(is_active=False)

    shown = client.get(PEOPLE, query).context["cl"].result_list

    assert {person.name for person in shown} == found


def test_the_people_of_no_agency_can_be_found_by_name(client, administrator, police):
    make_person(PARTNER, agencies=[police])

    page = client.get(PEOPLE).content.decode()

    assert re.search(r"agencies__isnull=True[^>]*>\s*No agency\s*<", page)
    found = client.get(PEOPLE, {"agencies__isnull": "True"}).context["cl"].result_list
    assert list(found) == [administrator]


@pytest.mark.parametrize("odd", ["Sheriff", "\0", "clerk"])
def test_a_role_that_is_none_filters_nothing(client, administrator, odd):
    make_person(CLERK, name="Working clerk")

    page = client.get(PEOPLE, {"role": odd}, follow=True)

    assert {person.name for person in page.context["cl"].result_list} == {
        "Only administrator",
        "Working clerk",
    }


@pytest.mark.parametrize("ticked", ["x", "\0", "9" * 5_000])
def test_people_that_none_can_be_are_not_invited(client, administrator, ticked):
    data = {"action": "send_invitation_again", "_selected_action": [ticked]}

    assert client.post(PEOPLE, data).status_code == 400


def test_the_list_of_an_agency_shows_its_members(client, administrator, police):
    partner = make_person(PARTNER, agencies=[police])

    Agency.objects.create(name="An agency of nobody", short_name="Nobody's")

    page = client.get(PEOPLE, {"agencies__id__exact": police.pk})

    assert list(page.context["cl"].result_list) == [partner]
    assert "An agency of nobody" not in page.content.decode()


@pytest.mark.parametrize("people", [3, 40])
def test_a_longer_list_takes_no_more_statements(
    client, administrator, police, django_assert_max_num_queries, people
):
    for _ in range(people):
        make_person(PARTNER, agencies=[police])

    with django_assert_max_num_queries(12):
        client.get(PEOPLE)
