"""Which of somebody's initiatives to look at first."""

from collections.abc import Iterable
from datetime import timedelta

from initiatives.models import Status
from initiatives.models.concerns import Concern
from initiatives.models.outcomes import OVER
from initiatives.rows import InitiativeRow

SOON = timedelta(days=30)


def most_urgent_first(rows: Iterable[InitiativeRow]) -> list[InitiativeRow]:
    """The newest year first, and in each: late, off track, at risk, stale, ending soon, the rest, done."""
    return sorted(rows, key=lambda row: (-row.start_year, _place(row)))


def _place(row: InitiativeRow) -> int:
    questions = [
        Concern.LATE in row.concerns,
        row.status == Status.OFF_TRACK,
        row.status == Status.AT_RISK,
        Concern.STALE in row.concerns,
        _ends_soon(row),
        row.status not in OVER,
        True,
    ]
    return questions.index(True)


def _ends_soon(row: InitiativeRow) -> bool:
    return bool(
        row.status not in OVER and row.ends_on and row.as_of <= row.ends_on <= row.as_of + SOON
    )
