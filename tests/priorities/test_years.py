from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from priorities import years

START_YEARS = st.integers(min_value=1900, max_value=2098)


@pytest.mark.parametrize(
    ("text", "start_year"),
    [
        ("2016-17", 2016),
        ("2016/17", 2016),
        ("16/17", 2016),
        ("16-17", 2016),
        ("2016-2017", 2016),
        ("2016/2017", 2016),
        ("2016 to 2017", 2016),
        ("2016–17", 2016),
        ("2016 – 2017", 2016),
        ("2016\u201117", 2016),
        ("2016—17", 2016),
        ("2016\u221217", 2016),
        ("  2016 / 17\n", 2016),
        ("2016\u00a0–\u00a017", 2016),
        ("1999-00", 1999),
        ("1999-2000", 1999),
        ("99/00", 1999),
        ("09/10", 2009),
        ("79/80", 2079),
        ("80/81", 1980),
    ],
)
def test_one_year_has_many_spellings(text, start_year):
    assert years.parse_year(text) == start_year


@pytest.mark.parametrize("text", ["2016-18", "2016-16", "17/16", "2016-2018", "2016-1917"])
def test_two_years_that_do_not_follow_each_other_are_refused(text):
    with pytest.raises(ValueError, match=r"second year must follow its first, such as 2016-17\.$"):
        years.parse_year(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2016",
        "2016-7",
        "2016-017",
        "201617",
        "16 17",
        "2016-17 plan",
        "2016--17",
        "16to17",
        "1066-67",
        "Q2 2016-17",
        "\u0662\u0660\u0661\u0666-\u0661\u0667",
        "2016-17" * 3000,
    ],
)
def test_what_is_no_plan_year_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^Write the plan year as two years, such as 2016-17\.$"):
        years.parse_year(text)


@given(st.text())
def test_any_text_is_a_year_or_a_value_error(text):
    try:
        start_year = years.parse_year(text)
    except ValueError:
        return
    assert 1900 <= start_year <= 2099


@pytest.mark.parametrize(
    ("start_year", "slug", "long_name"),
    [
        (2016, "2016-17", "2016-2017"),
        (1999, "1999-00", "1999-2000"),
        (2008, "2008-09", "2008-2009"),
    ],
)
def test_how_a_year_is_written(start_year, slug, long_name):
    assert years.slug(start_year) == slug
    assert years.long_name(start_year) == long_name


@given(START_YEARS)
def test_a_written_year_reads_back(start_year):
    assert years.parse_year(years.slug(start_year)) == start_year
    assert years.parse_year(years.long_name(start_year)) == start_year


@given(START_YEARS)
def test_a_year_holds_its_own_days_and_no_others(start_year):
    first, last = years.first_day(start_year), years.last_day(start_year)

    assert (first, last) == (date(start_year, 4, 1), date(start_year + 1, 3, 31))
    assert years.year_containing(first) == years.year_containing(last) == start_year
    assert years.year_containing(first - timedelta(days=1)) == start_year - 1
    assert years.year_containing(last + timedelta(days=1)) == start_year + 1
