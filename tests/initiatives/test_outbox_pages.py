import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from initiatives import outbox
from initiatives.models import Message
from initiatives.models.messages import State
from scp_tracker.accounts.roles import CLERK, OFFICER
from tests.pages import forms_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

FOLDER = "django.core.mail.backends.filebased.EmailBackend"
SAID = {"to": "lead@cbh.example", "subject": "Your answers", "about": "Return Quarter 2, 2026-27"}
BODY = "Hello,\n\nAnswer <here>: https://tracker.example/r/abc/?a=1&b=2."


@pytest.fixture
def desk(client):
    client.force_login(make_person(OFFICER))
    return client


def make_message(**said):
    return Message.objects.create(**SAID | {"name": "Example lead", "body": BODY} | said)


def waiting(**said):
    return make_message(next_try_at=timezone.now(), **said)


def buttons(page):
    return [
        name
        for name in (
            "Send now",
            "Send again now",
            "I passed it on",
            "Do not send it",
            "Let it wait again",
        )
        if name in words_of(page)
    ]


def test_the_newest_message_stands_first_with_what_became_of_it(desk):
    make_message(subject="First", sent_at=timezone.now())
    waiting(subject="Second", name="")

    [[_heading, *rows]] = tables_of(desk.get("/outbox/"))

    assert [(row[0], row[1], row[2], row[4]) for row in rows] == [
        ("lead@cbh.example", "Second to lead@cbh.example", SAID["about"], "Waiting"),
        ("Example lead lead@cbh.example", "First to Example lead", SAID["about"], "Sent"),
    ]


def test_an_empty_outbox_says_so(desk):
    assert "Nothing has been written to anybody yet." in words_of(desk.get("/outbox/"))


@pytest.mark.parametrize("state", State)
def test_the_filter_shows_messages_in_one_state(desk, state):
    waiting()
    make_message(sent_at=timezone.now())

    page = desk.get(f"/outbox/?state={state}")

    found = {State.WAITING: "Waiting", State.SENT: "Sent"}.get(state)
    assert [row[4] for table in tables_of(page) for row in table[1:]] == ([found] if found else [])
    assert ("No message matches the filter." in words_of(page)) == (found is None)


def test_an_unknown_state_is_said(desk):
    page = desk.get("/outbox/?state=lost")

    assert page.status_code == 400
    assert "State: the address asks for one that is not in the list." in words_of(page)


def test_fifty_stand_on_a_page_and_the_filter_stays(desk):
    for number in range(51):
        waiting(subject=f"Number {number}")

    first = desk.get("/outbox/?state=waiting")
    second = desk.get("/outbox/?state=waiting&page=2")
    beyond = desk.get("/outbox/?state=waiting&page=zebra")

    assert [len(tables_of(page)[0]) - 1 for page in (first, second, beyond)] == [50, 1, 50]
    assert "51 messages, page 2 of 2" in words_of(second)
    assert 'href="?state=waiting&amp;page=2#results"' in first.content.decode()
    assert 'href="?state=waiting&amp;page=1#results"' in second.content.decode()


def test_a_message_is_shown_as_it_was_written_with_its_links(desk):
    page = desk.get(waiting().get_absolute_url())

    text = page.content.decode()
    assert "Hello,\n\nAnswer &lt;here&gt;: <a class=" in text
    assert 'href="https://tracker.example/r/abc/?a=1&amp;b=2"' in text
    assert SAID["about"] in words_of(page)


def test_a_message_that_waits_says_why_and_goes_when_the_officer_asks(desk):
    message = waiting(tries=2, tried_at=timezone.now(), failure="silent")

    page = desk.get(message.get_absolute_url())
    assert "Tried 2 times" in words_of(page)
    assert "The mail server did not answer." in words_of(page)
    assert buttons(page) == ["Send again now", "Do not send it"]
    assert "The mail server did not answer." in tables_of(desk.get("/outbox/"))[0][1][4]
    page = desk.post(message.get_absolute_url(), {"do": "send"}, follow=True)

    assert [sent.to for sent in mail.outbox] == [["lead@cbh.example"]]
    assert "The message was sent to lead@cbh.example." in words_of(page)
    assert buttons(page) == []


