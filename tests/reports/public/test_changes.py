"""What an issue says otherwise than the one before it that can be read."""

import pytest
from django.utils import timezone

from tests.builders import make_initiative, make_key_priority, record
from tests.pages import words_of
from tests.reports.public.papers import give_out, take_back

pytestmark = pytest.mark.django_db

CHANGES = "/papers/2017-18/annual-plan/{}/changes/"


@pytest.fixture
def j9():
    initiative = make_initiative("J9", led_by="CBC")
    record(initiative, "Training delivered in March.")
    return initiative


def write(initiative, text, after=1):
    initiative.record(after=after, by=None, text=text, reported_on=timezone.localdate())


def test_changed_added_and_gone_initiatives_are_told(client, j9):
    gone = make_initiative("Mercury")
    give_out("annual-plan")
    write(j9, "Training delivered in May.")
    type(gone).objects.filter(pk=gone.pk).update(removed_on="2017-09-01", removal_reason="Over.")
    make_initiative("Ribbon")
    give_out("annual-plan")

    page = client.get(CHANGES.format(2))

    words = words_of(page)
    assert "What changed since issue 1" in words
    assert "<del" in page.text
    assert "<ins" in page.text
    assert "Added" in words
    assert "Ribbon" in words
    assert "No longer in the paper" in words
    assert "Mercury" in words
    assert f'href="/papers/2017-18/annual-plan/2/#2017-18-{j9.number:02}"' in page.text
    assert f'href="/papers/2017-18/annual-plan/1/#2017-18-{gone.number:02}"' in page.text
    assert f'href="{CHANGES.format(2)}"' in client.get("/papers/2017-18/annual-plan/2/").text


def test_a_withdrawn_issue_is_stepped_over_and_none_of_its_words_told(client, j9):
    give_out("annual-plan")
    write(j9, "The witness was named.")
    named = give_out("annual-plan")
    write(j9, "Training delivered in June.", after=2)
    give_out("annual-plan")
    take_back(named)

    page = client.get(CHANGES.format(3))

    assert "What changed since issue 1" in words_of(page)
    assert "The witness" not in words_of(page)
    assert "/papers/2017-18/annual-plan/2/" not in page.text


def test_what_it_was_compared_with_is_told_as_withdrawn_once_nothing_else_can_be(client, j9):
    first = give_out("annual-plan")
    give_out("annual-plan")
    take_back(first)

    page = client.get(CHANGES.format(2))

    assert page.status_code == 410
    assert "Annual partnership plan 2017-18, issue 1, was withdrawn" in words_of(page)
    assert 'href="/papers/2017-18/annual-plan/2/"' in page.text
    assert "changes/" not in client.get("/papers/2017-18/annual-plan/2/").text


def test_that_nothing_changed_is_said(client, j9):
    give_out("annual-plan")
    give_out("annual-plan")

    assert "Nothing in the paper changed." in words_of(client.get(CHANGES.format(2)))


def test_words_around_the_tables_are_named_by_their_heading(client, j9):
    priority = make_key_priority("To reduce reoffending", plan=j9.plan)
    give_out("annual-plan")
    type(priority).objects.update(description="Now with more words.")
    give_out("annual-plan")

    words = words_of(client.get(CHANGES.format(2)))

    assert "Nothing in the paper changed." not in words
    assert "These other parts of the paper are not the same as before: KEY PRIORITY (KP) 1" in words
