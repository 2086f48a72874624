"""What somebody typed on a page that no longer takes it: shown to them whole, kept, saved nowhere."""

from datetime import date

import pytest
from django.test import Client

from initiatives.models import Lead
from scp_tracker.accounts.roles import OFFICER, PARTNER, READER
from scp_tracker.kept import seals
from scp_tracker.kept.models import KeptForm
from tests.builders import make_agency, make_initiative, record
from tests.kept import pages
from tests.kept.browser import form_to, forms_of, send
from tests.pages import form_of, words_of
from tests.people import make_person
from tests.set_up_screens import address_of, fields_of, page

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kept.pages")]

UPDATE = "/2017-18/initiatives/5/update/"
LONG = "• <b>Two</b> answered.\n" + "word " * 3_000 + "end"


@pytest.fixture(autouse=True)
def fresh_pages():
    pages.TAKEN.clear()
    pages.ANSWER.update(status=302, raises=None)
    yield
    pages.ANSWER.update(raises=None)


@pytest.fixture
def initiative():
    initiative = make_initiative("Crucial Crew", number=5, led_by="Police")
    record(initiative, "Planned.")
    return initiative


@pytest.fixture
def partner(initiative):
    return make_person(PARTNER, agencies=[make_agency("Police")])


@pytest.fixture
def desk(partner):
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(partner)
    return desk


def written(desk, **typed):
    return form_of(desk.get(UPDATE)) | {"outcome": LONG, "status": "on_track"} | typed


def close(initiative):
    initiative.plan.closed_on = date(2017, 12, 1)
    initiative.plan.save()


def test_a_plan_that_closed_meanwhile_gives_the_text_back_with_the_reason(
    desk, partner, initiative
):
    said = written(desk)
    close(initiative)

    page = desk.post(UPDATE, said)

    assert page.status_code == 403
    words = words_of(page)
    assert "The plan 2017-18 closed on 1 December 2017, so its outcomes no longer change." in words
    assert "Nothing was saved." in words
    assert "Your outcome for Crucial Crew (2017-18/05)" in words
    assert "&lt;b&gt;Two&lt;/b&gt; answered." in page.content.decode()
    assert "word word end" in words
    assert "the words above and 1 other answer" in words
    assert "Send it now" not in words
    assert KeptForm.objects.get().user == partner
    assert initiative.updates.count() == 1


def test_it_stays_listed_and_is_the_same_text_when_sent_again(desk, initiative):
    said = written(desk)
    close(initiative)
    desk.post(UPDATE, said)

    offer = desk.get("/kept/")
    assert "word word end" in words_of(offer)
    page = send(desk, form_to(offer, UPDATE))

    assert page.status_code == 403
    assert "closed on 1 December 2017" in words_of(page)
    assert KeptForm.objects.count() == 1


def test_a_removed_initiative_gives_the_text_back_without_its_name(desk, initiative):
    said = written(desk)
    initiative.removed_on, initiative.removal_reason = date(2018, 1, 1), "No money"
    initiative.save()

    page = desk.post(UPDATE, said)

    assert page.status_code == 404
    words = words_of(page)
    assert "no longer there, or your account can no longer see it. Nothing was saved." in words
    assert "word word end" in words
    assert "Crucial Crew" not in words
    assert "No Initiative matches" not in words
    assert KeptForm.objects.exists()


def test_a_lead_taken_away_gives_the_text_back(desk, partner):
    said = written(desk)
    Lead.objects.all().delete()

    page = desk.post(UPDATE, said)

    assert page.status_code == 403
    assert "word word end" in words_of(page)
    assert KeptForm.objects.get().user == partner


def test_a_role_taken_away_gives_the_text_back(initiative):
    officer = make_person(OFFICER)
    desk = Client()
    desk.force_login(officer)
    address = "/2017-18/initiatives/5/remove/"
    said = form_of(desk.get(address)) | {"removal_reason": "Done by the county."}
    officer.groups.set(make_person(PARTNER).groups.all())

    page = desk.post(address, said)

    assert page.status_code == 403
    assert "Your account may not make this change, or no longer may." in words_of(page)
    assert "Done by the county." in words_of(page)


