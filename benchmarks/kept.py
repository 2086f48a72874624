"""What the tracker kept of what people saved; looked at in a process of its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from benchmarks.people import LED_BY, SIGN, Save
from initiatives.models import Initiative, OutcomeUpdate


@dataclass(frozen=True)
class Kept:
    """The numbers of what has a sign, and how many initiatives' updates leave a number out."""

    numbers: dict[str, list[int]]
    gaps: int

    def missing(self, saves: Iterable[Save]) -> int:
        """How many of these are not there once, following what their writer had read."""
        return sum(self.numbers.get(save.sign) != [save.after + 1] for save in saves)

    def among(self, saves: Iterable[Save]) -> int:
        """How many of these are there."""
        return sum(save.sign in self.numbers for save in saves)


def what_is_kept() -> Kept:
    """What the history of outcomes and of initiatives holds now."""
    by_sign: dict[str, list[int]] = defaultdict(list)
    by_initiative: dict[int, list[int]] = defaultdict(list)
    updates = OutcomeUpdate.objects.order_by("number").values_list("initiative", "number", "text")
    for initiative, number, text in updates:
        by_initiative[initiative].append(number)
        for sign in SIGN.findall(text):
            by_sign[sign].append(number)
    for title, version in Initiative.history.values_list("title", "version"):
        for sign in SIGN.findall(title):
            by_sign[sign].append(version)
    gaps = sum(there != list(range(1, len(there) + 1)) for there in by_initiative.values())
    return Kept(dict(by_sign), gaps)


@dataclass(frozen=True)
class Faults:
    """How many accepted saves are missing, and what else is wrong in the database."""

    missing: int
    half_done: int
    damage: int


def find_faults(accepted: Sequence[Save]) -> Faults:
    """What is wrong after the tracker or its database was killed."""
    kept = what_is_kept()
    renamed = Initiative.objects.filter(title__contains=LED_BY)
    half_done = sum(not _is_whole(initiative) for initiative in renamed)
    return Faults(kept.missing(accepted), half_done + kept.gaps, _damage())


def _is_whole(initiative: Initiative) -> bool:
    """Whether its title says what its leads are, and its history says what it is."""
    leads = list(initiative.lead_set.all())
    turned_round = leads if len(leads) > 1 else []
    return (
        initiative.title.endswith(f"{LED_BY}{initiative.led_by}")
        and _is_in_history(initiative, "title", "version")
        and all(_is_in_history(lead, "position", "joined_by") for lead in turned_round)
    )


def _is_in_history(record: Any, *names: str) -> bool:
    newest = record.history.values_list(*names).first()
    return bool(newest == tuple(getattr(record, name) for name in names))


def _damage() -> int:
    """How many faults SQLite finds in its file; PostgreSQL's recovery makes its files whole."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        faults = [fault for (fault,) in cursor.fetchall() if fault != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return len(faults) + len(cursor.fetchall())
