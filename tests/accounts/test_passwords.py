import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scp_tracker.accounts.models import SentLink, User
from scp_tracker.accounts.roles import CLERK
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

OLD = "three plain garden chairs"
NEW = "seven quiet river stones"
FORGOTTEN = "/accounts/forgotten-password/"


@pytest.fixture
def clerk():
    return make_person(CLERK, email="clerk@scp.example", name="Example clerk", password=OLD)


def link_in(message):
    return re.search(r"http://testserver(/accounts/set-password/\S+)", message.body)[1]


def link_sent_to(client, email):
    client.post(FORGOTTEN, {"email": email})
    return link_in(mail.outbox[-1])


def opened(client, link):
    return client.get(link, follow=True)


def choose(client, link, password=NEW):
    """Open a link and choose a password on its page."""
    page = opened(client, link)
    return client.post(page.request["PATH_INFO"], {"new_password": password})


def password_now(person):
    return User.objects.get(pk=person.pk)


def test_a_changed_password_keeps_this_session_and_ends_the_others(client, clerk):
    elsewhere = Client()
    client.force_login(clerk)
    elsewhere.force_login(clerk)

    response = client.post("/accounts/password/", {"old_password": OLD, "new_password": NEW})

    assert response["Location"] == reverse("home")
    assert password_now(clerk).check_password(NEW)
    assert client.get("/accounts/password/").status_code == 200
    assert elsewhere.get("/accounts/password/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not it", NEW, "That is not the password you have now."),
        ("", NEW, "Enter the password you have now."),
        (OLD, "", "Enter a new password."),
        (OLD, "short", "at least 12 characters"),
        (OLD, "clerk@scp.example", "easy to guess"),
        (OLD, "password1234", "easy to guess"),
        (OLD, "long " * 52, "at most 256 characters"),
        ("long " * 52, NEW, "at most 256 characters"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(client, clerk, old, new, said):
    client.force_login(clerk)

    page = client.post("/accounts/password/", {"old_password": old, "new_password": new})

    assert said in page.content.decode()
    assert password_now(clerk).check_password(OLD)


def test_a_word_that_is_easy_to_guess_is_told_once_and_how_to_mend_it(client, clerk):
    client.force_login(clerk)

    page = words_of(client.post("/accounts/password/", {"old_password": OLD, "new_password": "a"}))

    assert page.count("This password is too short. It must contain at least 12 characters.") == 2
    assert "easy to guess" not in page
    typed = {"old_password": OLD, "new_password": "safer example 2024"}
    page = words_of(client.post("/accounts/password/", typed))
    said = "That password is easy to guess. Choose three or four words that do not belong together."
    assert page.count(said) == 2  # above the form, and at its field


def test_nobody_signed_out_can_change_a_password(client):
    assert client.get("/accounts/password/").status_code == 302


def test_the_pages_name_their_fields_for_password_managers(client, clerk):
    client.force_login(clerk)

    page = client.get("/accounts/password/").content.decode()

    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="new-password"' in page


@pytest.mark.parametrize("typed", ["clerk@scp.example", "CLERK@scp.example"])
def test_a_forgotten_password_is_chosen_again_by_a_link(client, clerk, typed):
    link = link_sent_to(client, typed)

    response = choose(client, link)

    assert response["Location"] == reverse("home")
    assert password_now(clerk).check_password(NEW)
    assert client.get("/accounts/password/").status_code == 200  # signed in already


def test_the_message_goes_to_the_person_alone_and_says_how_long_the_link_works(client, clerk):
    client.post(FORGOTTEN, {"email": clerk.email})

    [message] = mail.outbox
    assert message.to == [clerk.email]
    assert message.cc == []
    assert message.bcc == []
    assert message.subject == "Choose a new password for the SCP Tracker"
    assert "once, for 3 days" in message.body
    assert "Hello Example clerk," in message.body


def test_a_message_says_a_name_as_it_is_written(client, clerk):
    User.objects.filter(pk=clerk.pk).update(name="Example O'Clerk & Co")

    client.post(FORGOTTEN, {"email": clerk.email})

    assert "Hello Example O'Clerk & Co," in mail.outbox[0].body


def test_an_unknown_or_disabled_address_gets_the_same_answer_and_no_message(client, clerk):
    known = client.post(FORGOTTEN, {"email": clerk.email}, follow=True)
    mail.outbox.clear()
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    for email in ("nobody@scp.example", clerk.email):
        response = client.post(FORGOTTEN, {"email": email}, follow=True)
        assert response.redirect_chain == known.redirect_chain
        assert response.content == known.content
    assert mail.outbox == []


@pytest.mark.parametrize("typed", ["", "clerk", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_told_so(client, typed):
    page = client.post(FORGOTTEN, {"email": typed})

    assert page.status_code == 200
    assert "Enter " in page.content.decode()
    assert mail.outbox == []


def test_somebody_invited_who_lost_the_message_can_ask_for_a_link(client):
    invited = make_person(CLERK, email="new@scp.example")

    choose(client, link_sent_to(client, invited.email))

    assert password_now(invited).check_password(NEW)


def test_a_link_works_once(client, clerk):
    link = link_sent_to(client, clerk.email)
    choose(client, link)

    page = opened(Client(), link)

    assert "This link no longer works" in page.content.decode()


def test_a_link_that_will_not_do_tells_how_to_get_another(client, clerk):
    link = link_sent_to(client, clerk.email)

    for broken in (link[:-3] + "/", link.replace("/set-password/", "/set-password/9"), "x/y/"):
        path = broken if broken.startswith("/") else "/accounts/set-password/" + broken
        page = opened(client, path).content.decode()
        assert "This link no longer works" in page
        assert FORGOTTEN in page


@pytest.mark.parametrize(("age", "works"), [(2.9, True), (3.1, False)])
def test_a_link_works_for_three_days(client, clerk, monkeypatch, age, works):
    link = link_sent_to(client, clerk.email)
    later = datetime.now() + timedelta(days=age)  # noqa: DTZ005 - as the generator reads the clock
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: later)

    assert ("Choose a password" in opened(client, link).content.decode()) is works


def test_a_link_is_worth_nothing_once_its_person_is_disabled(client, clerk):
    link = link_sent_to(client, clerk.email)
    page = opened(client, link)
    User.objects.filter(pk=clerk.pk).update(is_active=False)

    client.post(page.request["PATH_INFO"], {"new_password": NEW})

    assert password_now(clerk).check_password(OLD)
    assert client.get("/accounts/password/").status_code == 302


def test_a_password_as_long_as_a_book_is_not_even_looked_at(client, clerk, monkeypatch):
    monkeypatch.setattr("scp_tracker.accounts.models.User.check_password", None)
    endless = "word " * 200_000

    page = client.post("/accounts/login/", {"username": clerk.email, "password": endless})

    assert "A password has at most 256 characters." in words_of(page)
    assert "maxlength" not in re.search(r"<input[^>]+password[^>]+>", page.content.decode())[0]


def test_a_weak_password_is_refused_at_the_link_too(client, clerk):
    page = choose(client, link_sent_to(client, clerk.email), "short")

    assert "at least 12 characters" in page.content.decode()
    assert password_now(clerk).check_password(OLD)


def test_a_new_password_ends_the_sessions_of_whoever_knew_the_old_one(client, clerk):
    elsewhere = Client()
    elsewhere.force_login(clerk)

    choose(client, link_sent_to(client, clerk.email))

    assert elsewhere.get("/accounts/password/").status_code == 302


def test_nobody_floods_a_mailbox_or_hears_that_it_is_guarded(client, clerk):
    answers = [client.post(FORGOTTEN, {"email": clerk.email}, follow=True) for _ in range(7)]

    assert len(mail.outbox) == 5
    assert len({(tuple(answer.redirect_chain), answer.content) for answer in answers}) == 1
    choose(client, link_in(mail.outbox[0]))  # the first of five works as well as the last
    assert password_now(clerk).check_password(NEW)


def test_a_flood_for_one_person_costs_nobody_else_their_link(client, clerk):
    other = make_person(CLERK, email="other@scp.example", password=OLD)
    for _ in range(6):
        client.post(FORGOTTEN, {"email": clerk.email})

    assert link_sent_to(client, other.email)
    assert len(mail.outbox) == 6


def test_links_are_sent_again_after_a_day_or_once_one_was_used(client, clerk, wait):
    for _ in range(6):
        client.post(FORGOTTEN, {"email": clerk.email})
    SentLink.objects.update(sent_at=timezone.now() - timedelta(hours=23))
    client.post(FORGOTTEN, {"email": clerk.email})
    assert len(mail.outbox) == 5

    wait(hours=2)
    for _ in range(6):
        client.post(FORGOTTEN, {"email": clerk.email})
    assert len(mail.outbox) == 10
    assert SentLink.objects.count() == 5

    choose(client, link_in(mail.outbox[-1]))
    client.post(FORGOTTEN, {"email": clerk.email})
    assert len(mail.outbox) == 11


def test_a_mail_server_that_does_not_answer_is_told_of_to_everybody(client, clerk, settings):
    settings.EMAIL_BACKEND = "tests.accounts.mail_servers.Silent"

    pages = [client.post(FORGOTTEN, {"email": email}) for email in (clerk.email, "no@scp.example")]

    for page in pages:
        assert page.status_code == 200
        assert "No e-mail can be sent at the moment." in page.content.decode()


def test_a_refused_address_gets_the_answer_of_every_other(client, clerk, settings):
    settings.EMAIL_BACKEND = "tests.accounts.mail_servers.Refusing"

    responses = [
        client.post(FORGOTTEN, {"email": email}) for email in (clerk.email, "no@scp.example")
    ]

    assert [response.status_code for response in responses] == [302, 302]
