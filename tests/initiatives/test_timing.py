import json
from calendar import monthrange
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.timing import Kind, Precision, Timing, parse_timing

ANNUAL_PLAN = Path(__file__).parent.parent / "pack" / "annual_plan_2017_18.json"


def timing(text, kind, starts_on=None, ends_on=None, precision=None):
    """The reading expected of `text`, with one precision for the ends it has."""
    return Timing(
        text,
        kind,
        starts_on=date.fromisoformat(starts_on) if starts_on else None,
        starts_precision=precision if starts_on else None,
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        ends_precision=precision if ends_on else None,
    )


THE_PACKS_TIMINGS = [
    timing("June 17", Kind.POINT, "2017-06-01", "2017-06-30", Precision.MONTH),
    timing("Mar 17 – Mar 18", Kind.RANGE, "2017-03-01", "2018-03-31", Precision.MONTH),
    timing("Mar 17 – Dec 17", Kind.RANGE, "2017-03-01", "2017-12-31", Precision.MONTH),
    timing("Mar 17", Kind.POINT, "2017-03-01", "2017-03-31", Precision.MONTH),
    timing("July 17", Kind.POINT, "2017-07-01", "2017-07-31", Precision.MONTH),
    timing("Ongoing", Kind.ONGOING),
    timing("Nov 17", Kind.POINT, "2017-11-01", "2017-11-30", Precision.MONTH),
    timing("Jan 17 – Dec 18", Kind.RANGE, "2017-01-01", "2018-12-31", Precision.MONTH),
    timing("Ongoing", Kind.ONGOING),
    timing("April 17 – Mar 18", Kind.RANGE, "2017-04-01", "2018-03-31", Precision.MONTH),
    timing("Feb 17", Kind.POINT, "2017-02-01", "2017-02-28", Precision.MONTH),
    timing("July 17", Kind.POINT, "2017-07-01", "2017-07-31", Precision.MONTH),
    timing("July 17", Kind.POINT, "2017-07-01", "2017-07-31", Precision.MONTH),
    timing("Sept 17", Kind.POINT, "2017-09-01", "2017-09-30", Precision.MONTH),
    timing("Start Sept 17", Kind.OPEN_START, "2017-09-01", None, Precision.MONTH),
    timing("Start Sept 17", Kind.OPEN_START, "2017-09-01", None, Precision.MONTH),
    timing("Apr 17 – Mar 18", Kind.RANGE, "2017-04-01", "2018-03-31", Precision.MONTH),
    timing("Sept 17", Kind.POINT, "2017-09-01", "2017-09-30", Precision.MONTH),
    timing("Oct 17", Kind.POINT, "2017-10-01", "2017-10-31", Precision.MONTH),
    timing("May 17 – May 20", Kind.RANGE, "2017-05-01", "2020-05-31", Precision.MONTH),
    timing("TBC", Kind.TO_BE_CONFIRMED),
    timing("", Kind.NONE),
    timing("", Kind.NONE),
    timing("", Kind.NONE),
    timing("Nov 17", Kind.POINT, "2017-11-01", "2017-11-30", Precision.MONTH),
    timing("", Kind.NONE),
    timing("Oct 17", Kind.POINT, "2017-10-01", "2017-10-31", Precision.MONTH),
    timing("20 Sept – 8 Nov 17", Kind.RANGE, "2017-09-20", "2017-11-08", Precision.DAY),
    timing("Oct 17", Kind.POINT, "2017-10-01", "2017-10-31", Precision.MONTH),
    timing("Aug 17", Kind.POINT, "2017-08-01", "2017-08-31", Precision.MONTH),
]
OTHER_PARTNERSHIPS_TIMINGS = [
    timing("By June 2002", Kind.BY, None, "2002-06-30", Precision.MONTH),
    timing("Apr-21", Kind.POINT, "2021-04-01", "2021-04-30", Precision.MONTH),
    timing("Sep '19", Kind.POINT, "2019-09-01", "2019-09-30", Precision.MONTH),
    timing("Sep \u201919", Kind.POINT, "2019-09-01", "2019-09-30", Precision.MONTH),
    timing("2017/18", Kind.POINT, "2017-04-01", "2018-03-31", Precision.YEAR),
    timing("Q2 17/18", Kind.POINT, "2017-07-01", "2017-09-30", Precision.QUARTER),
    timing("November annually", Kind.RECURRING),
    timing("within six months of commencement", Kind.RELATIVE),
]


