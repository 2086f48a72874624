"""What an IT department would ask of the log: who came, who was refused, what was taken and changed."""

import pytest
from django.db import connection
from django.urls import reverse

from scp_tracker.accounts.roles import ADMINISTRATOR, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, record
from tests.pages import form_of
from tests.people import make_person
from tests.set_up_screens import address_of, fields_of, page

pytestmark = pytest.mark.django_db

PASSWORD = "three plain garden chairs"


def sign_in(client, email, password=PASSWORD):
    return client.post("/accounts/login/", {"username": email, "password": password})


def test_who_signs_in_and_out_is_told_by_number(client, log):
    person = make_person(READER, email="jo@scp.example", password=PASSWORD)

    sign_in(client, "jo@scp.example")
    client.post("/accounts/logout/")
    client.post("/accounts/logout/")

    told = [(line.event, line.facts) for line in log.lines() if line.event != "request"]
    requests = log.lines("request")
    assert told == [
        ("signed_in", {"id": requests[0].facts["id"], "user": str(person.pk)}),
        ("signed_out", {"id": requests[1].facts["id"], "user": str(person.pk)}),
    ]
    assert requests[0].facts["user"] == str(person.pk)
    assert "jo@" not in log.text


@pytest.mark.parametrize("typed", ["jo@scp.example", " JO@scp.example", "nobody@scp.example"])
def test_a_refused_sign_in_says_whose_account_was_tried(client, log, typed):
    person = make_person(READER, email="jo@scp.example", password=PASSWORD)

    sign_in(client, typed, "a password of long ago")

    [line] = log.lines("sign_in_refused")
    assert line.level == "WARNING"
    assert line.facts["account"] == ("none" if "nobody" in typed else str(person.pk))
    assert "scp.example" not in log.text
    assert "long" not in log.text


def test_a_recorded_outcome_says_of_which_initiative_and_by_whom(client, log):
    make_initiative("Crucial Crew", number=5, led_by="Police")
    person = make_person(PARTNER, agencies=[make_agency("Police")])
    client.force_login(person)
    form = form_of(client.get("/2017-18/initiatives/5/update/"))

    client.post("/2017-18/initiatives/5/update/", form | {"outcome": ""})
    client.post("/2017-18/initiatives/5/update/", form | {"outcome": "Four schools came."})

    [line] = log.lines("outcome_recorded")
    assert line.level == "INFO"
    assert line.facts.pop("id")
    assert line.facts == {"initiative": "2017-18/05", "number": "1", "user": str(person.pk)}
    assert "schools" not in log.text


def test_a_restored_outcome_is_told_without_its_words(client, log):
    initiative = make_initiative("Crucial Crew", number=5, led_by="Police")
    record(initiative, "Four schools came.")
    record(initiative, "Cancelled.")
    client.force_login(make_person(OFFICER))
    address = "/2017-18/initiatives/5/updates/1/restore/"

    client.post(address, form_of(client.get(address)))

    [line] = log.lines("outcome_recorded")
    assert (line.facts["initiative"], line.facts["number"]) == ("2017-18/05", "3")
    assert "schools" not in log.text


def test_a_redaction_is_told_without_its_words(client, log):
    record(make_initiative("Crucial Crew", number=5), "Four schools came.")
    person = make_person(ADMINISTRATOR)
    client.force_login(person)
    address = "/2017-18/initiatives/5/updates/1/redact/"
    typed = {"text": "Some came.", "reason": "It named a child.", "confirmed": "yes"}

    client.post(address, form_of(client.get(address)) | typed)

    [line] = log.lines("outcome_redacted")
    assert line.facts.pop("id")
    assert line.facts == {"initiative": "2017-18/05", "number": "1", "user": str(person.pk)}
    assert not any(word in log.text for word in ("schools", "came", "child"))


def test_a_downloaded_report_says_which_and_by_whom(client, seed_plans, log):
    person = make_person(PARTNER)
    client.force_login(person)

    client.get("/2016-17/reports/year-end/")
    client.get("/2016-17/reports/year-end.xlsx?as_of=never")
    client.get("/2016-17/reports/year-end.xlsx")

    [line] = log.lines("report_downloaded")
    assert line.facts["file"] == "year-end-2016-17-draft.xlsx"
    assert line.facts["user"] == str(person.pk)


def test_changes_to_the_set_up_say_what_kind_and_which(
    client, log, django_capture_on_commit_callbacks
):
    administrator = make_person(ADMINISTRATOR)
    client.force_login(administrator)
    agency = make_agency("Police")
    add = reverse("admin:initiatives_fundsource_add")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address_of(agency), fields_of(page(client, agency), name="Essex Police"))
        client.post(add, fields_of(client.get(add), name="The county’s fund"))

    changed, added = (line.facts for line in log.lines("set_up_changed"))
    assert (changed["how"], changed["kind"], changed["number"], changed["user"]) == (
        "changed",
        "initiatives.agency",
        str(agency.pk),
        str(administrator.pk),
    )
    assert (added["how"], added["kind"]) == ("added", "initiatives.fundsource")
    assert "Essex" not in log.text


def test_a_deletion_in_the_set_up_is_told(client, log, django_capture_on_commit_callbacks):
    client.force_login(make_person(ADMINISTRATOR))
    agency = make_agency("Police")
    address = reverse("admin:initiatives_agency_delete", args=[agency.pk])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"post": "yes"})

    [line] = log.lines("set_up_changed")
    assert (line.facts["how"], line.facts["number"]) == ("deleted", str(agency.pk))


def test_a_change_that_was_undone_is_not_told(client, log, django_capture_on_commit_callbacks):
    client.force_login(make_person(OFFICER))
    agency = make_agency("Police")
    stale = fields_of(page(client, agency), name="Essex Police")
    stale["version"] = "99"

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address_of(agency), stale).status_code == 409

    assert log.lines("set_up_changed") == []


@pytest.mark.parametrize("server", ["Silent", "Refusing"])
def test_a_message_that_could_not_be_sent_is_told_without_its_address(
    client, log, settings, server
):
    settings.EMAIL_BACKEND = f"tests.accounts.mail_servers.{server}"
    make_person(READER, email="jo@scp.example", password=PASSWORD)

    client.post("/accounts/forgotten-password/", {"email": "jo@scp.example"})

    line = log.lines("mail_not_sent")[0]
    assert line.level == "ERROR"
    assert line.facts["error"]
    assert "priorities/mail.py:" in line.facts["trace"]
    assert "jo@" not in log.text
    assert "set-password" not in log.text


def test_a_database_that_does_not_answer_is_told(client, log):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE priorities_partnershipplan RENAME TO elsewhere")

    client.get("/healthz")

    silent, answered = log.lines()
    assert (silent.event, silent.level) == ("database_silent", "ERROR")
    assert silent.facts["error"].startswith("django.db.utils.")
    assert (answered.facts["path"], answered.facts["status"]) == ("/healthz", "503")
