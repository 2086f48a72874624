"""How text wraps in a column, and how high it then stands."""

from hypothesis import given
from hypothesis import strategies as st

from priorities.sheets import arial


@given(st.text(), st.floats(10, 400))
def test_wrapped_lines_joined_are_the_text(text, room):
    assert "".join(arial.wrap(text, width=room, size=10)) == text


@given(st.text(st.sampled_from("a m\nWi.")), st.floats(1, 60), st.booleans())
def test_as_many_lines_are_counted_as_a_text_wraps_into(text, room, bold):
    lines = arial.wrap(text, width=room, size=10, bold=bold)

    assert arial.count(text, width=room, size=10, bold=bold) == len(lines)


def test_words_measured_long_ago_are_forgotten_and_measured_again(monkeypatch):
    text = "to be sure to be sure"
    before = arial.wrap(text, width=30, size=10)

    monkeypatch.setattr(arial, "_MOST_WORDS", 2)
    arial._widths.clear()

    assert arial.wrap(text, width=30, size=10) == before
    assert len(arial._widths) <= 2


def test_lines_break_between_words_and_inside_one_only_if_it_is_longer_than_a_line():
    assert arial.wrap("to be sure", width=30, size=10) == ["to be", " sure"]
    assert arial.wrap("a\n\nb", width=30, size=10) == ["a\n", "\n", "b"]
    assert len(arial.wrap("x" * 100, width=50, size=10)) == 10


def test_bold_and_larger_text_fills_more_lines():
    text = "Deliver enforcement operations around the hidden harms. " * 8
    plain = len(arial.wrap(text, width=340, size=10))

    assert len(arial.wrap(text, width=340, size=10, bold=True)) > plain
    assert len(arial.wrap(text, width=340, size=14)) > plain


def test_unknown_letters_count_as_wide():
    assert arial.longest_word("👮" * 3, size=10) >= 3 * 10


@given(st.integers(1, 100), st.integers(8, 20))
def test_as_many_lines_fit_as_were_given_room(lines, size):
    assert arial.lines_in(arial.height(lines, size=size), size=size) == lines