def test_the_table_below_holds_the_packs_own_words():
    rows = json.loads(ANNUAL_PLAN.read_text(encoding="utf-8"))["rows"]

    assert [row["repaired"]["timing"] for row in rows] == [each.text for each in THE_PACKS_TIMINGS]


@pytest.mark.parametrize(
    "expected", THE_PACKS_TIMINGS + OTHER_PARTNERSHIPS_TIMINGS, ids=lambda each: each.text
)
def test_timings_that_partnerships_have_written(expected):
    assert parse_timing(expected.text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        timing("31st March 2018", Kind.POINT, "2018-03-31", "2018-03-31", Precision.DAY),
        timing("31/03/2018", Kind.POINT, "2018-03-31", "2018-03-31", Precision.DAY),
        timing("04/05/2017", Kind.POINT, "2017-05-04", "2017-05-04", Precision.DAY),
        timing("on Friday 27 October 17", Kind.POINT, "2017-10-27", "2017-10-27", Precision.DAY),
        timing("during June 2017", Kind.POINT, "2017-06-01", "2017-06-30", Precision.MONTH),
        timing("mid June 2017", Kind.POINT, "2017-06-01", "2017-06-30", Precision.MONTH),
        timing("Start of June 2017", Kind.POINT, "2017-06-01", "2017-06-30", Precision.MONTH),
        timing("throughout 2017/18", Kind.POINT, "2017-04-01", "2018-03-31", Precision.YEAR),
        timing("2017", Kind.POINT, "2017-01-01", "2017-12-31", Precision.YEAR),
        timing("  SEPT\u00a017.\n", Kind.POINT, "2017-09-01", "2017-09-30", Precision.MONTH),
    ],
    ids=lambda each: each.text,
)
def test_a_point_is_the_whole_of_what_was_written(expected):
    assert parse_timing(expected.text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Apr 17 – Mar 18",
        "Apr 17-Mar 18",
        "Apr 17 - Mar 18",
        "Apr 17 -- Mar 18",
        "Apr 17 — Mar 18",
        "Apr 17\u2011Mar 18",
        "Apr 17 –\nMar 18",
        "Apr-17 – Mar-18",
        "Apr-17-Mar-18",
        "April 2017 to March 2018",
        "April 2017 until end of March 2018",
        "from April 2017 to March 2018",
        "between April 2017 and March 2018",
        "Start April 17 – end Mar 18",
        "starts April 2017, ends March 2018",
        "April – March 18",
    ],
)
def test_a_range_in_every_spelling(text):
    assert parse_timing(text) == timing(
        text, Kind.RANGE, "2017-04-01", "2018-03-31", Precision.MONTH
    )


