from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from initiatives.models import Answer, Message, Return
from initiatives.returns.accepting import send_back
from initiatives.returns.closing import close
from priorities.models import PartnershipPlan
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import OFFICER
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_return,
    part_of,
    record,
)
from tests.pages import form_of, forms_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

Kind, State = Answer.Kind, Answer.State


@pytest.fixture
def officer(client):
    officer = make_person(OFFICER, name="Example officer")
    client.force_login(officer)
    return officer


@pytest.fixture
def work():
    """Three of CBC's, the third with CBH; each has an outcome."""
    titles = {"J9": "CBC", "Purple Flag": "CBC", "White ribbon": "CBC / CBH"}
    made = [
        make_initiative(title, led_by=led_by, number=number)
        for number, (title, led_by) in enumerate(titles.items(), start=1)
    ]
    for initiative in made:
        record(initiative, "Planned for June.", status="on_track")
    make_agency("CBC").contacts.create(name="Example contact", email="contact@cbc.example")
    return made


@pytest.fixture
def part(officer, work):
    return part_of(make_return(by=officer), "CBC")


def page_of(client, part):
    return client.get(part.get_absolute_url())


def states():
    return list(Answer.objects.order_by("initiative__number").values_list("state", flat=True))


def test_each_answer_stands_beside_what_prints_now(client, part, work):
    answer_and_send(
        work[0],
        "Planned for July.",
        status="at_risk",
        status_reason="No venue.",
        internal_note="Ask.",
    )
    answer_and_send(work[1])
    asked = {"asked_whom": "The venue", "asked_on": date(2026, 10, 5)}
    answer_and_send(work[2], kind=Kind.NOTHING_TO_REPORT, **asked)

    page = page_of(client, part)

    said = words_of(page)
    assert "<del>" in page.content.decode()
    assert "Planned for removed: June. added: July." in said
    assert "Status: On track to At risk No venue." in said
    assert "Internal note, never printed Ask." in said
    assert "Written by Example contact for CBC on" in said
    assert "No change. The outcome stays as it prints now." in said
    assert "Nothing to report. The venue was asked on 5 October 2026." in said
    assert "Accept all 3 answers" in said


def test_one_press_accepts_one_answer(client, part, work):
    for initiative in work:
        answer_and_send(initiative, "Done.")
    form = form_of(page_of(client, part))

    page = client.post(
        part.get_absolute_url(), form | {"accept": str(work[1].answers.get().pk)}, follow=True
    )

    assert "The answer about Purple Flag is accepted." in words_of(page)
    place = f"answer-{work[1].number}"
    assert page.redirect_chain == [(f"{part.get_absolute_url()}#{place}", 302)]
    assert f'id="{place}"' in page.text
    assert states() == [State.SENT, State.ACCEPTED, State.SENT]
    assert work[1].updates.get(number=2).text == "Done."


def test_one_press_accepts_all_that_wait(client, part, work, officer):
    answer_and_send(work[0], "Done.")
    answer_and_send(work[1])
    answer(work[2], "Half done.")

    page = client.post(part.get_absolute_url(), accepting(page_of(client, part)), follow=True)

    assert "2 answers accepted." in words_of(page)
    assert "Accepted by Example officer" in words_of(page)
    assert states() == [State.ACCEPTED, State.ACCEPTED, State.ANSWERED]
    assert [each.updates.count() for each in work] == [2, 1, 1]


def test_what_changed_since_the_officer_looked_is_left(client, part, work):
    for initiative in work:
        answer_and_send(initiative, "Done.")
    form = accepting(page_of(client, part))
    answer(work[0], "Not done after all.")
    record(work[1], "Something else.", on=timezone.localdate())

    page = client.post(part.get_absolute_url(), form, follow=True)

    assert "1 answer accepted." in words_of(page)
    assert "2 answers were left as they are" in words_of(page)
    assert "A newer outcome was recorded after this was written" in words_of(page)
    assert states() == [State.SENT, State.SENT, State.ACCEPTED]


@pytest.mark.parametrize(
    "seen", ["", "x", "1-", "-1", "1-2-3", "9" * 30 + "-1", "\N{ARABIC-INDIC DIGIT ONE}-1"]
)
def test_a_damaged_version_accepts_nothing(client, part, work, seen):
    answer_and_send(work[0], "Done.")

    assert client.post(part.get_absolute_url(), {"seen": seen}).status_code == 302

    assert states()[0] == State.SENT


def test_what_might_identify_a_person_is_pointed_out(client, part, work):
    answer_and_send(work[0], "A 16 year old was helped.")

    assert "Worth checking before it is printed:" in words_of(page_of(client, part))


