"""A line of the log: one event, on one line, with nothing of what anybody said."""

import errno
import logging
import sqlite3
import string
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scp_tracker.logs.failures import MOST_FRAMES
from scp_tracker.logs.lines import OneLine
from scp_tracker.logs.references import in_hand
from tests.logs.reading import read

SECRET = "Her name is Jo"


def line_of(**said):
    """How a record is written."""
    usual = {"name": "django.request", "levelname": "INFO", "args": ()}
    text = OneLine().format(logging.makeLogRecord(usual | said))
    assert text.isascii()
    assert text.isprintable()
    [line] = read(text)
    return line


def record_of(error, **said):
    try:
        raise error
    except BaseException:
        return line_of(exc_info=sys.exc_info(), **said)


def test_a_line_has_moment_level_event_and_facts_in_order():
    facts = {"path": "/2017-18/", "status": 200, "user": 7}
    record = logging.makeLogRecord({"msg": "request", "levelname": "INFO", "facts": facts})
    record.created = 1_794_648_667.4126

    with in_hand("4821-7730-1956"):
        text = OneLine().format(record)

    assert text == (
        "2026-11-14T09:31:07.412Z INFO request id=4821-7730-1956 path=/2017-18/ status=200 user=7"
    )


def test_a_line_outside_of_a_request_has_no_reference():
    assert "id" not in line_of(msg="signed_in", facts={"user": 7}).facts


def test_what_is_blank_is_left_out():
    assert line_of(msg="request", facts={"user": "", "ms": 0}).facts == {"ms": "0"}


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from(string.printable)))
def test_no_text_can_break_a_line_or_forge_one(text):
    line = line_of(msg="request", facts={"path": text, "user": 7})

    assert line.facts == ({"path": text} if text else {}) | {"user": "7"}


def test_a_library_says_only_the_fixed_part_of_its_sentence():
    line = line_of(msg="Forbidden (%s): %s", args=(SECRET, "/x/"), status_code=403)

    assert line.event == "django.request"
    assert line.facts == {"status": "403", "said": "Forbidden (...): ..."}


def test_a_sentence_that_may_be_filled_in_already_is_not_printed():
    line = line_of(msg=f"Invalid request: {SECRET}", pathname=__file__, lineno=7)

    assert line.facts == {"at": "tests/logs/test_lines.py:7"}


def test_a_refusal_is_no_fault_of_the_service():
    line = record_of(
        ValueError(SECRET), msg=SECRET, levelname="ERROR", status_code=400, name="django.security.X"
    )

    assert (line.level, line.event, line.facts) == (
        "WARNING",
        "django.security.X",
        {"status": "400"},
    )


def test_a_fault_says_its_kind_and_its_place():
    line = record_of(ValueError(SECRET), msg="failed", facts={})

    assert line.facts["error"] == "ValueError"
    file, function = line.facts["trace"].split(" ")
    assert file.startswith("tests/logs/test_lines.py:")
    assert function == "record_of"


def chained():
    """An error that came of another, which came of a third."""
    try:
        try:
            sqlite3.connect(":memory:").execute(f"SELECT '{SECRET}' FROM nowhere")  # noqa: S608
        except sqlite3.Error:
            raise OSError(errno.ENOSPC, SECRET, SECRET)  # noqa: B904
    except OSError as error:
        raise KeyError(SECRET) from error


def test_a_fault_names_the_kinds_it_came_of_with_their_codes():
    with pytest.raises(KeyError) as raised:
        chained()

    facts = record_of(raised.value, msg="failed").facts

    assert facts["error"] == (
        "KeyError <- OSError(ENOSPC) <- sqlite3.OperationalError(SQLITE_ERROR)"
    )
    assert facts["trace"].count(" <- ") == 2
    assert facts["trace"].endswith("chained")


def hidden():
    try:
        raise KeyError(SECRET)
    except KeyError:
        raise ZeroDivisionError from None


def test_what_was_hidden_on_purpose_stays_hidden():
    with pytest.raises(ZeroDivisionError) as raised:
        hidden()

    assert record_of(raised.value, msg="failed").facts["error"] == "ZeroDivisionError"


def test_errors_that_came_of_each_other_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first

    assert record_of(first, msg="failed").facts["error"] == "ValueError <- KeyError"


def deep(down):
    return deep(down - 1) if down else 1 / 0


def test_of_a_deep_fault_the_steps_nearest_to_it_are_told():
    with pytest.raises(ZeroDivisionError) as raised:
        deep(100)

    steps = record_of(raised.value, msg="failed").facts["trace"].split(" > ")

    assert steps[0] == "..."
    assert len(steps) == MOST_FRAMES + 1
    assert steps[-1].endswith(" deep")


class Unspeakable(Exception):
    def __str__(self):
        raise RuntimeError(SECRET)

    __repr__ = __str__


def test_an_error_that_cannot_speak_is_told_all_the_same():
    error = record_of(Unspeakable(), msg="failed").facts["error"]

    assert error.endswith("test_lines.Unspeakable")
