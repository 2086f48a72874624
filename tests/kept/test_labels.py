import pytest

from scp_tracker.kept.labels import label, typed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("outcome", "Outcome"),
        ("status_reason", "Reason for the status"),
        ("internal_note", "Internal note"),
        ("lead_names", "Lead agency"),
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
        "form_key",
        "seen",
        "follows",
        "answer_version",
        "matching",
        "lead_set-TOTAL_FORMS",
        "lead_set-0-id",
        "lead_set-0-version",
        "lead_set-__prefix__-position",
        "initial-date_joined",
        "initial-timing",
        "initial-lead_set-0-printed_as",
    ],
)
def test_what_nobody_typed_is_neither_shown_nor_counted(name):
    assert not typed([(name, "Sept 17 and on")])


def test_a_blank_is_not_shown_and_a_long_text_is_shown_whole():
    long = "word " * 5_000

    answers = typed([("outcome", long), ("internal_note", " \n")])

    assert answers.texts == [("Outcome", long)]
    assert answers.others == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "at_risk"),
        ("serves", "3"),
        ("timing_kind", "by"),
        ("reported_on", "30/8/2017"),
        ("lead_set-0-joined_by", " / "),
        ("lead_set-0-agency", "12"),
        ("is_active", "on"),
        ("kind", "partner"),
    ],
)
def test_a_choice_is_counted_and_its_value_never_shown(name, value):
    answers = typed([(name, value)])

    assert answers.texts == []
    assert answers.others == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("outcome", "Booked."),
        ("timing", "TBC"),
        ("lead_names", "CBC"),
        ("key_priorities-0-includes", "Burglary"),
        ("aliases-0-name", "CSP"),
        ("a_box_of_a_later_form", "Two words"),
    ],
)
def test_a_text_of_one_word_is_shown_too(name, value):
    assert typed([(name, value)]).texts == [(label(name), value)]


def test_the_answers_to_one_question_count_once():
    assert typed([("serves", "3"), ("serves", "4"), ("status", "on_track")]).others == 2
