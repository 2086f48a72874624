"""A file that was sent when the session had ended is kept nowhere, and its sender is told so."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from initiatives.models import ReturnedWorkbook
from scp_tracker.accounts.roles import OFFICER, PARTNER
from scp_tracker.kept.models import KeptForm
from tests.builders import make_agency, make_initiative, make_plan, make_workbook
from tests.pages import form_of, forms_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/workbook/"


@pytest.fixture
def lead():
    make_initiative("J9", led_by="CBH")
    return make_person(PARTNER, agencies=[make_agency("CBH")])


def lose_the_session_with_a_file(client):
    [form] = [form for form in forms_of(client.get(PAGE)) if "file" in form.names]
    del client.cookies["sessionid"]
    file = SimpleUploadedFile("cbh outcomes.csv", b"Reference,Outcome\n2017-18/1,Held.\n")
    return client.post(PAGE, form.fields | {"file": file})


def test_a_file_is_to_be_chosen_again_after_signing_in(client, lead):
    client.force_login(lead)

    response = lose_the_session_with_a_file(client)

    assert response["Location"].startswith("/accounts/login/?next=/kept/")
    assert not ReturnedWorkbook.objects.exists()
    assert "Held." not in str(KeptForm.objects.get().fields)
    client.force_login(lead)
    page = client.get("/kept/")
    assert "The workbook you were bringing back" in words_of(page)
    assert "The file cbh outcomes.csv could not be kept, as no file ever is." in words_of(page)
    assert "Send it now" not in page.text
    assert f'href="{PAGE}"' in page.text


def test_it_is_offered_to_its_sender_where_the_page_had_grown_old(lead):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)
    [form] = [form for form in forms_of(client.get(PAGE)) if "file" in form.names]
    file = SimpleUploadedFile("cbh.csv", b"Reference,Outcome\n")
    fields = form.fields | {"file": file, "csrfmiddlewaretoken": "x" * 64}

    page = client.post(PAGE, fields)

    assert page.status_code == 403
    assert "The file cbh.csv could not be kept" in words_of(page)


def test_a_page_that_takes_no_file_any_more_says_why(client, lead):
    client.force_login(lead)
    [form] = [form for form in forms_of(client.get(PAGE)) if "file" in form.names]
    type(make_plan()).objects.update(closed_on="2017-10-01")
    file = SimpleUploadedFile("cbh.csv", b"Reference,Outcome\n")

    page = client.post(PAGE, form.fields | {"file": file})

    assert page.status_code == 403
    assert "The plan 2017-18 closed on 1 October 2017" in words_of(page)
    assert "The file cbh.csv could not be kept" in words_of(page)


def test_what_was_chosen_of_a_workbook_is_kept_and_sent_on(client):
    officer = make_person(OFFICER)
    work = make_initiative("J9")
    workbook = make_workbook({work: {"text": "Held."}}, by=officer)
    client.force_login(officer)
    form = form_of(client.get(workbook.get_absolute_url()))
    del client.cookies["sessionid"]

    client.post(workbook.get_absolute_url(), form | {"do": "accept", "reported_on": "30/8/2017"})
    client.force_login(officer)
    page = client.get("/kept/")

    assert "Your choice of what a returned workbook changes" in words_of(page)
    [sent_on] = [each for each in forms_of(page) if "chosen" in each.fields]
    client.post(sent_on.address, sent_on.fields)
    assert [str(each.reported_on) for each in work.updates.all()] == ["2017-08-30"]
