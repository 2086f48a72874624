from datetime import date, timedelta
from functools import partial
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from initiatives.models import Message, Return
from initiatives.returns.accepting import accept, send_back
from initiatives.returns.closing import close
from initiatives.returns.messages import ask
from initiatives.returns.reminding import remind
from priorities.models import PartnershipPlan
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_plan,
    make_return,
)
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_person(OFFICER)
    client.force_login(officer)
    return officer


@pytest.fixture
def work():
    """CBC and CBH have one person between them, Police one of its own, Fire nobody."""
    led = {"J9": "CBC", "Purple Flag": "CBC", "MAD days": "CBH", "Op Bicycle": "Police"}
    made = {
        title: make_initiative(title, led_by=led_by, number=number)
        for number, (title, led_by) in enumerate({**led, "Alarms": "Fire"}.items(), start=1)
    }
    for name in ("CBC", "CBH"):
        make_agency(name).contacts.create(name="Example contact", email="contact@cbc.example")
    make_person(PARTNER, agencies=[make_agency("Police")], email="lead@police.example")
    return made


@pytest.fixture
def asked_in(officer, work):
    return make_return(by=officer)


@pytest.fixture
def preview(client, asked_in, officer):
    def show():
        client.force_login(officer)  # time passes in these tests
        return client.get(f"/returns/{asked_in.pk}/remind/")

    return show


def told():
    return list(Message.objects.order_by("pk").values_list("to", flat=True))


def command(**options):
    out = StringIO()
    call_command("remind_leads", stdout=out, **options)
    return out.getvalue()


def test_everybody_is_shown_with_what_they_owe_before_anything_goes(preview, asked_in, work):
    answer_and_send(work["J9"], "Done.")
    answer(work["MAD days"], "Held.")

    [[_, contact, lead]] = tables_of(preview())

    assert contact[0].startswith("Example contact")
    assert contact[1].splitlines() == [
        "CBC",
        "• Purple Flag 2017-18/02",
        "CBH",
        "• MAD days: answered, not sent 2017-18/03",
    ]
    assert lead[1].splitlines() == ["Police", "• Op Bicycle 2017-18/04"]
    assert "Fire : 1 initiative" in words_of(preview())
    assert told() == []