@pytest.mark.parametrize(
    "expected",
    [
        timing("5-16 June 2017", Kind.RANGE, "2017-06-05", "2017-06-16", Precision.DAY),
        timing("5th to 16th June 17", Kind.RANGE, "2017-06-05", "2017-06-16", Precision.DAY),
        timing("5-16/06/2017", Kind.RANGE, "2017-06-05", "2017-06-16", Precision.DAY),
        timing("20/9 – 8/11/17", Kind.RANGE, "2017-09-20", "2017-11-08", Precision.DAY),
        timing("10/11 – 24/11/17", Kind.RANGE, "2017-11-10", "2017-11-24", Precision.DAY),
        timing("1-Apr - 31-May-17", Kind.RANGE, "2017-04-01", "2017-05-31", Precision.DAY),
        timing("April-June 2017", Kind.RANGE, "2017-04-01", "2017-06-30", Precision.MONTH),
        timing("from April to June 2017", Kind.RANGE, "2017-04-01", "2017-06-30", Precision.MONTH),
        timing(
            "Start of May – end of June 17", Kind.RANGE, "2017-05-01", "2017-06-30", Precision.MONTH
        ),
        timing("Q2 – Q4 17/18", Kind.RANGE, "2017-07-01", "2018-03-31", Precision.QUARTER),
        # over the new year, within one plan year
        timing("Nov – Feb 18", Kind.RANGE, "2017-11-01", "2018-02-28", Precision.MONTH),
        timing("20 Dec – 5 Jan 18", Kind.RANGE, "2017-12-20", "2018-01-05", Precision.DAY),
        timing("Wed 20 Dec – 5 Jan 18", Kind.RANGE, "2017-12-20", "2018-01-05", Precision.DAY),
    ],
    ids=lambda each: each.text,
)
def test_the_start_of_a_range_borrows_what_its_end_says(expected):
    assert parse_timing(expected.text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        timing("June/July 2017", Kind.RANGE, "2017-06-01", "2017-07-31", Precision.MONTH),
        timing("Dec & Jan 18", Kind.RANGE, "2017-12-01", "2018-01-31", Precision.MONTH),
        timing("5 and 6 June 2017", Kind.RANGE, "2017-06-05", "2017-06-06", Precision.DAY),
        timing("Q1/Q2 17/18", Kind.RANGE, "2017-04-01", "2017-09-30", Precision.QUARTER),
        timing("2016/17 & 2017/18", Kind.RANGE, "2016-04-01", "2018-03-31", Precision.YEAR),
        timing("June and September 2017", Kind.NOT_READ),
        timing("December 2016/2017", Kind.NOT_READ),
    ],
    ids=lambda each: each.text,
)
def test_two_dates_are_one_range_only_where_the_second_follows_the_first(expected):
    assert parse_timing(expected.text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        timing("2017 – 2018", Kind.POINT, "2017-04-01", "2018-03-31", Precision.YEAR),
        timing("from 2017 to 2018", Kind.RANGE, "2017-01-01", "2018-12-31", Precision.YEAR),
        timing("2017 – 2019", Kind.RANGE, "2017-01-01", "2019-12-31", Precision.YEAR),
        timing("2017-18 – 2019-20", Kind.RANGE, "2017-04-01", "2020-03-31", Precision.YEAR),
        timing("2017-19", Kind.NOT_READ),
    ],
    ids=lambda each: each.text,
)
def test_two_years_that_follow_each_other_are_one_plan_year(expected):
    assert parse_timing(expected.text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        timing("w/c 10 July 2017", Kind.RANGE, "2017-07-10", "2017-07-16", Precision.DAY),
        timing(
            "w/c 10 July – w/c 24 July 17", Kind.RANGE, "2017-07-10", "2017-07-30", Precision.DAY
        ),
        timing("starting w/c 10 July 2017", Kind.OPEN_START, "2017-07-10", None, Precision.DAY),
        timing("by week ending 16 July 2017", Kind.BY, None, "2017-07-16", Precision.DAY),
    ],
    ids=lambda each: each.text,
)
def test_a_week_is_a_range_of_seven_days(expected):
    assert parse_timing(expected.text) == expected