@pytest.mark.parametrize("server", ["Silent", "Refusing"])
def test_a_server_that_fails_is_told_and_the_message_stays(desk, settings, server):
    settings.EMAIL_BACKEND = f"tests.accounts.mail_servers.{server}"
    message = waiting()

    page = desk.post(message.get_absolute_url(), {"do": "send"}, follow=True)

    assert "The message was not sent." in words_of(page)
    assert "The mail server " in words_of(page)
    assert buttons(page) == ["Send again now", "Do not send it"]


def test_a_message_is_written_off(desk):
    message = waiting()

    page = desk.post(message.get_absolute_url(), {"do": "write_off"}, follow=True)

    assert "The message will not be sent." in words_of(page)
    assert "Not to be sent" in words_of(page)
    assert buttons(page) == ["Let it wait again"]
    assert outbox.send_waiting() == 0


@pytest.mark.parametrize("do", ["send", "write_off"])
def test_a_message_that_has_gone_meanwhile_is_neither_sent_again_nor_written_off(desk, do):
    message = waiting()
    outbox.send_waiting()

    page = desk.post(message.get_absolute_url(), {"do": do}, follow=True)

    assert len(mail.outbox) == 1
    assert Message.objects.get().state == State.SENT
    assert ("was not sent" if do == "send" else "has been sent") in words_of(page)


def test_without_a_mail_server_messages_are_kept_and_that_is_said(desk, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER, tmp_path
    message = outbox.post(name="", body=BODY, **SAID)

    page = desk.get("/outbox/")
    assert "No mail server is set up, so nothing is sent from here." in words_of(page)
    assert tables_of(page)[0][1][4] == "Kept here"
    page = desk.get(message.get_absolute_url())
    assert "No mail server was set up when it was written." in words_of(page)
    assert buttons(page) == ["I passed it on", "Do not send it"]
    page = desk.post(message.get_absolute_url(), {"do": "send"}, follow=True)
    assert "so the message stays here" in words_of(page)


def test_a_kept_message_is_marked_as_passed_on_with_who_did_and_when(desk, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER, tmp_path
    message = make_message()

    page = desk.post(message.get_absolute_url(), {"do": "pass_on"}, follow=True)

    assert "The message to Example lead is marked as passed on by you." in words_of(page)
    message.refresh_from_db()
    by = message.passed_on_by
    moment = f"{timezone.localtime(message.passed_on_at):%-d %B %Y, %H:%M}"
    assert f"Passed on by hand By {by.name} on {moment}." in words_of(page)
    assert buttons(page) == ["Let it wait again"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.send_waiting() == 0
    assert not outbox.send_now(message)
    assert not outbox.write_off(message)


@pytest.mark.parametrize("do", ["write_off", "pass_on"])
def test_what_was_settled_by_mistake_waits_again(desk, do):
    message = make_message()
    desk.post(message.get_absolute_url(), {"do": do})

    page = desk.post(message.get_absolute_url(), {"do": "put_back"}, follow=True)

    assert "The message waits again." in words_of(page)
    assert Message.objects.get().state == State.WAITING
    assert outbox.send_waiting() == 1
    page = desk.post(message.get_absolute_url(), {"do": "put_back"}, follow=True)
    assert "it has been sent" in words_of(page)
    assert Message.objects.get().state == State.SENT


def test_without_a_mail_server_what_was_written_off_is_kept_again(desk, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER, tmp_path
    message = make_message(written_off_at=timezone.now())

    desk.post(message.get_absolute_url(), {"do": "put_back"})

    assert Message.objects.get().state == State.KEPT


def test_what_has_gone_meanwhile_is_not_passed_on(desk):
    message = waiting(sent_at=None)
    outbox.send_waiting()

    page = desk.post(message.get_absolute_url(), {"do": "pass_on"}, follow=True)

    assert "The message has been sent" in words_of(page)
    assert Message.objects.get().state == State.SENT


def test_whoever_may_only_read_messages_sends_none(client):
    person = make_person(CLERK)
    person.groups.get().permissions.add(Permission.objects.get(codename="view_message"))
    client.force_login(person)
    message = waiting()

    page = client.get(message.get_absolute_url())

    assert [form for form in forms_of(page) if "logout" not in form.address] == []
    assert client.post(message.get_absolute_url(), {"do": "send"}).status_code == 403
    assert mail.outbox == []
