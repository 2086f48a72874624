"""Dates as people in Britain write them: the day first, never the month."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

DATES_AS_WRITTEN = [
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d %m %Y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d %B %Y",
    "%d %b %Y",
    "%Y-%m-%d",
]
# The day of a date, where it is one that some months have not.
_LATE_DAY = re.compile(r"\A(?:29|30|31)(?=[ /.])|(?<=-)(?:29|30|31)\Z")
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)


class DayInput(forms.DateInput):
    """The box of a day, which shows it as the house writes days: "31/3/2017"."""

    def format_value(self, value: Any) -> str | None:
        """The day without noughts before its figures; what was typed as it was typed."""
        if isinstance(value, date):
            return f"{value.day}/{value.month}/{value.year}"
        return super().format_value(value)


class DayField(forms.DateField):
    """A day between 1900 and 2199, typed into one box in any of the ways people write it."""

    default_error_messages = {
        "invalid": "Write the date as day, month and year, such as 30/8/2017.",
        "no_such_day": "There is no %(day)s. Check the day and the month.",
        "out_of_reach": "Give a year from 1900 to 2199.",
        "future": "The date is in the future. Give today or an earlier day.",
    }

    def __init__(self, *, until_today: bool = False, **kwargs: Any) -> None:
        self.until_today = until_today
        super().__init__(input_formats=DATES_AS_WRITTEN, widget=DayInput(), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day that was typed; one that its month does not have is told from what is no date."""
        try:
            return super().to_python(value)
        except ValidationError:
            if no_such_day := self._no_such_day(str(value).strip()):
                raise ValidationError(
                    self.error_messages["no_such_day"],
                    code="no_such_day",
                    params={"day": no_such_day},
                ) from None
            raise

    def _no_such_day(self, typed: str) -> str:
        """The day in words where the rest of what was typed is a month; "" where it is not."""
        if not (day := _LATE_DAY.search(typed)):
            return ""
        try:
            month = super().to_python(f"{typed[: day.start()]}01{typed[day.end() :]}")
        except ValidationError:
            return ""
        return f"{day[0]} {month:%B %Y}" if month else ""

    def validate(self, value: date | None) -> None:
        """Refuse a year nobody means and, where only the past is asked for, a day to come."""
        super().validate(value)
        if value and self.until_today and value > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")
        if value and not EARLIEST <= value <= LATEST:
            raise ValidationError(self.error_messages["out_of_reach"], code="out_of_reach")
