"""How somebody without an account answers by a personal link, and what it opens to nobody else."""

import re
from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from initiatives.models import AgencyContact, Answer, Lead, LinkUse, Message, PersonalLink
from initiatives.returns.accepting import accept
from initiatives.returns.closing import close, withdraw
from initiatives.returns.links import link_for, new_link, token
from initiatives.returns.messages import ask
from initiatives.returns.people import Person
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    answer_and_send,
    make_agency,
    make_initiative,
    make_return,
    part_of,
    record,
)
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

Kind, State = Answer.Kind, Answer.State
CONTACT = Person("Cam Contact", "cam@cbh.example", has_account=False)


@pytest.fixture
def officer():
    return make_person(OFFICER, name="Olu Officer")


@pytest.fixture
def work():
    AgencyContact.objects.create(agency=make_agency("CBH"), name=CONTACT.name, email=CONTACT.email)
    titles = {1: ("J9", "CBH"), 2: ("White ribbon", "CBH / CBC"), 4: ("Op Bicycle", "Police")}
    made = {n: make_initiative(title, number=n, led_by=led) for n, (title, led) in titles.items()}
    record(made[1], "Planned for May.", internal_note="Note of the housing.")
    record(made[4], "Marked 40 bicycles.", internal_note="Note of the police.")
    return made


@pytest.fixture
def asked_in(officer, work):
    return make_return(by=officer)


@pytest.fixture
def link(asked_in):
    return link_for(part_of(asked_in, "CBH"), CONTACT)


@pytest.fixture
def place(link):
    return f"/r/{token(link)}/"


@pytest.fixture
def confirmed(client, place):
    client.post(place, {"confirm": "yes"})
    return client


def uses(link):
    return [use.kind for use in link.uses.order_by("pk")]


def given(initiative):
    return initiative.answers.get()


def test_whoever_only_follows_the_link_opens_nothing(client, link, place, asked_in):
    for address in (place, f"{place}1/", f"{place}check/", f"{place}sent/"):
        for method in (client.get, client.head):
            response = method(address)
            assert response.status_code == 200
            assert "J9" not in words_of(response)
    assert "You are about to answer for CBH" in words_of(client.get(place))

    assert uses(link) == []
    assert part_of(asked_in, "CBH").first_opened_at is None


def test_the_contact_of_the_mailed_link_answers_everything(client, asked_in, work, link):
    ask(asked_in)
    [body] = Message.objects.filter(to=CONTACT.email).values_list("body", flat=True)
    [place] = re.findall(r"http\S+?(/r/\S+)", body)

    listed = client.post(place, {"confirm": "yes"}, follow=True)
    assert "0 of 2 answered" in words_of(listed)
    form = form_of(client.get(f"{place}1/")) | {"kind": "updated", "outcome": "Held in May."}
    client.post(f"{place}1/", form)
    client.post(place, {"no_change": "2", "version": "1"})
    sent = client.post(f"{place}check/", follow=True)

    assert "Cam Contact sent them on" in words_of(sent)
    said = given(work[1])
    assert (said.state, said.text) == (State.SENT, "Held in May.")
    assert (said.written_by, said.written_as, said.agency.short_name) == (
        None,
        "Cam Contact",
        "CBH",
    )
    assert part_of(asked_in, "CBH").sent_as == "Cam Contact"
    assert uses(link) == ["confirmed", "opened", "answered", "answered", "sent"]


def test_it_shows_nothing_of_other_agencies_and_opens_no_other_page(confirmed, place, work):
    pages = [confirmed.get(place), confirmed.get(f"{place}1/"), confirmed.get(f"{place}check/")]

    words = " ".join(map(words_of, pages))
    assert "Planned for May." in words
    assert "Note of the housing." not in words  # a message can be handed on
    assert "police" not in words.lower()
    assert "Bicycle" not in words
    assert confirmed.get(f"{place}4/").status_code == 404
    assert confirmed.post(f"{place}4/", {"kind": "no_change"}).status_code == 404
    for address in ("/2017-18/", "/my-actions/", "/returns/", "/2017-18/initiatives/1/"):
        assert confirmed.get(address)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("altered", ["x", "", "9" * 30, "é", "%00", "a.b", "never.was"])
