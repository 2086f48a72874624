from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives import differences
from initiatives.differences import Kind, word_changes

SIGNS = {Kind.SAME: "{}", Kind.ADDED: "[+{}+]", Kind.REMOVED: "[-{}-]"}


def marked(old, new):
    return "".join(SIGNS[kind].format(text) for kind, text in word_changes(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", ""),
        ("", "Ten came.", "[+Ten came.+]"),
        ("Ten came.", "", "[-Ten came.-]"),
        ("Ten came.", "Ten came.", "Ten came."),
        ("Delivered.", "Delivered. Ten came.", "Delivered.[+ Ten came.+]"),
        ("12 people helped", "15 people helped", "[-12 -][+15 +]people helped"),
        ("Booked for May.", "Held in May.", "[-Booked for -][+Held in +]May."),
        ("• one\n• two", "• one\n• three\n• two", "• one\n• [+three\n• +]two"),
        ("One.\n\nTwo.", "Two.", "[-One.\n\n-]Two."),
        ("two  spaces", "two spaces", "two[-  -][+ +]spaces"),
        ("tea", "tea ", "tea[+ +]"),
        ("Police", "police", "[-Police-][+police+]"),
    ],
)
def test_words_that_were_added_and_removed(old, new, told):
    assert marked(old, new) == told


def test_a_word_that_two_other_sentences_happen_to_share_is_no_common_ground():
    old = "Trainers were found and a venue is being looked for."
    new = "Sessions took place in April and forty officers attended."

    assert marked(old, new) == f"[-{old}-][+{new}+]"


@given(st.text("ab •\n", max_size=40), st.text("ab •\n", max_size=40))
def test_both_texts_are_there_whole(old, new):
    parts = word_changes(old, new)

    assert "".join(text for kind, text in parts if kind is not Kind.ADDED) == old
    assert "".join(text for kind, text in parts if kind is not Kind.REMOVED) == new


@settings(max_examples=20)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_compared(old, new):
    parts = word_changes(old, new)

    assert "".join(text for kind, text in parts if kind is not Kind.REMOVED) == new
    assert all(text for _, text in parts)


LETTERS = [chr(0x100 + number) for number in range(99)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 10_000, "b a " * 5_000),
        (" ".join(LETTERS * 101)[:20_000], " ".join(LETTERS[::-1] * 101)[:20_000]),
        ("\n".join(LETTERS * 101)[:20_000], "\n".join(LETTERS[::-1] * 101)[:20_000]),
        ("\n" * 20_000, "\n" * 10_000 + "x" + "\n" * 9_999),
        ("x" * 20_000, "y" * 20_000),
    ],
    ids=["few words", "every word often", "every line often", "line breaks", "no spaces"],
)
def test_the_longest_texts_are_compared_while_a_reader_waits(old, new):
    started = perf_counter()

    parts = word_changes(old, new)

    assert perf_counter() - started < 3  # a tenth of it on an idle machine
    assert "".join(text for kind, text in parts if kind is not Kind.REMOVED) == new


def test_texts_too_unlike_for_words_are_compared_by_lines(monkeypatch):
    monkeypatch.setattr(differences, "MOST_COMPARISONS", 12)
    old = "First.\nfour small vans in May\nLast of all.\nx"
    new = "Second.\nfour small vans in May\nThe end of it.\nx y"

    assert marked(old, new) == (
        "[-First.\n-][+Second.\n+]four small vans in May\n"
        "[-Last of all.\nx-][+The end of it.\nx y+]"
    )


def test_what_lies_between_the_ends_is_told_apart_where_even_lines_take_too_long(monkeypatch):
    monkeypatch.setattr(differences, "MOST_COMPARISONS", 0)

    assert marked("One.\nold\nand\nso\nEnd.", "One.\nnew\nand\nsuch\nEnd.") == (
        "One.\n[-old\nand\nso\n-][+new\nand\nsuch\n+]End."
    )
