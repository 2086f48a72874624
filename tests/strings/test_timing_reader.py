"""Any text at all as a timing: it is kept as it is, and read without fail or not at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from initiatives.dates import MONTH_NAMES
from initiatives.timing import Kind, parse_timing
from tests.strings.awkward import AWKWARD

# The words and signs that the reader knows, in any order and with anything between.
WORDS = [
    *("start", "from", "since", "by", "to", "until", "between", "and", "end", "ongoing", "onwards"),
    *(
        "TBC",
        "quarterly",
        "every",
        "within",
        "in",
        "spring",
        "Q1",
        "Q4",
        "week commencing",
        "early",
    ),
    *("1", "2", "29", "30", "31", "31st", "0", "00", "17", "2017", "9999", "10000", "2017-18"),
    *(
        "1/2/17",
        "30.2.2017",
        "2017-02-29",
        "-",
        "–",
        "/",
        "&",
        ",",
        ".",
        ":",
        "'17",
        "\u0661\u0667",
        "\u00b2",
    ),
    *MONTH_NAMES,
]
NEARLY_TIMINGS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
TEXTS = st.one_of(
    st.text(),
    st.text(st.characters(), max_size=40),
    st.sampled_from(list(AWKWARD.values())),
    NEARLY_TIMINGS,
    st.tuples(NEARLY_TIMINGS, st.text(max_size=3), NEARLY_TIMINGS).map("".join),
)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(TEXTS)
def test_any_text_is_kept_and_read_or_left_unread(text):
    timing = parse_timing(text)

    assert timing.text == text
    assert timing.kind in Kind
    assert timing.described
    assert bool(timing.written) == bool(timing.starts_on or timing.ends_on)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(NEARLY_TIMINGS)
def test_what_is_read_with_dates_reads_back_the_same_from_its_house_form(text):
    timing = parse_timing(text)

    if timing.written:
        again = parse_timing(timing.written)
        assert (again.starts_on, again.ends_on) == (timing.starts_on, timing.ends_on)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(NEARLY_TIMINGS)
def test_what_begins_and_ends_says_both_to_a_precision(text):
    timing = parse_timing(text)

    assert bool(timing.starts_on) == bool(timing.starts_precision)
    assert bool(timing.ends_on) == bool(timing.ends_precision)
    assert timing.kind is not Kind.POINT or not timing.is_backwards