def test_an_altered_link_and_one_that_never_was_are_answered_alike(client, place, altered):
    whole = place.strip("/").removeprefix("r/")
    for address in (f"/r/{whole[:-1]}{altered}/", f"/r/{altered or 'x'}/", f"/r/{whole.upper()}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"confirm": "yes"}).status_code == 404


def test_the_address_cannot_be_made_from_what_the_database_holds(link, client):
    own, other = token(link), Signer(key="a guess", salt="initiatives.returns.links", sep=".")

    for guess in (link.key, other.sign(link.key), own.replace(link.key, link.key[::-1])):
        assert client.get(f"/r/{guess}/").status_code == 404


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda link, by: PersonalLink.objects.update(withdrawn_at=timezone.now(), withdrawn_by=by), "was withdrawn"),
        (lambda link, by: PersonalLink.objects.update(expires_at=timezone.now()), "This link worked until"),
        (lambda link, by: AgencyContact.objects.all().delete(), "You are no longer asked"),
        (lambda link, by: AgencyContact.objects.update(email="else@cbh.example"), "You are no longer asked"),
        (lambda link, by: close(link.part.asked_in, seen_version=1, by=by), "This return was closed"),
        (lambda link, by: withdraw(link.part.asked_in, seen_version=1, by=by), "withdrew this return"),
    ],
)  # fmt: skip
def test_a_link_that_ended_says_why_shows_nothing_and_gives_back_what_was_typed(
    confirmed, link, place, officer, work, end, words
):
    form = form_of(confirmed.get(f"{place}1/")) | {"kind": "updated", "outcome": "Held in May."}
    end(link, officer)

    for response in (
        confirmed.get(place),
        confirmed.get(f"{place}1/"),
        confirmed.post(f"{place}1/", form),
    ):
        assert response.status_code == 410
        assert words in words_of(response)
        assert "J9" not in words_of(response)
    assert "Held in May." in words_of(response)
    assert given(work[1]).state == State.NOT_ANSWERED
    assert uses(link)[-3:] == ["refused"] * 3


def test_after_acceptance_it_shows_nothing(confirmed, link, place, work, officer):
    for number in (1, 2):
        sent = answer_and_send(work[number], "Done.", agency="CBH")
        assert confirmed.get(place).status_code == 200
        accept(sent, seen_version=sent.version, by=officer)

    response = confirmed.get(place)

    assert response.status_code == 410
    assert "have accepted all the answers of CBH" in words_of(response)
    assert "J9" not in response.text


def test_what_is_typed_about_what_another_leads_by_now_is_given_back(confirmed, place, work):
    form = form_of(confirmed.get(f"{place}1/")) | {"kind": "updated", "outcome": "Held in May."}
    Lead.objects.filter(initiative=work[1]).delete()

    response = confirmed.post(f"{place}1/", form)

    assert response.status_code == 404
    assert "CBH is not asked about this initiative any more." in words_of(response)
    assert "Held in May." in words_of(response)


def test_two_browsers_may_use_one_link_until_it_is_withdrawn(confirmed, place, work, link, officer):
    other = Client()
    other.post(place, {"confirm": "yes"})

    form = form_of(other.get(f"{place}1/")) | {"kind": "updated", "outcome": "Written there."}
    other.post(f"{place}1/", form)
    clash = confirmed.post(place, {"no_change": "1", "version": "1"})

    assert clash.status_code == 409
    assert given(work[1]).text == "Written there."


def test_a_page_given_to_who_confirmed_is_taken_when_the_browser_has_forgotten(
    confirmed, place, work
):
    form = form_of(confirmed.get(f"{place}1/")) | {"kind": "no_change"}
    del confirmed.cookies["link-opened"]

    assert confirmed.post(f"{place}1/", form)["Location"] == f"{place}2/"
    assert confirmed.get(place).status_code == 200
    assert "J9" in words_of(confirmed.get(place))


def test_what_is_typed_outlives_the_cookies_of_the_browser(place, work):
    client = Client(enforce_csrf_checks=True)
    typed = {"kind": "updated", "outcome": "Held in May.", "version": "1", "follows": "1"}

    shown = client.post(f"{place}1/", typed)
    assert shown.status_code == 403
    assert "Held in May." in words_of(shown)
    client.post(f"{place}1/", form_of(shown) | {"cautions_seen": ""})

    assert given(work[1]).text == "Held in May."


def test_nothing_typed_is_given_back_to_who_has_no_link(client):
    client = Client(enforce_csrf_checks=True)

    shown = client.post("/r/never.was/1/", {"outcome": "Click here."})

    assert shown.status_code == 403
    assert "Click here." not in shown.text


def test_its_cookie_is_for_its_own_pages_and_says_nothing_by_itself(client, place, settings, link):
    settings.SESSION_COOKIE_SECURE = True
    cookie = client.post(place, {"confirm": "yes"}, secure=True).cookies["link-opened"]

    assert (cookie["path"], cookie["samesite"]) == (place, "Lax")
    assert cookie["httponly"]
    assert cookie["secure"]
    other = Client()
    other.cookies["link-opened"] = "yes"
    assert "You are about to answer" in words_of(other.get(place))


