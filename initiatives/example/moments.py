"""When things of the example year were done, and how a record is kept with that moment in its history."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

AGREED, REFRESHED = (
    160,
    24,
)  # days ago: when the plan was agreed, and when it was gone through again
REASON = "Made as example data"

SomeRecord = TypeVar("SomeRecord", bound=models.Model)


@dataclass(frozen=True)
class Moments:
    """The days before `today`, each with the same hours whenever it is asked on that day."""

    today: date
    hours: Random

    @classmethod
    def before(cls, today: date) -> "Moments":
        """The same hours every time: nothing here is a secret."""
        return cls(today, Random(today.toordinal()))  # noqa: S311 - a story told again, no secret

    def day(self, days_ago: int) -> date:
        """That many days before today."""
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int) -> datetime:
        """In the working hours of that day."""
        return self._at(self.day(days_ago), self.hours.randrange(8 * 60 + 30, 17 * 60 + 30))

    def soon_after(self, days_ago: int) -> datetime:
        """When something of that day was written down: at most three days later, before today."""
        return self.moment(max(1, days_ago - self.hours.randrange(4)))

    @staticmethod
    def _at(day: date, minutes: int) -> datetime:
        midnight = datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
        return midnight + timedelta(minutes=minutes)


def kept(
    record: SomeRecord, *, at: datetime, by: "User | None", reason: str = REASON
) -> SomeRecord:
    """Save the record, with who did so, when and why in its history."""
    said = {"_history_date": at, "_history_user": by, "_change_reason": reason}
    for name, value in said.items():
        setattr(record, name, value)
    record.save()
    return record
