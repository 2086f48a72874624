"""Status words of a paper: proposed where papers agree on them, and taken only when confirmed."""

import pytest

from initiatives.models import Status
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.words import status_words
from tests.moving_in.papers import row


def read(word, **decided):
    [read] = status_words([row(status=word)], Decisions(**decided))
    return read


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *((status.label, status) for status in Status),
        ("Green", Status.ON_TRACK),
        ("AMBER", Status.AT_RISK),
        ("Red", Status.OFF_TRACK),
        ("Blue/Complete", Status.COMPLETE),
        ("Completed.", Status.COMPLETE),
        ("Green - on target", Status.ON_TRACK),
        ("On  target", Status.ON_TRACK),
        ("Ongoing", Status.ON_TRACK),
        ("Not due", Status.NOT_STARTED),
    ],
)
def test_usual_words_are_proposed(word, status):
    assert read(word).proposed is status


@pytest.mark.parametrize("word", ["Purple", "Green/Amber", "See above", "-", "2", "Green-ish"])
def test_other_words_are_for_a_person_to_say(word):
    assert read(word).proposed is None


def test_a_proposal_is_nothing_until_it_is_confirmed():
    assert (read("Green").is_decided, read("Green").status) == (False, "")


@pytest.mark.parametrize("status", ["on_track", ""])
def test_what_was_decided_counts_for_all_spellings(status):
    word = read("green ", statuses={"GREEN": status})

    assert (word.is_decided, word.status) == (True, status)


def test_what_is_no_status_is_not_decided():
    assert not read("Green", statuses={"Green": "sideways"}).is_decided


def test_each_word_stands_once_with_its_rows():
    words = status_words([row(status=word) for word in ("Green", "GREEN ", "", "Red")], Decisions())

    assert [(word.written, word.rows) for word in words] == [("Green", 2), ("Red", 1)]
