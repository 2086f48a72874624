"""Whoever sent a workbook is told what became of it, and loses nothing that was not recorded."""

from datetime import date

import pytest

from initiatives.models import Message, ReturnedWorkbook
from initiatives.redacting import Left, redact
from scp_tracker.accounts.roles import PARTNER
from tests.builders import make_agency, make_initiative, make_workbook, record
from tests.initiatives.test_redacting import everything_stored
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db
State = ReturnedWorkbook.State


@pytest.fixture
def ribbon():
    work = make_initiative("White ribbon", number=2, led_by="CBH")
    record(work, "Ten came.", on=date(2017, 9, 1))
    return work


@pytest.fixture
def sent(lead, j9, ribbon):
    said = {
        j9: {"text": "Held."},
        ribbon: {"text": "Twenty.", "status": "at_risk", "status_reason": "Rain"},
    }
    return make_workbook(said, by=lead, agency="CBH", state="waiting")


def decide(client, workbook, do="accept", **said):
    form = form_of(client.get(workbook.get_absolute_url()))
    return client.post(workbook.get_absolute_url(), form | {"do": do} | said, follow=True)


def shown_to(client, person, address):
    client.force_login(person)
    return words_of(client.get(address))


def test_its_sender_reads_what_was_recorded_what_was_not_and_why(client, officer, lead, j9, sent):
    only = str(sent.rows.get(initiative=j9).pk)

    decide(client, sent, chosen=only, note="Ten is what the rota says.")

    page = shown_to(client, lead, sent.get_absolute_url())
    assert "1 outcome was recorded, 1 change was left out." in page
    assert "Note from Officer Ten is what the rota says." in page
    assert "White ribbon 2017-18/02 Outcome Twenty. Status At risk" in page
    assert "J9 , update 1" in page
    assert "Held." not in page


def test_a_row_of_which_only_the_rest_is_recorded_keeps_the_contested_text(
    client, officer, lead, ribbon
):
    said = {"text": "Twenty.", "internal_note": "Ask."}
    workbook = make_workbook({ribbon: said}, by=lead, agency="CBH", state="waiting")
    record(ribbon, "Cancelled.", on=date(2017, 9, 2))

    decide(client, workbook, **{f"choice-{workbook.rows.get().pk}": "rest"})

    assert workbook.rows.get().said == {"text": "Twenty."}
    page = shown_to(client, lead, workbook.get_absolute_url())
    assert "1 outcome was recorded, 1 change was left out." in page
    assert "Outcome Twenty." in page
    assert "Ask." not in page


def test_of_a_workbook_that_is_not_accepted_everything_is_kept(client, officer, lead, sent):
    decide(client, sent, do="leave", note="Wrong quarter.")

    assert ReturnedWorkbook.objects.get().state == State.DECLINED
    page = shown_to(client, lead, sent.get_absolute_url())
    assert "Officer did not accept it" in page
    assert "Wrong quarter." in page
    assert "Held." in page


def test_what_its_own_agency_takes_back_is_emptied(client, lead, sent):
    client.force_login(lead)

    decide(client, sent, do="leave")

    assert ReturnedWorkbook.objects.get().state == State.LEFT
    assert [row.said for row in sent.rows.all()] == [{}, {}]
    assert Message.objects.count() == 0


def test_words_that_were_not_recorded_are_for_the_sender_and_officers(client, officer, sent):
    colleague = make_person(PARTNER, name="Colleague", agencies=[make_agency("CBH")])
    decide(client, sent, do="leave")

    assert "Held." in shown_to(client, officer, sent.get_absolute_url())
    page = shown_to(client, colleague, sent.get_absolute_url())
    assert "did not accept it" in page
    assert "Held." not in page


@pytest.mark.parametrize(
    ("do", "said"), [("accept", "2 outcomes were recorded."), ("leave", "Nothing of it was")]
)
def test_its_sender_gets_one_message_that_leads_there(client, officer, lead, sent, do, said):
    decide(client, sent, do=do, note="Held twice.")

    message = Message.objects.get()
    assert message.to == lead.email
    assert said in message.body
    assert sent.get_absolute_url() in message.body
    assert "Held" not in message.body


def test_an_officers_own_workbook_posts_nothing(client, officer, j9):
    workbook = make_workbook({j9: {"text": "Held."}}, by=officer)
    assert "note" not in form_of(client.get(workbook.get_absolute_url()))

    decide(client, workbook)

    assert Message.objects.count() == 0


@pytest.mark.parametrize("address", ["/", "/my-actions/"])
def test_the_last_decided_one_stands_before_its_sender_until_they_send_another(
    client, officer, lead, j9, sent, address
):
    decide(client, sent, do="leave", note="Wrong quarter.")
    assert "was not accepted" in shown_to(client, lead, address)

    make_workbook({j9: {"text": "Held."}}, by=lead, agency="CBH", state="waiting")

    assert "was not accepted" not in shown_to(client, lead, address)


def test_a_note_too_long_is_refused_with_nothing_decided(client, officer, sent):
    page = decide(client, sent, do="leave", note="x" * 2_001)

    assert "2,000" in words_of(page)
    assert ReturnedWorkbook.objects.get().state == State.WAITING


def test_words_taken_out_go_from_what_was_not_recorded_and_from_the_note(
    client, officer, lead, ribbon
):
    told = record(ribbon, "Zelda Quux was helped.", on=date(2017, 9, 2))
    said = {ribbon: {"text": "Zelda Quux was helped twice."}}
    workbook = make_workbook(said, by=lead, agency="CBH", state="waiting")
    decide(client, workbook, do="leave", note="Do not name Zelda Quux.")

    left = Left("[A resident] was helped.", "", "")
    redact(told, left, after=0, by=officer, reason="It named a victim.")

    assert [text for text in everything_stored() if "Quux" in text] == []
    assert workbook.rows.get().said == {"text": "[Redacted] was helped twice."}
