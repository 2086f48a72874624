from datetime import date
from itertools import islice

import pytest

from initiatives.working_days import (
    bank_holiday,
    day_off,
    is_working_day,
    next_working_days,
    working_days_after,
    working_days_between,
)


@pytest.mark.parametrize(
    ("day", "count", "lands_on"),
    [
        (date(2026, 10, 9), 10, date(2026, 10, 23)),
        (date(2026, 10, 9), 0, date(2026, 10, 9)),
        (date(2026, 10, 10), 1, date(2026, 10, 12)),  # from a Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day is a Saturday
        (date(2027, 8, 27), 1, date(2027, 8, 31)),  # the summer bank holiday
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(day, count, lands_on):
    assert working_days_after(day, count) == lands_on
    assert working_days_between(day, lands_on) == count


def test_a_bank_holiday_has_its_name():
    assert bank_holiday(date(2026, 12, 25)) == "Christmas Day"
    assert bank_holiday(date(2026, 12, 23)) == ""


def test_a_holiday_of_scotland_is_a_working_day():
    assert is_working_day(date(2026, 11, 30))  # St Andrew's Day


def test_the_next_working_days_come_in_order():
    days = list(islice(next_working_days(date(2026, 12, 23)), 3))

    assert days == [date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30)]


def test_days_gone_by_count_backwards():
    assert working_days_between(date(2026, 10, 26), date(2026, 10, 23)) == -1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 10, 23), ""),
        (
            date(2026, 10, 24),
            "24 October 2026 is a Saturday. The next working day is Monday 26 October.",
        ),
        (
            date(2026, 4, 3),
            "3 April 2026 is Good Friday. The next working day is Tuesday 7 April.",
        ),
    ],
)
def test_a_day_off_says_why_and_which_day_comes_next(day, said):
    assert day_off(day) == said
