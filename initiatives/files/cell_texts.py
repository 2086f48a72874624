"""What a cell's value is as text: the words a person would expect to see there."""

from datetime import date, datetime, time, timedelta

from initiatives.files.number_formats import Shown

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zones
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2_958_465  # 31 December 9999
_NO_29_FEBRUARY_1900 = 60  # Excel believes in that day, so what is before it is a day off


def number_text(value: float) -> str:
    """A number as Excel shows it without a format: "12", "0.5", "0.3"."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def percent_text(value: float) -> str:
    """A share as a percentage: 0.5 is "50%"."""
    return f"{number_text(float(f'{value * 100:.13g}'))}%"


def pounds_text(value: float) -> str:
    """A sum of money: "£1,200" or "£1,200.50"."""
    sign = "-" if value < 0 else ""
    text = f"{abs(value):,.2f}".removesuffix(".00")
    return f"{sign}£{text}"


def day_text(day: date) -> str:
    """A day in words: "1 September 2017"."""
    return f"{day.day} {day:%B} {day.year}"


def iso_moment(written: str) -> datetime | None:
    """The moment written as "2017-09-01" or "2017-09-01T10:30:00", or None."""
    try:
        return datetime.fromisoformat(written.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def time_text(at: time) -> str:
    """A time of day: "10:30", with its seconds where there are some."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def moment_text(moment: datetime) -> str:
    """A day with its time: "1 September 2017, 10:30"; the day alone at midnight."""
    at = moment.time().replace(microsecond=0)
    return f"{day_text(moment)}, {time_text(at)}" if at != time() else day_text(moment)


def duration_text(length: timedelta) -> str:
    """Hours and minutes, beyond a day too: "26:30"."""
    seconds = round(length.total_seconds())
    minutes, left = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}" + (f":{left:02}" if left else "")
    return f"-{text}" if seconds < 0 else text


def shown_text(value: float, shown: Shown, *, from_1904: bool = False) -> str:
    """A number as its cell shows it; days that no calendar has stay numbers."""
    if shown == "percent":
        return percent_text(value)
    if shown == "pounds":
        return pounds_text(value)
    if shown == "number" or not 0 <= value <= _LAST_SERIAL:
        return number_text(value)
    if shown == "duration":
        return duration_text(timedelta(days=value))
    return _date_text(_moment(value, from_1904=from_1904), shown)


def _moment(serial: float, *, from_1904: bool) -> datetime:
    if not from_1904 and serial < _NO_29_FEBRUARY_1900:
        serial += 1
    first = _FIRST_DAY_1904 if from_1904 else _FIRST_DAY
    return first + timedelta(seconds=round(serial * 86_400))


def _date_text(moment: datetime, shown: Shown) -> str:
    if shown == "time":
        return time_text(moment.time())
    if shown == "month":
        return f"{moment:%B} {moment.year}"
    return moment_text(moment) if shown == "moment" else day_text(moment)
