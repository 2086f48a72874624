"""Three texts for each cell: what the workbook was made with, what is on record now, what was typed."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from initiatives.models import Status
from initiatives.workbook.columns import REASON, STATUS, TYPED
from initiatives.workbook.marks import same_words
from initiatives.workbook.standing import Standing

LABELS = {name: heading for heading, name in TYPED.items()}  # "text": "Outcome"


class Cell(NamedTuple):
    """A cell that says something new."""

    name: str  # of those in TYPED
    base: str
    current: str
    typed: str

    @property
    def is_conflict(self) -> bool:
        """Whether what stood there was changed on screen since the workbook was made."""
        return not same_words(self.base, self.current)

    @property
    def is_blanked(self) -> bool:
        """Whether it would leave nothing of the outcome."""
        return self.name == "text" and not self.typed


class Refused(NamedTuple):
    """A cell that is left as it is, and why, in words."""

    name: str
    why: str


class Compared(NamedTuple):
    """What a row says anew, and what of it cannot be."""

    cells: tuple[Cell, ...]
    refused: tuple[Refused, ...]

    @property
    def said(self) -> dict[str, str]:
        """What is new, by the names in TYPED."""
        return {cell.name: cell.typed for cell in self.cells}


def compared(typed: Mapping[str, str], *, base: Standing, current: Standing) -> Compared:
    """What was typed anew, beside what stood and stands; statuses are given by their value.

    A cell is new where it differs from what its workbook was made with and from what is on record.
    """
    was, now = base.said, current.said
    new = {
        name: text
        for name, text in typed.items()
        if not same_words(text, was[name]) and not same_words(text, now[name])
    }
    if (
        new.get("internal_note") == ""
    ):  # each update has a note of its own: there is none to take away
        del new["internal_note"]
    refused = tuple(_refusals(new, current))
    for name in {each.name for each in refused} | _that_fall_away(new, current):
        new.pop(name, None)
    cells = (Cell(name, was[name], now[name], new[name]) for name in LABELS if name in new)
    return Compared(tuple(cells), refused)


def overlaid(current: Standing, said: Mapping[str, str]) -> dict[str, str]:
    """What the new update says: what is on record with what was typed over it.

    Its note is only what was typed, and its reason goes where the status asks for none.
    """
    words = {**current.said, "internal_note": "", **said}
    if not asks_why(words["status"]):
        words["status_reason"] = ""
    return words


def with_reasons(names: Iterable[str]) -> set[str]:
    """The cells that stand or go with these: a status and its reason are one."""
    alone = set(names)
    together = {"status", "status_reason"}
    return alone | together if alone & together else alone


def asks_why(status: str) -> bool:
    """Whether it is a status that comes with a reason."""
    return bool(status) and Status(status).asks_why


def _refusals(new: Mapping[str, str], current: Standing) -> list[Refused]:
    """Why the status or its reason cannot be what was typed."""
    if new.get("status") == "":
        why = "A status that was said cannot be unsaid, only said anew. It is left as it is."
        return [Refused("status", why), *_refusals({**new, "status": current.status}, current)]
    status = new.get("status", current.status)
    if not asks_why(status):
        given = new.get("status_reason")
        return [Refused("status_reason", _why_no_reason(status))] if given else []
    if new.get("status_reason", current.status_reason):
        return []
    missing = f"“{Status(status).label}” needs a reason, and none stands in “{REASON}”."
    names = [name for name in ("status", "status_reason") if name in new]
    return [Refused(name, f"{missing} What is on record is left as it is.") for name in names]


def _that_fall_away(new: Mapping[str, str], current: Standing) -> set[str]:
    """A blanked reason, where the status keeps none anyway."""
    status = new.get("status") or current.status
    return {"status_reason"} if new.get("status_reason") == "" and not asks_why(status) else set()


def _why_no_reason(status: str) -> str:
    if not status:
        return f"A reason needs a status: choose one in the column “{STATUS}”. It is left out."
    return f"“{Status(status).label}” keeps no reason, so this one is left out."