def test_without_a_mail_server_reminders_are_written_to_be_passed_on(
    client, preview, asked_in, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    page = preview()
    assert "Write 2 reminders" in words_of(page)
    assert "for you to pass them on yourself" in words_of(page)

    sent = client.post(f"/returns/{asked_in.pk}/remind/", form_of(page), follow=True)

    assert "2 reminders written. The messages wait in the outbox" in words_of(sent)
    assert "were reminded" not in words_of(sent)
    assert "Written to on" in words_of(preview())


def test_each_person_gets_one_message_with_a_link_for_each_agency(client, preview, asked_in):
    sent = client.post(f"/returns/{asked_in.pk}/remind/", form_of(preview()), follow=True)

    assert "2 people were reminded." in words_of(sent)
    assert sorted(told()) == ["contact@cbc.example", "lead@police.example"]
    body = Message.objects.get(to="contact@cbc.example").body
    assert "CBC:\n- J9 (2017-18/01)\n- Purple Flag (2017-18/02)\n" in body
    assert "CBH:\n- MAD days (2017-18/03)\n" in body
    assert body.count("http") == 2


def test_who_sent_everything_is_not_reminded(asked_in, work, officer):
    answer_and_send(work["Op Bicycle"], "Marked 30.")
    for title in ("J9", "Purple Flag", "MAD days"):
        sent = answer_and_send(work[title])
        accept(sent, seen_version=sent.version, by=officer)

    assert remind(asked_in) == []
    assert told() == []


def test_what_was_sent_back_is_reminded_of_with_the_note(asked_in, work):
    back = answer_and_send(work["Op Bicycle"], "Some.")
    send_back([back], "How many?", seen={back.pk: back.version})

    remind(asked_in)

    body = Message.objects.get(to="lead@police.example").body
    assert "- Op Bicycle (2017-18/04): sent back, please change: How many?" in body


def test_a_long_note_is_cut_in_a_reminder(asked_in, work):
    back = answer_and_send(work["Op Bicycle"], "Some.")
    send_back([back], "How\nmany? " * 200, seen={back.pk: back.version})

    remind(asked_in)

    [line] = [
        line
        for line in Message.objects.get(to="lead@police.example").body.splitlines()
        if "please change" in line
    ]
    assert line.endswith("…")
    assert len(line) < 400


@pytest.mark.parametrize(("days", "again"), [(0, False), (4, False), (5, True)])
def test_nobody_is_written_to_twice_within_five_days(asked_in, preview, wait, days, again):
    wait(to="2026-11-02 08:00+00:00")
    ask(asked_in)
    assert len(told()) == 2
    wait(days=days)

    reminded = remind(asked_in)

    assert len(reminded) == (2 if again else 0)
    assert len(told()) == (4 if again else 2)
    if not again:
        assert "Can be reminded from 7 November 2026." in words_of(preview())


def test_a_mailbox_is_one_however_its_address_is_written(asked_in):
    remind(asked_in)
    make_agency("CBC").contacts.update(email="Contact@CBC.example")

    assert remind(asked_in) == []


def test_a_return_that_ended_reminds_nobody(client, preview, asked_in, officer):
    form = form_of(preview())
    close(asked_in, seen_version=1, by=officer)

    said = words_of(client.post(f"/returns/{asked_in.pk}/remind/", form, follow=True))

    assert "has ended, so nobody is reminded" in said
    assert told() == []


def test_nobody_is_reminded_of_a_plan_that_has_closed(client, preview, asked_in):
    form = form_of(preview())
    PartnershipPlan.objects.update(closed_on=timezone.localdate())

    shown = words_of(client.get(f"/returns/{asked_in.pk}/remind/", follow=True))
    sent = words_of(client.post(f"/returns/{asked_in.pk}/remind/", form, follow=True))

    for said in (shown, sent):
        assert "so its lead agencies can no longer answer for it" in said
    with pytest.raises(ValidationError, match="can no longer answer"):
        remind(asked_in)
    assert told() == []


def test_messages_about_example_data_say_so(officer, work):
    PartnershipPlan.objects.update(is_example=True)

    ask(make_return(by=officer, name="Quarter 3"))

    message = Message.objects.first()
    for text in (message.subject, message.body, message.about):
        assert "Quarter 3, 2017-18 (example data)" in text


def test_a_late_reminder_says_that_answers_were_due(asked_in, wait):
    wait(days=20)

    remind(asked_in)

    assert "were due on" in Message.objects.first().body


@pytest.mark.parametrize(
    ("day", "reminded"),
    [
        ("2026-11-09", 0),  # four working days before
        ("2026-11-10", 2),
        ("2026-11-13", 2),  # the closing date itself
        ("2026-11-14", 0),  # a Saturday
        ("2026-11-27", 2),  # ten working days after
        ("2026-11-30", 0),
    ],
)
def test_the_timer_reminds_from_three_working_days_before_until_ten_after(
    officer, work, wait, day, reminded
):
    wait(to="2026-10-30 08:00+00:00")
    make_return(by=officer, closes_on=date(2026, 11, 13))
    wait(to=f"{day} 08:00+00:00")

    command()
    command()

    assert len(told()) == reminded


def test_the_timer_says_how_many_and_takes_other_days(asked_in):
    Return.objects.update(closes_on=timezone.localdate() + timedelta(days=21))

    on_a_working_day = partial(command, days_before=40)

    assert on_a_working_day() in {
        "Quarter 2, 2017-18: 2 reminded.\n",
        "Nobody is reminded today: it is not a working day.\n",
    }


def test_the_timer_leaves_closed_plans_and_ended_returns_alone(asked_in, officer, wait):
    wait(to="2026-11-10 08:00+00:00")
    Return.objects.update(closes_on=date(2026, 11, 10))
    plan = make_plan()
    plan.closed_on = date(2018, 4, 30)
    plan.save()
    assert command() == ""
    plan.closed_on = None
    plan.save()
    close(asked_in, seen_version=1, by=officer)

    assert command() == ""
    assert told() == []
