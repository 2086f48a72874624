"""What is said beside a status though nobody wrote it: worked out from timing, year and reports."""

from datetime import date, timedelta

from django.db import models

from initiatives.models.outcomes import OVER
from initiatives.timing import Timing
from priorities import years

STALE_AFTER = timedelta(days=60)


class Concern(models.TextChoices):
    """Why an officer may want to ask about an initiative, in a word."""

    LATE = "late", "Late"
    STALE = "stale", "Stale"
    NOT_FINISHED = "not_finished", "Not finished at year end"


def concerns_on(
    day: date,
    *,
    start_year: int,
    closed_on: date | None,
    timing: Timing,
    status: str,
    reported_on: date | None,
) -> tuple[Concern, ...]:
    """What concerns an initiative of that plan year on `day`; nothing once it is over.

    A past year says what was not finished when it ended, but only where a status was said: without
    one nobody knows.
    """
    if status in OVER:
        return ()
    found = []
    is_open = closed_on is None or closed_on > day
    if day > years.last_day(start_year):
        if status and timing.late_on(years.first_day(start_year + 1)):
            found.append(Concern.NOT_FINISHED)
    elif is_open and timing.late_on(day):
        found.append(Concern.LATE)
    if is_open and day - (reported_on or years.first_day(start_year)) >= STALE_AFTER:
        found.append(Concern.STALE)
    return tuple(found)