@pytest.mark.parametrize(
    ("text", "starts_on", "ends_on"),
    [
        ("Mar 18 – Mar 17", date(2018, 3, 1), date(2017, 3, 31)),
        ("8 Nov 17 – 20 Sept 17", date(2017, 11, 8), date(2017, 9, 20)),
        ("8 Nov – 20 Sept 17", date(2017, 11, 8), date(2017, 9, 20)),
        ("28 – 3 April 2017", date(2017, 4, 28), date(2017, 4, 3)),
        ("Sept – June 18", date(2018, 9, 1), date(2018, 6, 30)),
        ("Q3 – Q1 17/18", date(2017, 10, 1), date(2017, 6, 30)),
        ("2018 – 2017", date(2018, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_backwards_range_keeps_both_dates_so_that_a_form_can_show_them(text, starts_on, ends_on):
    read = parse_timing(text)

    assert (read.kind, read.starts_on, read.ends_on) == (Kind.RANGE, starts_on, ends_on)
    assert read.is_backwards


@pytest.mark.parametrize(
    "text",
    [
        "Start Sept 17",
        "Start: Sept 17",
        "Starting Sept 2017",
        "to start in September 2017",
        "Start date Sept 17",
        "Commencing Sept 17",
        "launched Sept 17",
        "from September 2017",
        "From Sept 17 onwards",
        "since September 2017",
        "with effect from Sept 17",
        "Sept 17 onwards",
        "Sept 17 – ongoing",
        "Sept 17 and ongoing",
        "Sept 17 to date",
        "On-going since Sept 17",
    ],
)
def test_an_open_start_in_every_spelling(text):
    assert parse_timing(text) == timing(text, Kind.OPEN_START, "2017-09-01", None, Precision.MONTH)


@pytest.mark.parametrize(
    "text",
    [
        "By March 2018",
        "by end of March 2018",
        "by the end of March 18",
        "by Mar '18",
        "due by March 2018",
        "due March 2018",
        "to be completed by March 2018",
        "no later than March 2018",
        "until March 2018",
        "ends March 2018",
        "Ongoing until March 2018",
        "Now – March 2018",
        "Deadline: March 2018",
    ],
)
def test_an_end_alone_in_every_spelling(text):
    assert parse_timing(text) == timing(text, Kind.BY, None, "2018-03-31", Precision.MONTH)


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "ONGOING.",
        "On-going",
        "on going",
        "Continuous",
        "all year round",
        "throughout the year",
        "Ongoing throughout the year",
    ],
)
def test_what_goes_on_all_the_time(text):
    assert parse_timing(text) == timing(text, Kind.ONGOING)


@pytest.mark.parametrize(
    "text",
    [
        "TBC",
        "tbc.",
        "T.B.C.",
        "TBA",
        "TBD",
        "To be confirmed",
        "to be agreed",
        "Date TBC",
        "Dates to be confirmed",
        "Not yet known",
    ],
)
def test_what_is_to_be_confirmed(text):
    assert parse_timing(text) == timing(text, Kind.TO_BE_CONFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "monthly",
        "Quarterly",
        "Annual",
        "Annually in November",
        "twice a year",
        "once a month",
        "every 6 weeks",
        "Every other Friday",
        "12 meetings per year",
        "First Tuesday of each month",
        "bi-monthly",
        "Six-monthly",
        "Monthly – ongoing",
        "Quarterly (Jan, Apr, Jul, Oct)",
        "Monthly from April 2017",
        "on a monthly basis",
    ],
)
def test_what_happens_again_and_again(text):
    assert parse_timing(text) == timing(text, Kind.RECURRING)


@pytest.mark.parametrize(
    "text",
    [
        "within 28 days of adoption",
        "Within 3 months",
        "6 weeks after launch",
        "in six months' time",
        "two weeks before the event",
        "following evaluation",
        "After the consultation",
        "Subject to funding",
        "on completion of the pilot",
    ],
)
def test_what_depends_on_something_else(text):
    assert parse_timing(text) == timing(text, Kind.RELATIVE)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\xa0"])
def test_a_blank_is_no_timing(text):
    assert parse_timing(text) == timing(text, Kind.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "N/A",
        "-",
        "–",
        ".",
        "?",
        "June",  # no year
        "17 Mar",
        "Q2",
        "Sept 17 – Nov",
        "Sept 17 –",  # no end
        "Start",
        "By",
        "from",
        "every",
        "31 June 2017",  # impossible
        "32/01/2017",
        "03/31/2018",
        "Thursday 27 October 2017",  # it was a Friday
        "29 Feb – 3 Mar 17",
        "01/02",  # two meanings
        "June 16/17",
        "June 17 – 20",
        "Q4 2018",
        "Summer 2017",
        "before June 2018",
        "after June",
        "Nov 17?",  # a doubt of their own
        "Nov 17 (TBC)",
        "Sept, Nov and Dec 17",  # several dates
        "Annual conference",  # a story
        "2 year pilot",
        "See CBH for a list of events",
        "Start Sept 17 oopt n",
    ],
)
def test_what_is_in_any_doubt_is_not_read(text):
    assert parse_timing(text) == timing(text, Kind.NOT_READ)


