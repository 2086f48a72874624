import re

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from initiatives.models import Agency
from priorities.mail import NotSent
from priorities.models import Partnership
from scp_tracker.accounts.links import invite
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER
from tests.people import make_person

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/accounts/user/"


@pytest.fixture
def administrator(client):
    person = make_person(ADMINISTRATOR, name="Example administrator", email="admin@scp.example")
    client.force_login(person)
    return person


@pytest.fixture
def police():
    return Agency.objects.create(name="Essex Police", short_name="Police")


def request_of(person):
    request = RequestFactory().get("/")
    request.user = person
    return request


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def invite_again(client, *people):
    data = {"action": "send_invitation_again", "_selected_action": [one.pk for one in people]}
    return client.post(PEOPLE, data)


def test_an_invitation_says_who_invites_to_what_and_for_how_long(administrator, police):
    Partnership.objects.create(name="Safer Colchester Partnership", short_name="SCP")
    partner = make_person(PARTNER, agencies=[police], name="New partner", email="new@scp.example")

    invite(partner, by=administrator, request=request_of(administrator))

    [message] = mail.outbox
    assert message.to == ["new@scp.example"]
    assert message.subject == (
        "Example administrator invites you to the action plan tracker of "
        "Safer Colchester Partnership"
    )
    for words in (
        "Hello New partner,",
        "Example administrator has made an account for you",
        "what was agreed, who does what and when, and what came of it",
        "the work that Police leads",
        "once, for 3 days",
        "You sign in with this e-mail address: new@scp.example",
        "http://testserver/accounts/login/",
    ):
        assert words in message.body
    partner.refresh_from_db()
    assert partner.invited_at is not None


def test_an_invitation_lets_its_person_choose_a_password_and_begin(administrator):
    clerk = make_person(CLERK, email="new@scp.example")
    invite(clerk, by=administrator, request=request_of(administrator))
    link = re.search(r"http://testserver(\S+/set-password/\S+)", mail.outbox[0].body)[1]
    browser = Client()

    page = browser.get(link, follow=True)
    browser.post(page.request["PATH_INFO"], {"new_password": "seven quiet river stones"})

    assert browser.get("/accounts/password/").status_code == 200
    chosen = {"username": "new@scp.example", "password": "seven quiet river stones"}
    assert Client().post("/accounts/login/", chosen)["Location"] == "/"


def test_a_name_of_two_lines_cannot_add_a_line_to_the_message_head(administrator):
    administrator.name = "Example\r\nBcc: victim@scp.example"

    invite(make_person(CLERK), by=administrator, request=request_of(administrator))

    [message] = mail.outbox
    assert message.subject.startswith("Example Bcc: victim@scp.example invites you")
    assert "\nBcc:" not in message.message().as_string().split("\n\n")[0]


@pytest.mark.parametrize("server", ["Silent", "Refusing"])
def test_a_message_that_was_not_sent_is_not_recorded_as_sent(administrator, settings, server):
    settings.EMAIL_BACKEND = f"tests.accounts.mail_servers.{server}"
    clerk = make_person(CLERK)

    with pytest.raises(NotSent):
        invite(clerk, by=administrator, request=request_of(administrator))

    clerk.refresh_from_db()
    assert clerk.invited_at is None


def test_an_invitation_writes_no_history(administrator):
    clerk = make_person(CLERK)
    before = clerk.history.count()

    invite(clerk, by=administrator, request=request_of(administrator))

    assert clerk.history.count() == before


def test_adding_a_person_invites_them_once_they_are_saved(
    client, administrator, police, django_capture_on_commit_callbacks
):
    data = {"name": "New officer", "email": "new@scp.example", "agencies": [police.pk]}
    with django_capture_on_commit_callbacks() as afterwards:
        client.post(f"{PEOPLE}add/", data)
        assert mail.outbox == []  # nothing goes out while the account might still be undone

    for callback in afterwards:
        callback()

    assert [message.to for message in mail.outbox] == [["new@scp.example"]]
    assert "the work that Police leads" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("backend", "words"),
    [
        ("django.core.mail.backends.locmem.EmailBackend", "An invitation was sent to new@"),
        ("tests.accounts.mail_servers.Silent", "could not be sent"),
        ("django.core.mail.backends.filebased.EmailBackend", "only written to the mail folder"),
    ],
)
def test_the_administrator_is_told_what_became_of_it(
    client, administrator, settings, tmp_path, backend, words
):
    settings.EMAIL_BACKEND = backend
    settings.EMAIL_FILE_PATH = tmp_path
    role = administrator.groups.get().pk

    response = client.post(
        f"{PEOPLE}add/", {"name": "New", "email": "new@scp.example", "groups": [role]}, follow=True
    )

    assert response.status_code == 200
    assert words in response.content.decode()
    assert User.objects.filter(email="new@scp.example").exists()


def test_an_invitation_can_be_sent_again(client, administrator):
    one, other = make_person(CLERK), make_person(OFFICER)

    response = invite_again(client, one, other)

    assert sorted(message.to for message in mail.outbox) == sorted([[one.email], [other.email]])
    assert said(response) == [
        f"An invitation was sent to {person.email}." for person in (one, other)
    ]


def test_whoever_has_begun_or_may_not_sign_in_is_not_invited_again(client, administrator):
    begun = make_person(CLERK, name="Begun", password="seven quiet river stones")
    disabled = make_person(CLERK, name="Disabled")
    User.objects.filter(pk=disabled.pk).update(is_active=False)

    response = invite_again(client, begun, disabled)

    assert mail.outbox == []
    assert said(response) == [
        "Begun has chosen a password already. The sign-in page helps whoever has forgotten theirs.",
        "Disabled may not sign in, so no invitation was sent.",
    ]


def test_one_failed_message_does_not_fail_the_page(client, administrator, settings):
    settings.EMAIL_BACKEND = "tests.accounts.mail_servers.Silent"
    person = make_person(CLERK, name="New clerk")

    response = invite_again(client, person)

    assert response["Location"] == PEOPLE
    assert "The invitation to New clerk could not be sent" in said(response)[0]


def test_a_link_stays_on_the_address_the_administrator_used(administrator):
    request = RequestFactory().get("/", secure=True)

    invite(make_person(CLERK), by=administrator, request=request)

    assert "https://testserver" + reverse("accounts:login") in mail.outbox[0].body