def test_an_answer_after_the_closing_date_is_late(client, part, work, officer, wait):
    assert "Late" not in words_of(page_of(client, part))
    wait(days=20)
    client.force_login(officer)
    answer_and_send(work[0], "Done.")

    assert "Sent Late" in words_of(page_of(client, part))


def test_answers_that_were_never_sent_can_be_taken_as_sent(client, part, work, officer):
    answer(work[0], "Done.")
    [take] = [form for form in forms_of(page_of(client, part)) if "take" in form.names]

    page = client.post(part.get_absolute_url(), {**take.fields, "take": "yes"}, follow=True)

    assert "1 answer taken as sent." in words_of(page)
    assert states()[0] == State.SENT
    part.refresh_from_db()
    assert part.sent_by == officer


def test_the_officer_mends_an_answer_and_accepts_it(client, part, work, officer):
    answer_and_send(work[0], "Traned 40.")
    address = f"{part.get_absolute_url()}1/"
    form = form_of(client.get(address))
    assert (form["outcome"], form["status"]) == ("Traned 40.", "on_track")

    page = client.post(address, form | {"outcome": "Trained 40."}, follow=True)

    assert "The answer about J9 is accepted." in words_of(page)
    update = work[0].updates.get(number=2)
    assert (update.text, update.recorded_by, update.status) == ("Trained 40.", officer, "")
    assert work[0].answers.get().text == "Traned 40."


def test_accepted_as_it_was_the_author_stays_its_lead(client, part, work):
    answer_and_send(work[0], "Trained 40.")
    address = f"{part.get_absolute_url()}1/"

    client.post(address, form_of(client.get(address)))

    update = work[0].updates.get(number=2)
    assert (update.recorded_by, update.agency.short_name) == (None, "CBC")


def test_what_overtook_an_answer_is_shown_beside_it(client, part, work):
    answer_and_send(work[0], "Trained 40.")
    record(work[0], "The venue burnt down.", on=timezone.localdate())
    assert "Look at both, then decide" in words_of(page_of(client, part))
    address = f"{part.get_absolute_url()}1/"
    page = client.get(address)
    assert "A newer outcome was recorded" in words_of(page)
    assert "The venue burnt down." in words_of(page)

    client.post(address, form_of(page) | {"outcome": "Trained 40. The venue burnt down."})

    assert work[0].answers.get().update.number == 3


@pytest.mark.parametrize("how", ["mended", "overtaken"])
def test_something_newer_while_the_officer_writes_is_shown_and_nothing_is_lost(
    client, part, work, how
):
    answer_and_send(work[0], "Trained 14.")
    address = f"{part.get_absolute_url()}1/"
    form = form_of(client.get(address)) | {"outcome": "Trained fourteen."}
    if how == "mended":
        answer(work[0], "Trained 40.")
    else:
        record(work[0], "Trained 40.", on=timezone.localdate())

    page = client.post(address, form)

    assert page.status_code == 409
    assert "Trained 40." in words_of(page)
    assert form_of(page)["outcome"] == "Trained fourteen."
    assert client.post(address, form_of(page)).status_code == 302
    assert work[0].answers.get().update.text == "Trained fourteen."


def test_an_answer_without_a_text_or_not_sent_has_nothing_to_edit(client, part, work):
    answer_and_send(work[0])
    answer(work[1], "Done.")

    said = words_of(client.get(f"{part.get_absolute_url()}1/", follow=True))
    assert "This answer has no text to edit." in said
    said = words_of(client.get(f"{part.get_absolute_url()}2/", follow=True))
    assert "has not been sent" in said
    assert client.get(f"{part.get_absolute_url()}99/").status_code == 404


def test_one_answer_is_sent_back_with_a_note_and_its_leads_are_told(client, part, work):
    for initiative in work:
        answer_and_send(initiative, "Done.")
    make_agency("CBH").contacts.create(name="Example contact", email="contact@cbh.example")
    address = f"{part.get_absolute_url()}send-back/?answer=3"
    form = form_of(client.get(address))
    assert form["answers"] == str(work[2].answers.get().pk)

    page = client.post(address, form | {"note": "How many came?"}, follow=True)

    assert "1 answer sent back with your note." in words_of(page)
    assert states() == [State.SENT, State.SENT, State.SENT_BACK]
    messages = Message.objects.order_by("to")
    assert [message.to for message in messages] == ["contact@cbc.example", "contact@cbh.example"]
    assert (
        "- White ribbon (2017-18/03): sent back, please change: How many came?" in messages[0].body
    )
    assert set(part.asked_in.messages.values_list("kind", flat=True)) == {"sent_back"}


