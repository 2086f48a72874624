import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, READER
from tests.people import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "three plain garden chairs"


@pytest.fixture
def clerk():
    return make_person(CLERK, email="Clerk@scp.example", password=PASSWORD)


def sign_in(client, *, username="clerk@scp.example", password=PASSWORD, going_to=""):
    return client.post(
        "/accounts/login/", {"username": username, "password": password, "next": going_to}
    )


def signed_in(client):
    """Who the next request of this browser would come from."""
    request = type("Request", (), {"session": client.session})()
    return get_user(request)


@pytest.mark.parametrize("typed", ["Clerk@scp.example", "clerk@scp.example", " CLERK@SCP.EXAMPLE "])
def test_an_address_signs_in_whatever_its_capitals(client, clerk, typed):
    response = sign_in(client, username=typed)

    assert response.status_code == 302
    assert response["Location"] == reverse("home")
    assert signed_in(client) == clerk


def test_the_page_asks_for_what_a_password_manager_knows(client):
    page = client.get("/accounts/login/").content.decode()

    assert 'name="username"' in page
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert reverse("accounts:password_forgotten") in page


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("clerk@scp.example", "another garden chair"),
        ("nobody@scp.example", PASSWORD),
        ("not an address", PASSWORD),
    ],
)
def test_every_wrong_sign_in_gets_the_same_plain_answer(client, clerk, username, password):
    response = sign_in(client, username=username, password=password)

    assert response.status_code == 200
    assert "The e-mail address or the password is not right." in response.content.decode()
    assert isinstance(signed_in(client), AnonymousUser)


def test_blanks_are_named_one_by_one(client):
    page = sign_in(client, username="", password="").content.decode()

    assert "Enter your e-mail address." in page
    assert "Enter your password." in page


def test_somebody_disabled_cannot_sign_in_and_hears_nothing_special(client, clerk):
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    response = sign_in(client)

    assert "The e-mail address or the password is not right." in response.content.decode()
    assert isinstance(signed_in(client), AnonymousUser)


def test_a_live_session_ends_when_its_person_is_disabled(client, clerk):
    sign_in(client)
    assert client.get("/accounts/password/").status_code == 200

    User.objects.filter(pk=clerk.pk).update(is_active=False)

    response = client.get("/accounts/password/")
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_signing_in_goes_on_to_the_page_asked_for(client, clerk):
    assert sign_in(client, going_to="/2017-18/?q=j9")["Location"] == "/2017-18/?q=j9"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "javascript:alert(1)",
        "/accounts/login/",
        "http://testserver/accounts/login/?next=/",
        "/accounts/logout/",
        "/admin/login/?next=/admin/",
        "/admin/logout/",
    ],
)
def test_signing_in_goes_home_rather_than_elsewhere_or_in_a_circle(client, clerk, elsewhere):
    assert sign_in(client, going_to=elsewhere)["Location"] == reverse("home")
    assert client.get("/accounts/login/", {"next": elsewhere})["Location"] == reverse("home")


def test_somebody_signed_in_already_is_not_asked_again(client, clerk):
    client.force_login(clerk)

    assert client.get("/accounts/login/")["Location"] == reverse("home")
    going_on = client.get("/accounts/login/", {"next": "/my-actions/"})
    assert going_on["Location"] == "/my-actions/"


def test_a_session_planted_before_signing_in_is_worth_nothing_after(client, clerk):
    session = client.session
    session["planted"] = True
    session.save()
    planted = client.session.session_key

    sign_in(client)

    assert client.session.session_key != planted
    client.cookies["sessionid"] = planted
    assert isinstance(signed_in(client), AnonymousUser)


def test_signing_out_takes_a_button_and_ends_the_session(client, clerk):
    client.force_login(clerk)

    assert client.get("/accounts/logout/").status_code == 405
    assert signed_in(client) == clerk

    assert client.post("/accounts/logout/")["Location"] == reverse("home")
    assert isinstance(signed_in(client), AnonymousUser)


def test_signing_out_of_a_session_that_has_expired_simply_goes_home(client):
    assert client.post("/accounts/logout/")["Location"] == reverse("home")


@pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
def test_officers_and_administrators_reach_the_set_up_screens(client, role):
    client.force_login(make_person(role))

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", [READER, CLERK])
def test_nobody_else_reaches_the_set_up_screens(client, role):
    client.force_login(make_person(role))

    assert client.get("/admin/", follow=True).status_code == 403


def test_the_set_up_screens_have_no_sign_in_of_their_own(client):
    response = client.get("/admin/?all=1")

    assert response["Location"] == "/accounts/login/?next=/admin/%3Fall%3D1"


def test_an_account_from_the_command_line_is_an_administrator_and_no_more():
    person = User.objects.create_superuser("first@scp.example", PASSWORD, name="First")

    assert [group.name for group in person.groups.all()] == [ADMINISTRATOR]
    assert not person.is_superuser


def test_a_look_alike_address_is_another_address():
    make_person(CLERK, email="admin@scp.example")

    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key("adm\u0131n@scp.example")