DAYS = st.dates(min_value=date(1940, 1, 1), max_value=date(2090, 12, 31))
PRECISIONS = st.sampled_from(Precision)
PIECES = (
    "June|sept|17|2017|2018|31|1st|–|-|/|to|and|by|end of|Start|from|Q2|17/18|w/c|Fri|ongoing|TBC"
    "|every|month|'|,|.|onwards|early|within|between|\u0663|\u017fept|\u0130|\u00a0|\n|x"
)
SHUFFLED = st.lists(st.sampled_from(PIECES.split("|")))
TEXTS = st.text() | SHUFFLED.map(" ".join) | SHUFFLED.map("".join)


def first_day(day, precision, *, calendar_year):
    match precision:
        case Precision.DAY:
            return day
        case Precision.MONTH:
            return day.replace(day=1)
        case Precision.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Precision.YEAR:
            return date(day.year, 1 if calendar_year else 4, 1)


def last_day(day, precision, *, calendar_year):
    match precision:
        case Precision.DAY:
            return day
        case Precision.MONTH:
            return day.replace(day=monthrange(day.year, day.month)[1])
        case Precision.QUARTER:
            month = (day.month - 1) // 3 * 3 + 3
            return date(day.year, month, monthrange(day.year, month)[1])
        case Precision.YEAR:
            return date(day.year, 12, 31) if calendar_year else date(day.year + 1, 3, 31)


@st.composite
def dated_readings(draw):
    """Any reading that has a date, backwards ranges included."""
    kind = draw(st.sampled_from([Kind.POINT, Kind.RANGE, Kind.OPEN_START, Kind.BY]))
    start = (draw(DAYS), draw(PRECISIONS))
    end = start if kind is Kind.POINT else (draw(DAYS), draw(PRECISIONS))
    calendar_year = draw(st.booleans())
    ends_calendar_year = calendar_year if kind is Kind.POINT else draw(st.booleans())
    reading = Timing(
        "",
        kind,
        starts_on=first_day(*start, calendar_year=calendar_year),
        starts_precision=start[1],
        ends_on=last_day(*end, calendar_year=ends_calendar_year),
        ends_precision=end[1],
    )
    if kind is Kind.OPEN_START:
        return replace(reading, ends_on=None, ends_precision=None)
    if kind is Kind.BY:
        return replace(reading, starts_on=None, starts_precision=None)
    return reading


@given(dated_readings())
def test_a_dated_reading_in_the_house_form_reads_back_equal(reading):
    assert parse_timing(reading.written) == replace(reading, text=reading.written)


@given(TEXTS)
def test_any_text_is_read_without_an_exception_and_kept_unchanged(text):
    read = parse_timing(text)

    assert read.text == text
    assert (read.kind is Kind.NONE) == (not text.split())  # only a blank has no timing at all


