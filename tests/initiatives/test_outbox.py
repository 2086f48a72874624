"""What is posted goes out once what it tells of is saved, and waits, however the mail server fails."""

from datetime import timedelta
from email import message_from_string, policy

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from initiatives import outbox
from initiatives.models import Message
from initiatives.models.messages import State
from priorities.mail import Failure
from scp_tracker.accounts.roles import OFFICER
from tests import smtp
from tests.people import make_person

pytestmark = pytest.mark.django_db

FOLDER = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def server(settings):
    with smtp.mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 0.3
        yield server


@pytest.fixture
def afterwards(django_capture_on_commit_callbacks):
    """What happens once the surrounding transaction is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def post(to="lead@cbh.example", **said):
    usual = {
        "name": "Example lead",
        "subject": "Your answers for Quarter 2",
        "body": "Hello,\n\nPlease answer: https://tracker.example/r/abc/\n",
        "about": "Return Quarter 2, 2026-27",
    }
    return outbox.post(to=to, **usual | said)


def states():
    return sorted(message.state for message in Message.objects.all())


def test_a_message_goes_out_once_what_it_tells_of_is_saved(server, afterwards):
    with afterwards():
        message = post(subject="Your answers – Quarter 2")
        assert server.taken == []

    [taken] = server.taken
    mail = message_from_string(taken, policy=policy.default)
    assert (mail["To"], mail["Subject"]) == ("lead@cbh.example", "Your answers – Quarter 2")
    assert "https://tracker.example/r/abc/" in mail.get_content()
    message = Message.objects.get(pk=message.pk)
    assert (message.state, message.tries, message.failure) == (State.SENT, 1, "")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_of_what_was_undone():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)

    assert mail.outbox == []
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_holds_the_database_while_a_message_is_sent(monkeypatch):
    held = []
    monkeypatch.setattr(
        "priorities.mail.send", lambda *said, by: held.append(connection.in_atomic_block)
    )

    with transaction.atomic():
        post()

    assert held == [False]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"subject": "Two\r\nBcc: victim@scp.example"}, "subject"),
        ({"subject": ""}, "subject"),
        ({"to": "lead@cbh.example\nBcc: victim@scp.example"}, "to"),
        ({"to": "nowhere"}, "to"),
        ({"to": ""}, "to"),
        ({"name": "Two\nlines"}, "name"),
        ({"about": "Two\nlines"}, "about"),
        ({"body": "\x00"}, "body"),
    ],
)
def test_what_no_mail_can_hold_is_refused(said, field):
    with pytest.raises(ValidationError) as refused:
        post(**said)

    assert set(refused.value.message_dict) == {field}
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (smtp.SAYS_NOTHING, Failure.SILENT),
        (smtp.BREAKS_OFF, Failure.BROKEN_OFF),
        (smtp.REFUSES_THE_TRACKER, Failure.SETTINGS),
        (smtp.REFUSES_ADDRESSES, Failure.ADDRESS),
        (smtp.REFUSES_MESSAGES, Failure.MESSAGE),
    ],
)
def test_a_message_waits_whatever_fails_and_goes_later(
    server, afterwards, monkeypatch, wait, fault, failure
):
    monkeypatch.setattr(outbox, "PATIENCE", 0.3)
    server.fault = fault
    with afterwards():
        message = post()
    message = Message.objects.get(pk=message.pk)
    assert (message.state, message.failure) == (State.WAITING, failure)

    server.fault = smtp.NOTHING_WRONG
    assert outbox.send_waiting() == 0  # the pause is not over
    wait(minutes=6)
    assert outbox.send_waiting() == 1

    assert len(server.taken) == 1
    assert states() == [State.SENT]


def test_where_nobody_listens_a_message_waits(server, settings, afterwards):
    settings.EMAIL_PORT = 1

    with afterwards():
        post()

    [message] = Message.objects.all()
    assert (message.state, message.failure) == (State.WAITING, Failure.SILENT)


def test_what_was_taken_is_sent_though_the_server_breaks_off_afterwards(server, afterwards):
    server.fault = smtp.BREAKS_OFF_AFTERWARDS

    with afterwards():
        post()

    assert states() == [State.SENT]
    assert outbox.send_waiting() == 0
    assert len(server.taken) == 1


def test_the_page_that_makes_many_leaves_them_to_the_command(server, afterwards, wait):
    with afterwards():
        for number in range(10):
            post(f"lead{number}@cbh.example")
    assert len(server.taken) == outbox.MOST_AT_ONCE

    call_command("send_messages", verbosity=0)

    assert len(server.taken) == 10
    assert states() == [State.SENT] * 10


def test_a_page_waits_for_a_silent_server_once(server, afterwards, monkeypatch):
    monkeypatch.setattr(outbox, "PATIENCE", 0.3)
    server.fault = smtp.SAYS_NOTHING

    with afterwards():
        post()
        post()
    with afterwards():
        post()

    assert server.asked == 1
    assert states() == [State.WAITING] * 3


def test_a_run_gives_up_on_a_silent_server_and_not_on_a_refused_address(server, wait):
    for number in range(3):
        post(f"lead{number}@cbh.example")

    server.fault = smtp.SAYS_NOTHING
    assert outbox.send_waiting() == 0
    assert server.asked == 1
    server.fault = smtp.REFUSES_ADDRESSES
    assert outbox.send_waiting() == 0
    assert server.asked == 3
    wait(minutes=6)
    server.fault = smtp.NOTHING_WRONG
    assert outbox.send_waiting() == 3


def test_a_run_sends_no_more_than_asked_and_those_first_that_waited_longest(server):
    for number in range(3):
        post(f"lead{number}@cbh.example")

    assert outbox.send_waiting(most=2) == 2

    assert [message.to for message in Message.objects.waiting()] == ["lead2@cbh.example"]


def test_what_another_run_has_begun_is_not_sent_twice(server):
    post()
    seen = Message.objects.get()
    again = Message.objects.get()

    assert outbox.send_now(seen)
    assert not outbox.send_now(again)
    assert not outbox.send_now(Message.objects.get())

    assert len(server.taken) == 1


def test_what_is_being_sent_is_neither_sent_nor_written_off_and_what_was_killed_is_tried_again(
    server, wait
):
    post()
    begun = Message.objects.get()
    assert outbox._claim(begun)

    assert not outbox.send_now(Message.objects.get())
    assert not outbox.write_off(Message.objects.get())
    assert outbox.send_waiting() == 0
    wait(minutes=6)
    assert outbox.send_waiting() == 1
    assert len(server.taken) == 1


def test_pauses_grow_until_only_a_person_sends_it(server, wait):
    server.fault = smtp.REFUSES_ADDRESSES
    message = post()
    pauses = []
    while (message := Message.objects.get(pk=message.pk)).state == State.WAITING:
        pauses.append(message.next_try_at - (message.tried_at or message.made_at))
        wait(minutes=pauses[-1] / timedelta(minutes=1) + 1)
        outbox.send_waiting()

    assert pauses[:4] == [timedelta(minutes=minutes) for minutes in (0, 5, 10, 20)]
    assert pauses == sorted(pauses)
    assert (pauses[-1], message.tries) == (timedelta(days=1), outbox.MOST_TRIES)
    assert message.state == State.NOT_SENT
    server.fault = smtp.NOTHING_WRONG
    assert outbox.send_waiting() == 0
    assert outbox.send_now(message)


def test_what_is_written_off_is_not_sent(server):
    message = post()

    assert outbox.write_off(message)

    assert outbox.send_waiting() == 0
    assert not outbox.send_now(Message.objects.get())
    assert states() == [State.WRITTEN_OFF]


def test_what_was_sent_is_not_written_off(server):
    message = post()
    outbox.send_waiting()

    assert not outbox.write_off(Message.objects.get(pk=message.pk))
    assert states() == [State.SENT]


def test_without_a_mail_server_messages_are_kept_and_are_no_failures(
    settings, afterwards, tmp_path, capsys
):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER, tmp_path

    with afterwards():
        message = post()
    call_command("send_messages")

    assert "No mail server is set up" in capsys.readouterr().out
    assert not outbox.send_now(message)
    [message] = Message.objects.all()
    assert (message.state, message.tries, message.failure) == (State.KEPT, 0, "")
    assert list(tmp_path.iterdir()) == []


def test_what_was_kept_goes_out_later_only_if_somebody_asks(settings, afterwards, server):
    settings.EMAIL_BACKEND, real = FOLDER, settings.EMAIL_BACKEND
    with afterwards():
        message = post()
    settings.EMAIL_BACKEND = real

    assert outbox.send_waiting() == 0
    assert outbox.send_now(message)
    assert len(server.taken) == 1


def test_the_command_says_how_much_went_and_how_much_waits(server, capsys):
    post()
    post()
    outbox.write_off(post())

    call_command("send_messages")
    call_command("send_messages")

    assert capsys.readouterr().out == "Sent 2. Still waiting: 0.\nSent 0. Still waiting: 0.\n"


@pytest.mark.parametrize("state", State)
def test_each_message_is_in_the_one_state_it_says(state):
    now = timezone.now()
    of_state = {
        State.WAITING: {"next_try_at": now},
        State.SENT: {"sent_at": now, "tries": 1},
        State.NOT_SENT: {"tries": outbox.MOST_TRIES},
        State.KEPT: {},
        State.WRITTEN_OFF: {"written_off_at": now},
        State.PASSED_ON: {"passed_on_at": now, "passed_on_by": make_person(OFFICER)},
    }
    for said in of_state.values():
        Message.objects.create(to="lead@cbh.example", subject="Hello", body="Hello", **said)

    [message] = Message.objects.in_state(state)

    assert message.state == state


@pytest.mark.parametrize("settled", ["sent_at", "written_off_at"])
def test_the_database_holds_no_message_that_is_settled_and_waits(settled):
    message = post()

    with pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**{settled: timezone.now()})
