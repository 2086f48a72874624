import pytest
from django.test import Client

from scp_tracker.accounts.roles import CLERK, READER
from scp_tracker.kept.models import KeptForm
from tests.kept import pages
from tests.kept.browser import form_to, forms_of, send
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kept.pages")]

NOTES = "/notes/1/"


@pytest.fixture(autouse=True)
def fresh_pages():
    pages.TAKEN.clear()
    pages.ANSWER["status"] = 302


@pytest.fixture
def clerk():
    return make_person(CLERK)


@pytest.fixture
def desk(clerk):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(clerk)
    return desk


@pytest.fixture
def form(desk):
    """The notes of a page opened before the token was changed, as a sign-in in another tab does."""
    [form] = forms_of(desk.get(NOTES))
    del desk.cookies["csrftoken"]
    desk.get("/accounts/login/")
    desk.get("/elsewhere/")
    return form


def test_the_writer_gets_the_text_back_at_once(desk, form, clerk):
    page = send(desk, form, to=NOTES, outcome="Long thought about")

    assert page.status_code == 403
    assert "The page you typed on had grown old" in page.content.decode()
    assert "Long thought about" in page.content.decode()
    response = send(desk, form_to(page, NOTES))
    assert response.status_code == 302
    assert [(email, fields["outcome"]) for email, _, fields in pages.TAKEN] == [
        (clerk.email, ["Long thought about"])
    ]
    assert not KeptForm.objects.exists()


def test_it_is_still_there_when_that_page_is_closed(desk, form):
    send(desk, form, to=NOTES, outcome="Long thought about")

    assert "Long thought about" in desk.get("/kept/").content.decode()


def test_a_kept_form_whose_page_grew_old_is_not_lost(desk, form, clerk):
    kept = KeptForm.objects.create(user=clerk, address=NOTES, fields=[["outcome", "Kept"]])

    send(desk, form, to=NOTES, outcome="Kept", kept_form=kept.pk)

    assert KeptForm.objects.filter(user=clerk).count() >= 1


def test_another_person_signed_in_meanwhile_neither_sees_nor_sends_it(desk, form, clerk):
    desk.force_login(make_person(READER))

    page = send(desk, form, to=NOTES, outcome="A victim's name")

    assert page.status_code == 403
    assert "victim" not in page.content.decode()
    assert "What was typed is kept for the person who typed it." in page.content.decode()
    assert pages.TAKEN == []
    assert KeptForm.objects.get().user == clerk
    assert "victim" not in desk.get("/kept/").content.decode()


def test_somebody_signed_out_meanwhile_is_sent_to_sign_in(desk, form, clerk):
    desk.logout()

    response = send(desk, form, to=NOTES, outcome="Long thought about")

    assert response["Location"].startswith("/accounts/login/?next=/kept/")
    assert KeptForm.objects.get().user == clerk


def test_a_form_without_a_mark_is_refused_in_plain_words(desk, form):
    page = send(desk, form, to="/notes/1/?tab=2", outcome="x", written_by="")

    assert page.status_code == 403
    assert "had grown old" in page.content.decode()
    assert 'href="/notes/1/?tab=2"' in page.content.decode()
    assert not KeptForm.objects.exists()


def test_a_browser_without_cookies_is_told_so():
    page = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "x"})

    assert page.status_code == 403
    assert "Allow cookies for this service" in page.content.decode()


def test_a_button_without_text_keeps_nothing(desk, form):
    page = send(desk, form, to=NOTES)

    assert page.status_code == 403
    assert "What you typed was kept" not in page.content.decode()
    assert not KeptForm.objects.exists()