@given(TEXTS)
def test_whatever_is_read_reads_back_from_the_house_form(text):
    read = parse_timing(text)

    if read.starts_on or read.ends_on:
        assert parse_timing(read.written) == replace(read, text=read.written)
    else:
        assert read.written == ""


@given(TEXTS)
def test_only_a_range_is_ever_backwards(text):
    read = parse_timing(text)

    if read.starts_on and read.ends_on and read.ends_on < read.starts_on:
        assert read.is_backwards
        assert read.kind is Kind.RANGE
    else:
        assert not read.is_backwards


@pytest.mark.parametrize(
    "piece", ["-", "1-", "1 to ", "early ", "w/c ", "from ", "1/", "and ", "9"]
)
def test_a_long_text_is_a_story_and_not_a_timing(piece):
    text = (piece * 20_000)[:20_000]

    assert parse_timing(text) == timing(text, Kind.NOT_READ)


def test_blanks_around_a_timing_do_not_count_towards_its_length():
    text = " " * 10_000 + "June" + " " * 10_000 + "17"

    assert parse_timing(text).written == "June 2017"


@pytest.mark.parametrize(
    ("text", "described", "written"),
    [
        ("June 17", "June 2017", "June 2017"),
        ("Mar 17 – Mar 18", "starts March 2017, ends March 2018", "March 2017 – March 2018"),
        (
            "20 Sept – 8 Nov 17",
            "starts 20 September 2017, ends 8 November 2017",
            "20 September 2017 – 8 November 2017",
        ),
        ("Start Sept 17", "starts September 2017, no end given", "Start September 2017"),
        ("By June 2002", "by June 2002", "By June 2002"),
        ("Q2 17/18", "Q2 2017/18 (July to September 2017)", "Q2 2017/18"),
        ("17/18", "plan year 2017/18", "2017/18"),
        ("2017", "calendar year 2017", "2017"),
        (
            "from 2017 to 2018",
            "starts calendar year 2017, ends calendar year 2018",
            "From 2017 to 2018",
        ),
        ("Ongoing", "goes on all the time", ""),
        ("TBC", "to be confirmed", ""),
        ("quarterly", "happens again and again", ""),
        ("6 weeks after launch", "depends on when something else happens", ""),
        ("", "no timing given", ""),
        ("See CBH for a list of events", "not read as a date, kept as it was written", ""),
    ],
)
def test_how_a_reading_is_described_and_written(text, described, written):
    read = parse_timing(text)

    assert read.described == described
    assert read.written == written


@pytest.mark.parametrize(
    "text", ["31 March 2018", "Mar 18", "Q4 17/18", "2017/18", "By March 2018"]
)
def test_it_is_late_from_the_day_after_its_end(text):
    read = parse_timing(text)

    assert not read.late_on(date(2018, 3, 31))
    assert read.late_on(date(2018, 4, 1))


@pytest.mark.parametrize(
    "text", ["Ongoing", "TBC", "Start Sept 17", "monthly", "following evaluation", "", "Summer 17"]
)
def test_what_has_no_end_is_never_late(text):
    assert not parse_timing(text).late_on(date(2099, 12, 31))


def test_an_ongoing_timing_is_not_late_even_if_an_end_was_once_recorded():
    corrected = timing("Ongoing", Kind.ONGOING, None, "2017-06-30", Precision.MONTH)

    assert not corrected.late_on(date(2018, 1, 1))


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("Mar 17 – Dec 17", True),
        ("May 17 – May 20", True),
        ("Start Mar 17", True),
        ("By April 18", True),
        ("2017", True),
        ("1 April 2017", False),
        ("by 31 March 2018", False),
        ("Apr 17 – Mar 18", False),
        ("2017/18", False),
        ("Ongoing", False),
        ("", False),
    ],
)
def test_dates_outside_the_plan_year_are_pointed_out(text, outside):
    assert parse_timing(text).outside(date(2017, 4, 1), date(2018, 3, 31)) is outside
