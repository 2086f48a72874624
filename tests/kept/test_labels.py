import pytest

from scp_tracker.kept.labels import label, readable


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("outcome", "Outcome"),
        ("status_reason", "Status reason"),
        ("lead_set-0-printed_as", "Lead 1: printed as"),
        ("key_priorities-11-title", "Key priorities 12: title"),
    ],
)
def test_a_field_has_a_name_in_words(name, words):
    assert label(name) == words


@pytest.mark.parametrize(
    "name",
    [
        "_save",
        "version",
        "lead_set-TOTAL_FORMS",
        "lead_set-0-id",
        "lead_set-0-version",
        "lead_set-__prefix__-position",
        "initial-date_joined",
    ],
)
def test_what_nobody_typed_is_not_shown(name):
    assert readable([(name, "1")]) == []


def test_a_blank_is_not_shown_and_a_long_text_is_shown_whole():
    long = "word " * 5_000

    assert readable([("outcome", long), ("internal_note", " \n")]) == [("Outcome", long)]
