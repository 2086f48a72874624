import pytest

from initiatives.taken_out import TakenOut, taken_out


@pytest.mark.parametrize(
    ("old", "new", "phrases"),
    [
        ("Jane Doe was helped.", "[A resident] was helped.", ("Jane Doe", "Jane", "Doe")),
        ("A girl of 16 was helped.", "A girl was helped.", ("of 16",)),
        ("Ring 07700900123 soon.", "Ring soon.", ("07700900123",)),
        ("The theft\nof her bicycle", "The theft", ("of her bicycle",)),
        ("Jane came.\nJane left.", "Jane came.", ("Jane left",)),
        ("It was the shop.", "It was shop.", ("the",)),
        ("The shop\nin July", "", ("The shop", "in July")),
        ("Four came, then four left.", "Four came, then left.", ()),
        ("One  two", "One two", ()),
        ("One!", "One", ()),
        ("Same.", "Same.", ()),
    ],
)
def test_what_was_taken_out_is_phrases_and_the_names_in_them(old, new, phrases):
    assert taken_out([(old, new)]).phrases == phrases


def test_words_of_several_texts_are_taken_together():
    assert taken_out([("Jane", ""), ("Ring Jo", "Ring"), ("", "")]).phrases == ("Jane", "Jo")


@pytest.mark.parametrize(
    ("text", "stand", "left"),
    [
        ("JANE doe came", True, "[Redacted] came"),
        ("Jane\n  Doe’s bag", True, "[Redacted]’s bag"),
        ("Janet came", False, "Janet came"),
        ("only Doe", True, "only [Redacted]"),
        ("", False, ""),
    ],
)
def test_they_are_found_in_any_spelling_but_never_inside_a_word(text, stand, left):
    words = TakenOut(("Jane Doe", "Jane", "Doe"))

    assert words.stand_in(text) is stand
    assert words.out_of(text) == left


def test_signs_that_mean_something_to_a_pattern_mean_nothing():
    assert TakenOut(("a.b*c (d",)).out_of("x a.b*c (d y aXb") == "x [Redacted] y aXb"


def test_nothing_taken_out_stands_nowhere():
    nothing = taken_out([])

    assert not nothing
    assert not nothing.stand_in("Anything.")
    assert nothing.out_of("Anything.") == "Anything."
