"""Timings of a paper: their words are kept, and their reading stands beside them."""

import pytest

from initiatives.moving_in.timings import timing_cells
from tests.moving_in.papers import row


def read(timing, start_year=2017):
    [read] = timing_cells([row(timing=timing)], start_year)
    return read


def test_lines_are_joined_and_read():
    cell = read("20 Sept –\n8 Nov 17")

    assert cell.written == "20 Sept – 8 Nov 17"
    assert cell.reading.described == "starts 20 September 2017, ends 8 November 2017"
    assert (cell.is_read, cell.is_outside, cell.is_too_long) == (True, False, False)


@pytest.mark.parametrize("timing", ["Mar 17", "May 17 – May 20"])
def test_what_is_not_all_in_the_year_is_pointed_out(timing):
    assert read(timing).is_outside
    assert not read(timing, start_year=None).is_outside


@pytest.mark.parametrize("timing", ["See CBH for a list of events", "Mar 18 – Mar 17"])
def test_what_is_not_read_keeps_its_words_and_has_no_dates(timing):
    cell = read(timing)

    assert (cell.is_read, cell.reading.text) == (False, timing)
    assert (cell.reading.starts_on, cell.reading.ends_on) == (None, None)


def test_a_story_is_too_long():
    assert read("word " * 61).is_too_long


def test_each_timing_stands_once_with_its_rows():
    cells = timing_cells([row(timing=words) for words in ("TBC", "", "TBC ", "Ongoing")], 2017)

    assert [(cell.written, cell.rows) for cell in cells] == [("TBC", 2), ("Ongoing", 1)]
