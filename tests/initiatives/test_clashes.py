"""A date in a text that does not fit the timing is pointed out; what only looks like it is not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.clashes import clashes
from initiatives.timing import parse_timing

PACK = Path(__file__).parent.parent / "pack"


def found(text, timing):
    return [clash.words for clash in clashes(text, parse_timing(timing))]


@pytest.mark.parametrize(
    ("timing", "text", "words"),
    [
        ("Feb 17", "A conference will be held on 6th February 2018.", "6th February 2018"),
        ("Feb 2018", "The event took place on 6/2/17.", "6/2/17"),
        ("Oct 17", "Originally for 5th October 17 – now possibly November 17", "November 17"),
        ("Oct 17", "Postponed to the spring: rescheduled for 3 May 2018.", "3 May 2018"),
        ("Oct 17", "It has been moved to 4th November.", "4th November"),
        ("Oct 17", "Delivered in November.", "in November"),
        ("12 July 2017", "The day of action took place on 13 July 2017.", "13 July 2017"),
        ("Start Sept 17", "It is due to commence in October 2017.", "October 2017"),
        ("Start Sept 17", "The scheme will launch in October.", "in October"),
        ("By June 17", "To be completed in August 2017.", "August 2017"),
        ("July – Sept 17", "The last event will be held on 5 October 2017.", "5 October 2017"),
        ("Q2 17/18", "The campaign was launched in December ’17.", "December ’17"),
    ],
)
def test_a_date_outside_the_timing_is_found(timing, text, words):
    assert found(text, timing) == [words]


@pytest.mark.parametrize(
    ("timing", "text"),
    [
        ("June 17", "Delivered during 5-16 June 2017."),
        ("June 17", "Delivered on 5 June."),
        ("Oct 17", "Taking place on Friday 27 October 17. Last year’s was held in October 2016."),
        ("Nov 17", "The venue was booked in September 2017."),
        ("Nov 17", "Funding was agreed on 4 May 2017; a report follows in January 2018."),
        ("Nov 17", "The next meeting is on 4 December 2017."),
        ("Apr 17 – Mar 18", "The scheme was launched in September 2015."),
        ("Apr 17 – Mar 18", "Sessions started in September 2017 and will run until March 2018."),
        ("Mar 17 – Dec 17", "Further workshops to take place in Sept, Nov and Dec 17."),
        ("20 Sept – 8 Nov 17", "Activated from 20 September 2017."),
        ("Start Sept 17", "A review is due in March 2018."),
        ("Start Sept 17", "Begun in September 2017; two more start in January 2018."),
        ("Ongoing", "It took place on 5 June 2019."),
        ("TBC", "It took place on 5 June 2019."),
        ("", "It took place on 5 June 2019."),
        ("Oct 17", "There are now 25 venues and 30 members in November 2017’s list."),
        ("Oct 17", "It may be held. They march at 5 to 10, and 31/12 came."),
        ("Oct 17", "Held on 31 June 2018, on 45 May 17 and on 3/15/2017."),
        ("Oct 17", "Completed by November 30."),
        ("Oct 17", ""),
    ],
)
def test_what_fits_or_tells_of_something_else_is_let_be(timing, text):
    assert found(text, timing) == []


def test_a_clash_is_told_with_its_place():
    text = "Now 6th February 2018 at Firstsite."

    [clash] = clashes(text, parse_timing("Feb 17"))

    assert text[clash.start : clash.end] == clash.words == "6th February 2018"


def test_of_the_plan_three_are_pointed_out_and_no_others():
    rows = json.loads((PACK / "annual_plan_2017_18.json").read_text(encoding="utf-8"))["rows"]

    told = {}
    for row in rows:
        cells = row["repaired"]
        if words := found(cells["outcome"], cells["timing"]):
            told[cells["title"]] = words

    assert told == {
        "CSE / Sexual Violence Conference": ["6th February 2018"],
        "Street Weeks initiative": ["October 2017"],
        "Older Peoples Crucial Crew": ["November 17"],
    }


@given(
    st.text() | st.text("0123456789 thofMayJune/-.", max_size=100),
    st.sampled_from(["Feb 17", "Start Sept 17", "By 2018", "July – Sept 17", "2017/18"]),
)
def test_any_text_is_read(text, timing):
    for clash in clashes(text, parse_timing(timing)):
        assert text[clash.start : clash.end] == clash.words
