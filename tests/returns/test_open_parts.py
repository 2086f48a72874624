"""Where a partner meets a return that waits: on top of their home and of their actions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.returns.accepting import send_back
from initiatives.returns.closing import close, withdraw
from initiatives.returns.open_parts import open_parts
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import answer, answer_and_send, make_agency, make_initiative, make_return
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGES = ("/", "/my-actions/")


@pytest.fixture
def work():
    titles = {"J9": "CBH", "White ribbon": "CBH / CBC", "Op Bicycle": "Police"}
    return {title: make_initiative(title, led_by=led) for title, led in titles.items()}


@pytest.fixture
def asked_in(work):
    return make_return(by=make_person(OFFICER))


@pytest.fixture
def said(client, asked_in):
    member = make_person(PARTNER, agencies=[make_agency("CBH")])
    client.force_login(member)

    def on_both():
        first, second = (words_of(client.get(address)) for address in PAGES)
        return [words for words in (first, second) if "Please answer" in words]

    return on_both


def test_it_says_how_far_the_agency_is_and_when_it_closes(said, asked_in, work):
    answer(work["J9"], "Held.")

    closes = f"closes {asked_in.closes_on:%A %-d %B %Y}"
    for words in said():
        assert "Quarter 2, 2017-18, for CBH" in words
        assert f"1 of 2 answered, {closes}." in words
    assert len(said()) == 2


def test_it_says_what_is_written_but_not_sent_and_what_is_overdue(said, asked_in, work):
    asked_in.closes_on = timezone.localdate() - timedelta(days=1)
    asked_in.save()
    for title in ("J9", "White ribbon"):
        answer(work[title], agency="CBH")

    assert "2 of 2 answered but not all sent, was due on" in said()[0]


def test_what_is_sent_waits_for_nobody_until_it_is_sent_back(said, work):
    last = [answer_and_send(work[title], agency="CBH") for title in ("J9", "White ribbon")][-1]
    assert said() == []

    send_back([last], "How many?", seen={last.pk: last.version})

    assert "1 of 2 answered" in said()[0]
    assert "1 sent back to you." in said()[0]


@pytest.mark.parametrize("end", [close, withdraw])
def test_a_return_that_ended_waits_for_nobody(said, asked_in, end):
    end(asked_in, seen_version=1, by=asked_in.opened_by)

    assert said() == []


def test_an_officer_is_not_asked_for_agencies_of_others(asked_in):
    assert open_parts(asked_in.opened_by, on=timezone.localdate()) == []
