"""Where a workbook goes out and comes back: who may, what they are asked, and what is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.files.limits import MOST_BYTES
from initiatives.models import ReturnedWorkbook
from initiatives.workbook.columns import OUTCOME
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_plan, make_workbook, record
from tests.initiatives.workbook.workbooks import cell, opened
from tests.pages import forms_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/workbook/"
SENTENCE = (
    "A row with a reference changes that initiative, a row without one creates nothing here, and a row "
    "that is missing is left alone."
)


@pytest.fixture
def plan():
    for number, led_by in ((1, "CBH"), (2, "CBC / CBH"), (3, "CBC")):
        record(make_initiative(f"Project {number}", number=number, led_by=led_by), "Planned.")
    return make_plan()


@pytest.fixture
def officer(client, plan):
    officer = make_person(OFFICER)
    client.force_login(officer)
    return officer


@pytest.fixture
def partner_of(client, plan):
    def sign_in(*agencies):
        person = make_person(PARTNER, agencies=[make_agency(name) for name in agencies])
        client.force_login(person)
        return person

    return sign_in


def form_to(client, name):
    [form] = [form for form in forms_of(client.get(PAGE)) if name in form.names]
    return form


def file_of(*lines, name="back.csv"):
    return SimpleUploadedFile(name, "\n".join(lines).encode())


NEWS = ("Reference,Outcome", "2017-18/01,Held.")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", "This is a PDF file"),
        (b"", "The file is empty."),
        (b"\x89PNG\0\0", "This is a picture"),
        (b"x" * (MOST_BYTES + 1), "The file is larger than 5 MB."),
    ],
)
def test_what_is_no_file_to_read_is_refused_in_words_about_the_workbook(
    client, officer, content, why
):
    page = client.post(PAGE, {"file": SimpleUploadedFile("back.xlsx", content)})

    assert why in words_of(page)
    assert "Word (.docx)" not in words_of(page)
    assert "the plan and upload" not in words_of(page)
    assert "part of the plan" not in words_of(page)


def test_a_workbook_that_was_downloaded_comes_back_with_just_what_was_typed(client, officer):
    form = form_to(client, "notes")
    file = client.get(form.address, form.fields)
    book = opened(file.content)
    cell(book, "2017-18/02", OUTCOME).value = "Planned.\nTen came."
    book.save(typed := BytesIO())
    sent = SimpleUploadedFile("outcomes-2017-18.xlsx", typed.getvalue())

    page = client.post(PAGE, {"file": sent}, follow=True)

    workbook = ReturnedWorkbook.objects.get()
    assert page.redirect_chain == [(workbook.get_absolute_url(), 302)]
    assert "1 of its 3 rows says something new; 2 are as they were." in words_of(page)
    assert "added: Ten came." in words_of(page)
    assert (workbook.file_name, workbook.agency) == ("outcomes-2017-18.xlsx", None)


def test_an_officer_chooses_whose_and_hears_that_notes_are_not_for_partners(client, officer):
    page = client.get(PAGE)

    assert SENTENCE in words_of(page)
    assert "The whole plan" in words_of(page)
    assert "Such a workbook is not for sending to partners." in words_of(page)
    assert form_to(client, "notes").names == {"agency", "notes"}


def test_a_partner_of_one_agency_has_nothing_to_choose(client, partner_of):
    partner_of("CBH")

    [form] = [form for form in forms_of(client.get(PAGE)) if form.address.endswith("xlsx")]

    assert form.hidden == {"agency"}
    assert client.get(form.address, form.fields).status_code == 200
    client.post(PAGE, {"file": file_of(*NEWS)})
    assert ReturnedWorkbook.objects.get().agency == make_agency("CBH")


def test_a_partner_of_several_says_for_which(client, partner_of):
    partner_of("CBH", "CBC")
    form = form_to(client, "file")
    assert "agency" in form.names - form.hidden

    refused = client.post(PAGE, {"file": file_of(*NEWS)})
    assert "Select the agency you answer for." in words_of(refused)
    cbc = make_agency("CBC")
    client.post(PAGE, {"file": file_of(*NEWS), "agency": str(cbc.pk)})

    assert ReturnedWorkbook.objects.get().agency == cbc


def test_a_partner_answers_for_no_agency_but_theirs(client, partner_of):
    partner_of("CBH", "CBC")
    police = make_agency("Police")

    client.post(PAGE, {"file": file_of(*NEWS), "agency": str(police.pk)})

    assert not ReturnedWorkbook.objects.exists()


def test_a_closed_plan_tells_partners_so_and_takes_nothing(client, partner_of, plan):
    type(plan).objects.update(closed_on="2017-10-01")
    partner_of("CBH")

    page = client.get(PAGE)

    assert (
        "The plan 2017-18 closed on 1 October 2017, so its outcomes no longer change."
        in words_of(page)
    )
    assert 'type="file"' not in page.text
    assert "outcomes.xlsx" not in page.text
    assert client.post(PAGE, {"file": file_of(*NEWS)}).status_code == 403


def test_a_partner_who_leads_nothing_hears_that_there_is_no_workbook(client, partner_of):
    partner_of("Police")

    page = client.get(PAGE)

    assert "No agency of yours leads anything in the plan 2017-18" in words_of(page)
    assert client.post(PAGE, {"file": file_of(*NEWS)}).status_code == 403


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Choose the file to upload."),
        (file_of("", name="empty.csv"), "The file is empty"),
        (file_of("Name,Wishes", "Jo,Peace"), "Reference"),
        (file_of("%PDF-1.7", name="plan.pdf"), "PDF"),
        (file_of(*NEWS, "2017-18/01,Held twice."), "2017-18/01"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_the_box(client, officer, file, words):
    if file:
        file.seek(0)

    page = client.post(PAGE, {"file": file} if file else {})

    assert page.status_code == 200
    assert any("file" in form.refused for form in forms_of(page))
    assert words.lower() in words_of(page).lower()
    assert '<a href="#id_file">' in page.text
    assert not ReturnedWorkbook.objects.exists()


def test_an_agency_whose_last_one_waits_sends_no_other(client, partner_of, plan):
    lead = partner_of("CBH")
    work = plan.initiatives.get(number=1)
    make_workbook({work: {"text": "Held."}}, by=lead, agency="CBH", state="waiting")

    page = client.post(PAGE, {"file": file_of(*NEWS)})

    assert "it still waits for an officer" in words_of(page)
    assert "or take that one back on its page first" in words_of(page)
    assert ReturnedWorkbook.objects.count() == 1


def test_an_error_keeps_the_log_in_sight(client, officer, plan):
    make_workbook({plan.initiatives.get(number=1): {}}, by=officer, file_name="earlier.ods")

    page = client.post(PAGE, {})

    assert "earlier.ods" in words_of(page)
