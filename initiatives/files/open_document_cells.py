"""What a cell of an OpenDocument spreadsheet says: its value as text, and what is odd about it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from initiatives.files.cell_texts import (
    day_text,
    duration_text,
    iso_moment,
    moment_text,
    number_text,
    percent_text,
    pounds_text,
    time_text,
)
from initiatives.files.limits import check_place
from initiatives.files.sheet import Oddity, Sheet
from initiatives.files.xml_parts import Attributes

_MIDNIGHT = datetime(1900, 1, 1)  # noqa: DTZ001 - a sheet knows no time zones
_MONTH_ALONE = re.compile(r"[A-Za-z]{3,9}[-/ .’']*(\d\d|\d{4})|\d{1,2}/\d{4}")
_DAY_ALONE = re.compile(r"\d{1,2}[-/ .]+[A-Za-z]{3,9}|\d{1,2}/\d{1,2}")
_TIME_OF_DAY = re.compile(r"[01]?\d:\d\d(:\d\d)?( [AP]M)?|2[0-3]:\d\d(:\d\d)?", re.IGNORECASE)
_LENGTH = re.compile(r"P(?:(\d{1,6})D)?T?(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,]\d+)?S)?")
_ERROR = re.compile(r"#(N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)|Err:\d{3}")


@dataclass(frozen=True)
class OpenDocumentCell:
    """A cell with something in it, standing `repeat` times side by side."""

    column: int
    repeat: int
    text: str
    odd: tuple[Oddity, ...] = ()
    spans: tuple[int, int] = (1, 1)  # rows and columns

    @classmethod
    def read(cls, column: int, said: Attributes, displayed: str) -> "OpenDocumentCell":
        """What the attributes say; `displayed` is what LibreOffice showed of it."""
        text, odd = _text(said, displayed)
        if "table:formula" in said:
            has_value = displayed or "office:value-type" in said
            odd = [*odd, "formula" if has_value else "unsaved"]
        spans = counted(said, "rows-spanned"), counted(said, "columns-spanned")
        return cls(column, counted(said, "columns-repeated"), text, tuple(odd), spans)

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it is worth keeping."""
        return not self.text.strip() and not self.odd

    def put(self, sheet: Sheet, row: int) -> None:
        """Put it into a row of the sheet as often as it stands there."""
        check_place(sheet.name, row, self.column + self.repeat - 1)
        for column in range(self.column, self.column + self.repeat):
            sheet.put(row, column, self.text)
            for oddity in self.odd:
                sheet.mark(oddity, row, column)
        if self.spans != (1, 1):
            down, across = self.spans
            sheet.merged.append((row, self.column, row + down - 1, self.column + across - 1))


def counted(said: Attributes, what: str) -> int:
    """A number such as "rows-repeated"; what is no number counts as one."""
    written = said.get(f"table:number-{what}", "1")
    return max(int(written), 1) if re.fullmatch(r"[0-9]{1,9}", written) else 1


def _text(said: Attributes, displayed: str) -> tuple[str, list[Oddity]]:
    if _ERROR.fullmatch(displayed):
        return displayed, ["error"]
    value = said.get("office:value", "")
    try:
        match said.get("office:value-type", ""):
            case "float":
                return number_text(float(value)), []
            case "percentage":
                return percent_text(float(value)), []
            case "currency" if said.get("office:currency", "") == "GBP":
                return pounds_text(float(value)), []
            case "boolean":
                return said.get("office:boolean-value", displayed).upper(), []
            case "date":
                return _date_text(said.get("office:date-value", ""), displayed)
            case "time":
                return _time_text(said.get("office:time-value", ""), displayed), []
    except (ValueError, OverflowError):
        return displayed, []
    return displayed or said.get("office:string-value", ""), []


def _date_text(value: str, displayed: str) -> tuple[str, list[Oddity]]:
    """Only what was shown tells a month from a day: both are kept as dates."""
    moment = iso_moment(value)
    if moment is None:
        return displayed, []
    if _MONTH_ALONE.fullmatch(displayed):
        return f"{moment:%B} {moment.year}", ["month"]
    if _DAY_ALONE.fullmatch(displayed):
        return day_text(moment), ["day and month"]
    return moment_text(moment) if ":" in displayed else day_text(moment), []


def _time_text(value: str, displayed: str) -> str:
    found = _LENGTH.fullmatch(value)
    if not found:
        return displayed
    days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if _TIME_OF_DAY.fullmatch(displayed) and length < timedelta(days=1):
        return time_text((_MIDNIGHT + length).time())
    return duration_text(length)