@pytest.mark.parametrize("has_contact", [True, False])
def test_without_a_mail_server_the_message_about_it_waits_to_be_passed_on(
    client, part, work, settings, has_contact
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    if not has_contact:
        part.agency.contacts.all().delete()
    answer_and_send(work[0], "Done.")
    address = f"{part.get_absolute_url()}send-back/"
    page = client.get(address)
    assert "by e-mail" not in words_of(page)
    assert "waits in the outbox: pass it on yourself." in words_of(page)

    typed = {"answers": str(work[0].answers.get().pk), "note": "How many came?"}
    page = client.post(address, form_of(page) | typed, follow=True)

    assert "1 answer sent back with your note." in words_of(page)
    assert ("The messages wait in the outbox" in words_of(page)) is has_contact


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"note": ""}, "Say what the lead agency should change."),
        ({"answers": []}, "Select the answers to send back."),
        ({"answers": ["999999"]}, "no longer waits"),
        ({"note": "x" * 2_001}, "must be 2,000 characters or fewer"),
    ],
)
def test_sending_back_asks_what_and_which(client, part, work, typed, said):
    sent = answer_and_send(work[0], "Done.")
    address = f"{part.get_absolute_url()}send-back/"
    form = form_of(client.get(address)) | {"answers": [str(sent.pk)], "note": "Why?"}

    page = client.post(address, form | typed)

    assert said in words_of(page)
    assert states()[0] == State.SENT


def test_an_answer_mended_meanwhile_is_not_sent_back_unread(client, part, work):
    sent = answer_and_send(work[0], "Done.")
    address = f"{part.get_absolute_url()}send-back/"
    form = form_of(client.get(address)) | {"answers": [str(sent.pk)], "note": "Why?"}
    answer(work[0], "Done, since asked.")

    page = client.post(address, form)

    assert page.status_code == 409
    assert "changed one of these answers" in words_of(page)
    assert form_of(page)["note"] == "Why?"
    assert not Message.objects.exists()
    assert client.post(address, form_of(page)).status_code == 302


def test_nothing_is_sent_back_from_a_closed_return(client, part, work, officer):
    answer_and_send(work[0], "Done.")
    close(part.asked_in, seen_version=1, by=officer)
    page = page_of(client, part)
    assert "Send back" not in words_of(page)

    said = words_of(client.get(f"{part.get_absolute_url()}send-back/", follow=True))
    assert "nothing can be sent back any more" in said
    client.post(part.get_absolute_url(), accepting(page))
    assert states()[0] == State.ACCEPTED


def test_nothing_is_sent_back_once_its_leads_can_answer_no_more(client, part, work):
    given = answer_and_send(work[0], "Done.")
    PartnershipPlan.objects.update(closed_on=timezone.localdate())

    said = words_of(client.get(f"{part.get_absolute_url()}send-back/", follow=True))
    with pytest.raises(ValidationError, match="can no longer answer"):
        send_back([Answer.objects.get(pk=given.pk)], "When?", seen={given.pk: given.version})

    assert "nothing can be sent back any more" in said
    assert states()[0] == State.SENT


def test_answers_changed_the_very_moment_they_are_taken_as_sent_are_left(
    client, part, work, monkeypatch
):
    answer(work[0], "Done.")
    monkeypatch.setattr("initiatives.returns.views.answers.send", _overtaken)

    response = client.post(part.get_absolute_url(), {"take": "yes"}, follow=True)

    assert "An answer was changed at this very moment." in words_of(response)
    assert states()[0] == State.ANSWERED


def _overtaken(*args, **said):
    raise OutOfDate(None)


def test_a_part_of_another_return_is_not_found(client, part, officer):
    other = make_return(by=officer, name="Quarter 3")

    assert client.get(f"/returns/{other.pk}/{part.pk}/").status_code == 404
    assert Return.objects.count() == 2


def test_the_history_names_who_answered_without_an_account(client, part, work):
    answer_and_send(work[0], "Trained 40.")
    client.post(part.get_absolute_url(), accepting(page_of(client, part)))

    assert "by Example contact for CBC" in words_of(client.get("/2017-18/initiatives/1/"))


def test_so_do_the_outcome_form_and_a_conflict_with_what_they_wrote(client, part, work):
    address = "/2017-18/initiatives/1/update/"
    begun_before = form_of(client.get(address))
    answer_and_send(work[0], "Trained 40.")
    client.post(part.get_absolute_url(), accepting(page_of(client, part)))

    conflict = client.post(address, begun_before | {"outcome": "Trained 50."})

    assert "Answer to a return by Example contact for CBC" in words_of(client.get(address))
    assert conflict.status_code == 409
    assert "Example contact changed this outcome while you were writing." in words_of(conflict)


def accepting(page):
    """What a browser would send from the form that accepts."""
    [form] = [form for form in forms_of(page) if "seen" in form.names]
    return form.fields
