"""Who gave whom a role or an agency, and took it away: told in words, and nothing else beside it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from initiatives.models import Agency
from scp_tracker.accounts.forms import NewPasswordForm
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER
from tests.pages import tables_of
from tests.people import make_person
from tests.set_up_screens import address_of, fields_of, page

pytestmark = pytest.mark.django_db

PASSWORD = "seven quiet river stones"


@pytest.fixture
def administrator(client):
    person = make_person(ADMINISTRATOR, name="Example administrator")
    client.force_login(person)
    return person


@pytest.fixture
def police():
    return Agency.objects.create(name="Essex Police", short_name="Police")


def role(name):
    return str(Group.objects.get(name=name).pk)


def told(client, record):
    """What the history of a record says, sentence by sentence, each with who did it."""
    [*_, table] = tables_of(page(client, record, "history"))
    return [
        (who, sentence.removeprefix("• "))
        for _, who, what in table[1:]
        for sentence in what.split("\n")
    ]


def change(client, person, **said):
    fields = fields_of(page(client, person)) | {"groups": [], "agencies": []} | said
    response = client.post(address_of(person), fields)
    assert response.status_code == 302, response.context["errors"]


def test_roles_and_agencies_given_are_told_with_who_gave_them(client, administrator, police):
    clerk = make_person(CLERK)

    change(client, clerk, groups=[role(CLERK), role(PARTNER)], agencies=[police.pk])

    assert [what for who, what in told(client, clerk) if who == "Example administrator"] == [
        "Agencies: “Police (Essex Police)” added.",
        "Roles: “Partner agency member” added.",
    ]


def test_roles_and_agencies_taken_away_are_told(client, administrator, police):
    partner = make_person(PARTNER, agencies=[police])

    change(client, partner, groups=[role(CLERK)])

    assert {what for who, what in told(client, partner) if who == "Example administrator"} == {
        "Roles: “Committee clerk” added.",
        "Roles: “Partner agency member” taken away.",
        "Agencies: “Police (Essex Police)” taken away.",
    }


def test_an_agency_tells_its_members(client, administrator, police):
    partner = make_person(PARTNER, name="Example partner", email="partner@scp.example")

    change(client, partner, groups=[role(PARTNER)], agencies=[police.pk])
    change(client, partner, groups=[role(CLERK)])

    assert [what for who, what in told(client, police) if who == "Example administrator"] == [
        "Members: “Example partner (partner@scp.example)” taken away.",
        "Members: “Example partner (partner@scp.example)” added.",
    ]


def test_another_s_agencies_are_not_told(client, administrator, police):
    clerk = make_person(CLERK)
    make_person(PARTNER, agencies=[police])

    assert "Police" not in str(told(client, clerk))


def test_a_list_emptied_at_once_is_told_for_everyone_on_it(client, administrator, police):
    partner = make_person(PARTNER, agencies=[police])

    partner.agencies.clear()
    Group.objects.get(name=PARTNER).user_set.clear()

    words = str(told(client, partner))
    assert "Agencies: “Police (Essex Police)” taken away." in words
    assert "Roles: “Partner agency member” taken away." in words


def test_signing_in_being_invited_and_choosing_a_password_leave_no_trace(client):
    clerk = make_person(CLERK, password=PASSWORD)
    before = clerk.history.count()

    client.post(reverse("accounts:login"), {"username": clerk.email, "password": PASSWORD})
    client.post(
        reverse("accounts:password_change"),
        {"old_password": PASSWORD, "new_password": "nine loud harbour bells"},
    )

    clerk.refresh_from_db()
    assert clerk.check_password("nine loud harbour bells")
    assert clerk.history.count() == before
    assert clerk.version == 1


def test_an_old_password_hash_is_renewed_without_a_trace(settings):
    clerk = make_person(CLERK, password=PASSWORD)
    before = clerk.history.count()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]

    assert clerk.check_password(PASSWORD)

    clerk.refresh_from_db()
    assert clerk.password.startswith("pbkdf2_sha256$")
    assert clerk.history.count() == before


def test_a_password_chosen_keeps_what_an_administrator_saved_meanwhile():
    clerk = make_person(CLERK, name="Before", password=PASSWORD)
    User.objects.filter(pk=clerk.pk).update(name="After", version=2)

    form = NewPasswordForm(clerk, {"new_password": "nine loud harbour bells"})
    assert form.is_valid()
    form.save()

    clerk.refresh_from_db()
    assert (clerk.name, clerk.version) == ("After", 2)


def test_an_invitation_is_no_change_of_the_person(client, administrator, mailoutbox):
    person = make_person(CLERK)
    address = reverse("admin:accounts_user_changelist")
    ticked = {"action": "send_invitation_again", "_selected_action": [person.pk]}

    client.post(address, ticked)
    change(client, person, groups=[role(OFFICER)])

    assert mailoutbox
    words = str(told(client, person))
    assert "Roles: “Community safety officer” added." in words
    assert "nvited" not in words


@pytest.mark.parametrize("times", [2, 12])
def test_a_longer_history_asks_no_more(
    client, administrator, police, django_assert_max_num_queries, times
):
    partner = make_person(PARTNER)
    for number in range(times):
        partner.agencies.set([police] if number % 2 else [])
        partner.groups.set(Group.objects.filter(name=CLERK if number % 2 else PARTNER))

    with django_assert_max_num_queries(16):
        page(client, partner, "history")