def test_a_role_taken_away_gives_the_text_of_a_set_up_screen_back(initiative):
    officer = make_person(OFFICER)
    desk = Client()
    desk.force_login(officer)
    police = make_agency("Police")
    said = fields_of(page(desk, police)) | {"aliases-0-note": "Renamed in the spring."}
    officer.groups.clear()

    refused = desk.post(address_of(police), said)

    assert refused.status_code == 403
    assert "Renamed in the spring." in words_of(refused)
    kept = KeptForm.objects.get()
    again = desk.post(address_of(police), said | {"kept_form": kept.pk})
    assert again.status_code == 403
    assert KeptForm.objects.count() == 1


def test_somebody_refused_the_set_up_screens_without_a_form_is_sent_on_as_ever(client, partner):
    client.force_login(partner)

    response = client.post(address_of(make_agency("Police")), {"note": "Some text"})

    assert response.status_code == 302
    assert not KeptForm.objects.exists()


def notes(person):
    desk = Client()
    desk.force_login(person)
    [form] = forms_of(desk.get("/notes/1/"))
    return desk, dict(form["fields"])


@pytest.mark.parametrize(("kind", "status"), pages.REFUSALS.items())
def test_a_refusal_keeps_its_status(kind, status):
    desk, said = notes(make_person(READER))
    pages.ANSWER["raises"] = kind

    page = desk.post("/notes/1/", said | {"outcome": "Long thought about"})

    assert page.status_code == status
    assert "What you typed was not saved" in words_of(page)
    assert "Long thought about" in words_of(page)


@pytest.mark.parametrize("kind", pages.REFUSALS)
@pytest.mark.parametrize("mark", ["another's", "forged", "", "elsewhere"])
def test_without_their_own_mark_nobody_gets_anything(kind, mark):
    person, other = make_person(READER), make_person(READER)
    desk, said = notes(person)
    said["written_by"] = {
        "another's": seals.seal(other.pk, "/notes/1/"),
        "elsewhere": seals.seal(person.pk, "/notes/2/"),
    }.get(mark, mark)
    pages.ANSWER["raises"] = kind

    page = desk.post("/notes/1/", said | {"outcome": "Long thought about"})

    assert page.status_code == pages.REFUSALS[kind]
    assert "Long thought about" not in words_of(page)
    assert "was not saved" not in words_of(page)
    assert not KeptForm.objects.exists()


@pytest.mark.parametrize("kind", pages.REFUSALS)
def test_a_form_without_text_is_refused_as_ever(kind):
    desk, said = notes(make_person(READER))
    pages.ANSWER["raises"] = kind

    page = desk.post("/notes/1/", said | {"outcome": " "})

    assert page.status_code == pages.REFUSALS[kind]
    assert "was not saved" not in words_of(page)


def test_a_password_is_not_shown_back(initiative):
    desk, said = notes(make_person(READER))
    pages.ANSWER["raises"] = next(iter(pages.REFUSALS))

    page = desk.post("/notes/1/", said | {"outcome": "Text", "password": "a secret phrase"})

    assert "secret" not in page.content.decode()
    assert "secret" not in str(KeptForm.objects.get().fields)


def test_what_goes_wrong_otherwise_is_left_to_others():
    desk, said = notes(make_person(READER))
    pages.ANSWER["raises"] = ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.post("/notes/1/", said | {"outcome": "Long thought about"})
    assert not KeptForm.objects.exists()


def test_a_refusal_without_a_form_says_why(client, partner, initiative):
    close(initiative)
    client.force_login(partner)

    page = client.get(UPDATE)

    assert page.status_code == 403
    assert "The plan 2017-18 closed on 1 December 2017" in words_of(page)
    assert "Your account is not set up" not in words_of(page)
