"""What a spreadsheet does to a text by itself is never recorded, and what a person typed always is."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.workbook.marks import plain, same_words
from initiatives.workbook.wording import cleaned, recorded

BASE = "DRIVE’s “hub” opened.\n\n• 40 cases  in October\n• “33” in March"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (BASE, BASE),
        (BASE.replace("\n", "\r\n"), BASE),
        (BASE.replace("\n", "_x000D_\n"), BASE),
        (BASE.replace("\n", "  \n") + " \n\n", BASE),
        (BASE.replace("’", "'").replace("“", '"').replace("”", '"'), BASE),
        (BASE.replace("  ", " ").replace(" ", "\xa0"), BASE),
        (f"{BASE}\r\nClosed.", f"{BASE}\nClosed."),
        (BASE.replace("’", "'").replace("October", "November"), BASE.replace("October", "November")),
        (BASE.replace("“33”", '"34"'), BASE.replace("“33”", '"34"')),
        (BASE.replace("\n• 40 cases  in October", ""), BASE.replace("\n• 40 cases  in October", "")),
        ("All new “words”.\r\n", "All new “words”."),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_recorded_of_a_text_that_was_typed_over(typed, kept):
    assert recorded(typed, BASE) == kept


WORDS = st.text(st.sampled_from("ab’'“\"” \xa0\t\n•-é"), max_size=40)
ANY = st.text(max_size=60)


@given(typed=st.one_of(WORDS, ANY), base=st.one_of(WORDS, ANY))
@example(typed="a\n\nb", base="a\nb")
@example(typed="a b", base="a  b c")
def test_the_words_recorded_are_the_words_typed(typed, base):
    assert same_words(recorded(typed, base), cleaned(typed))


@given(base=st.one_of(WORDS, ANY).map(lambda text: text.replace("\r", "").strip()), data=st.data())
def test_what_a_spreadsheet_changes_by_itself_is_undone(base, data):
    lines = base.split("\n")
    ending = data.draw(st.sampled_from(["\n", "\r\n", "\r", "_x000D_\n", "  \n", " \r\n"]))
    mangled = ending.join(lines)
    for one, other in data.draw(st.lists(st.sampled_from(["’'", "'’", '”"', '"“', " \xa0"]))):
        mangled = mangled.replace(one, other)

    assert same_words(cleaned(mangled), base)
    assert plain(recorded(mangled, base)) == plain(base)
