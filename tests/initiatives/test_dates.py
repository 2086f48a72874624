from datetime import date

import pytest

from initiatives.dates import Precision, house_form, in_words, read_date, span_holding


def days(first, last):
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    "words",
    [
        "5 june 2017",
        "5th june 2017",
        "5 th june 17",
        "5 jun '17",
        "05 june 2017",
        "the 5th of june 2017",
        "monday 5 june 2017",
        "mon, 5 june 17",
        "5-jun-17",
        "5.6.17",
        "05/06/2017",
        "5/6/17",
        "5-6-2017",
        "2017-06-05",
    ],
)
def test_a_day_in_every_spelling(words):
    june_5 = date(2017, 6, 5)

    assert read_date(words) == (june_5, june_5, Precision.DAY)


@pytest.mark.parametrize(
    "words",
    [
        "sept 17",
        "sep 17",
        "sep. 17",
        "september 17",
        "september 2017",
        "september, 2017",
        "sept17",
        "sept-17",
        "sept/17",
        "sep '17",
        "09/2017",
        "early september 2017",
        "mid sept 17",
        "mid-september 2017",
        "late sept 17",
        "end sept 17",
        "end of september 2017",
        "the beginning of september 2017",
    ],
)
def test_a_month_in_every_spelling(words):
    assert read_date(words) == (*days("2017-09-01", "2017-09-30"), Precision.MONTH)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("q1 17/18", "2017-04-01", "2017-06-30"),
        ("q2 17/18", "2017-07-01", "2017-09-30"),
        ("q3 17/18", "2017-10-01", "2017-12-31"),
        ("q4 17/18", "2018-01-01", "2018-03-31"),
        ("q2 2017-18", "2017-07-01", "2017-09-30"),
        ("q 2, 2017/18", "2017-07-01", "2017-09-30"),
        ("qtr 2 2017/2018", "2017-07-01", "2017-09-30"),
        ("quarter 2 of 2017-18", "2017-07-01", "2017-09-30"),
        ("2017/18 q2", "2017-07-01", "2017-09-30"),
        ("q2 11/12", "2011-07-01", "2011-09-30"),
        ("end of q2 17/18", "2017-07-01", "2017-09-30"),
    ],
)
def test_a_quarter_is_of_the_plan_year(words, first, last):
    assert read_date(words) == (*days(first, last), Precision.QUARTER)


@pytest.mark.parametrize(
    "words",
    ["2017/18", "2017-18", "17/18", "2017 - 2018", "2017 to 2018", "fy 17/18", "plan year 2017/18"],
)
def test_a_plan_year_in_every_spelling(words):
    assert read_date(words) == (*days("2017-04-01", "2018-03-31"), Precision.YEAR)


def test_a_year_alone_is_a_calendar_year():
    assert read_date("2017") == (*days("2017-01-01", "2017-12-31"), Precision.YEAR)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("week commencing 10 july 2017", "2017-07-10", "2017-07-16"),
        ("w/c 10th july 17", "2017-07-10", "2017-07-16"),
        ("week beginning monday 10 july 2017", "2017-07-10", "2017-07-16"),
        ("week ending 16 july 2017", "2017-07-10", "2017-07-16"),
        ("w/e 16/7/17", "2017-07-10", "2017-07-16"),
    ],
)
def test_a_week_is_its_seven_days(words, first, last):
    assert read_date(words) == (*days(first, last), Precision.DAY)


@pytest.mark.parametrize(
    ("words", "year"),
    [("june 00", 2000), ("june 79", 2079), ("june 80", 1980), ("june 99", 1999)],
)
def test_two_digits_stand_for_a_year_from_1980_to_2079(words, year):
    assert read_date(words).first == date(year, 6, 1)


@pytest.mark.parametrize(
    "words",
    [
        "31 june 2017",  # impossible
        "29 february 2017",
        "0 june 2017",
        "13/13/17",
        "03/31/2018",  # American
        "2017-13-01",
        "friday 5 june 2017",  # it was a Monday
        "june",  # incomplete
        "17 mar",
        "mar 7",
        "31/03",
        "q2",
        "01/02",  # a plan year, or a day and a month
        "11/12",
        "2017-09",  # a month, or 2008-09 gone wrong
        "9/17",
        "2017-19",  # which two years?
        "june 16/17",
        "q2 2017",  # of which sort of year?
        "q5 2017/18",
        "q2 2017/19",
        "june 1066",  # nobody's plan
        "w/c july 2017",
        "end of 5 june 2017",
        "mar 17 2018",
        "summer 2017",  # from when to when?
    ],
)
def test_what_is_impossible_incomplete_or_ambiguous_is_no_date(words):
    assert read_date(words) is None


@pytest.mark.parametrize(
    ("day", "precision", "written", "said"),
    [
        (date(2017, 9, 5), Precision.DAY, "5 September 2017", "5 September 2017"),
        (date(2017, 9, 30), Precision.MONTH, "September 2017", "September 2017"),
        (
            date(2017, 9, 30),
            Precision.QUARTER,
            "Q2 2017/18",
            "Q2 2017/18 (July to September 2017)",
        ),
        (
            date(2018, 1, 1),
            Precision.QUARTER,
            "Q4 2017/18",
            "Q4 2017/18 (January to March 2018)",
        ),
        (date(2000, 3, 31), Precision.YEAR, "1999/00", "plan year 1999/00"),
        (date(2017, 4, 1), Precision.YEAR, "2017/18", "plan year 2017/18"),
        (date(2017, 1, 1), Precision.YEAR, "2017", "calendar year 2017"),
        (date(2017, 12, 31), Precision.YEAR, "2017", "calendar year 2017"),
    ],
)
def test_how_a_date_is_written_and_said(day, precision, written, said):
    assert house_form(day, precision) == written
    assert in_words(day, precision) == said


@pytest.mark.parametrize(
    ("day", "precision", "first", "last"),
    [
        (date(2017, 9, 5), Precision.DAY, "2017-09-05", "2017-09-05"),
        (date(2018, 2, 5), Precision.MONTH, "2018-02-01", "2018-02-28"),
        (date(2018, 2, 5), Precision.QUARTER, "2018-01-01", "2018-03-31"),
        (date(2018, 2, 5), Precision.YEAR, "2017-04-01", "2018-03-31"),
        (date(2018, 1, 1), Precision.YEAR, "2018-01-01", "2018-12-31"),
    ],
)
def test_the_whole_that_a_day_lies_in(day, precision, first, last):
    assert span_holding(day, precision)[:2] == days(first, last)
