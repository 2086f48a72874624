import pytest
from django.urls import reverse

from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
def test_who_may_set_up_goes_on_from_its_sign_in(client, role):
    client.force_login(make_person(role))

    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/")["Location"] == reverse("admin:index")


@pytest.mark.parametrize("role", [READER, CLERK, PARTNER])
def test_everybody_else_is_refused(client, role):
    client.force_login(make_person(role))

    assert client.get("/admin/", follow=True).status_code == 403


def test_it_signs_in_and_out_and_changes_passwords_where_everybody_does(client):
    assert client.get("/admin/login/")["Location"].startswith(reverse("accounts:login"))

    client.force_login(make_person(OFFICER))

    assert client.get("/admin/password_change/")["Location"] == reverse("accounts:password_change")
    assert client.post("/admin/logout/")["Location"] == reverse("home")
    assert client.get("/admin/").status_code == 302
