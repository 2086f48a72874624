import pytest
from django.contrib.auth.models import Group
from django.test import Client

from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK
from scp_tracker.kept.models import KeptForm
from tests.kept.browser import form_to, forms_of, send
from tests.people import make_person

pytestmark = pytest.mark.django_db

ADD = "/admin/accounts/user/add/?_changelist_filters=q%3Dx"


def test_a_set_up_screen_sent_after_the_session_expired_is_kept_and_sent_again():
    administrator = make_person(ADMINISTRATOR)
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(administrator)
    [form] = [one for one in forms_of(desk.get(ADD)) if _holds(one, "written_by")]
    del desk.cookies["sessionid"]
    typed = {"name": "New clerk", "email": "new@scp.example", "_continue": "Save"}
    role = Group.objects.get(name=CLERK).pk

    response = send(desk, form, to=ADD, groups=[role], **typed)

    assert response["Location"].startswith("/accounts/login/?next=/kept/")
    desk.force_login(administrator)
    page = desk.get("/kept/")
    assert "New clerk" in page.content.decode()
    assert not User.objects.filter(email="new@scp.example").exists()
    response = send(desk, form_to(page, ADD))
    person = User.objects.get(email="new@scp.example")
    assert response["Location"].startswith(f"/admin/accounts/user/{person.pk}/change/")
    assert not KeptForm.objects.exists()


def _holds(form, name):
    return name in dict(form["fields"])