def test_no_log_no_cache_and_no_other_site_hears_of_the_address(confirmed, place, caplog, capsys):
    caplog.clear()

    response = confirmed.get(f"{place}1/")

    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "same-origin"
    assert "Content-Security-Policy" in response
    assert place.strip("/").removeprefix("r/") not in capsys.readouterr().err


def test_every_message_has_the_same_link_until_it_is_withdrawn(asked_in, link, officer):
    part = part_of(asked_in, "CBH")
    assert link_for(part, CONTACT) == link
    PersonalLink.objects.filter(pk=link.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=officer
    )

    assert link_for(part, CONTACT) != link


def test_a_member_gets_the_plain_address_and_who_answers_for_two_gets_one_for_each(asked_in):
    make_person(PARTNER, agencies=[make_agency("Police")], email="pat@police.example")
    for agency in ("CBH", "CBC"):
        AgencyContact.objects.create(
            agency=make_agency(agency), name="Di Both", email="di@x.example"
        )
    ask(asked_in)

    bodies = dict(Message.objects.values_list("to", "body"))

    assert (
        f"/returns/{asked_in.pk}/{part_of(asked_in, 'Police').pk}/answer/"
        in bodies["pat@police.example"]
    )
    assert re.findall(r"(CB\w): http\S+/r/", bodies["di@x.example"]) == ["CBC", "CBH"]


@pytest.fixture
def links_page(client, asked_in, officer, link):
    client.force_login(officer)
    return f"/returns/{asked_in.pk}/{part_of(asked_in, 'CBH').pk}/links/"


def test_officers_see_a_parts_links_and_withdraw_one(client, links_page, link, place):
    Client().post(place, {"confirm": "yes"})
    [[_, row]] = tables_of(client.get(links_page))
    assert row[:2] == ["Cam Contact cam@cbh.example", "Works"]
    assert row[4].startswith("Confirmed on")

    shown = client.post(links_page, {"withdraw": link.pk}, follow=True)

    assert "The link of Cam Contact opens nothing any more." in words_of(shown)
    assert tables_of(shown)[0][1][1].startswith("Withdrawn by Olu Officer")
    assert Client().get(place).status_code == 410
    client.post(links_page, {"withdraw": link.pk})  # twice changes nothing


def test_a_new_link_goes_to_the_contact_in_a_message(client, links_page, link, asked_in):
    client.post(links_page, {"new": CONTACT.email})

    newest = PersonalLink.objects.first()
    assert newest != link
    assert token(newest) in Message.objects.get().body


def test_a_new_link_asks_only_about_what_is_not_accepted_yet(client, links_page, work, officer):
    accept(answer_and_send(work[1]), seen_version=3, by=officer)

    client.post(links_page, {"new": CONTACT.email})

    [message] = Message.objects.all()
    assert "White ribbon (" in message.body
    assert "J9 (" not in message.body  # a token may spell J9 by chance


def test_once_a_return_is_closed_no_link_is_said_to_work_or_offered(
    client, links_page, asked_in, officer
):
    close(asked_in, seen_version=1, by=officer)

    shown = client.get(links_page)

    assert tables_of(shown)[0][1][1] == "Opens nothing now"
    assert "Write a new link" not in words_of(shown)
    assert client.post(links_page, {"new": CONTACT.email}).status_code == 404


@pytest.mark.parametrize(
    "typed", [{}, {"new": "nobody@x.example"}, {"withdraw": "99"}, {"withdraw": "x"}]
)
def test_what_the_links_page_does_not_offer_is_not_found(client, links_page, typed):
    assert client.post(links_page, typed).status_code == 404
    assert not Message.objects.exists()


def test_a_link_of_another_part_is_not_withdrawn_there(client, links_page, asked_in):
    other = new_link(part_of(asked_in, "Police"), CONTACT)

    assert client.post(links_page, {"withdraw": other.pk}).status_code == 404
    assert PersonalLink.objects.get(pk=other.pk).withdrawn_at is None


def test_a_link_outlives_the_closing_date_for_late_answers(link, asked_in):
    assert link.expires_at.date() > asked_in.closes_on + timedelta(days=28)


def test_each_use_is_of_a_known_kind():
    assert {kind.value for kind in LinkUse.Kind} == {
        "confirmed",
        "opened",
        "answered",
        "sent",
        "refused",
    }
