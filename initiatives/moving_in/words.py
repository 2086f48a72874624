"""The status words of a paper, and what they mean in the tracker's own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from initiatives.models import Status
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.plan_rows import PlanRow

# Only what papers agree on: a word that may mean one thing here and another there is not proposed.
_USUAL = {
    Status.NOT_STARTED: "not started, not yet started, not due, not yet due, to start, to be started",
    Status.ON_TRACK: "on track, on target, on schedule, green, g, in progress, ongoing, under way, underway",
    Status.AT_RISK: "at risk, amber, a, some risk",
    Status.OFF_TRACK: "off track, off target, behind schedule, delayed, overdue, red, r",
    Status.COMPLETE: "complete, completed, done, achieved, finished, delivered, blue, b",
    Status.STOPPED: "stopped, cancelled, withdrawn, abandoned, discontinued",
}
_PROPOSED = {word: status for status, words in _USUAL.items() for word in words.split(", ")}


@dataclass(frozen=True)
class StatusWord:
    """A word that stands in status cells, and the status it is taken for."""

    written: str  # as it first stands there; capitals and spaces make no other word of it
    rows: int
    proposed: Status | None
    decided: str | None  # a status, "" for none, or None while nobody has said

    @property
    def is_decided(self) -> bool:
        return self.decided is not None

    @property
    def status(self) -> str:
        """The status that rows with it get: what was decided; "" for none."""
        return self.decided or ""


def status_words(rows: Iterable[PlanRow], decisions: Decisions) -> tuple[StatusWord, ...]:
    """Each distinct status word of the rows, in the order they first stand there."""
    written = [" ".join(row.status.split()) for row in rows if row.status.strip()]
    counted = Counter(word_key(word) for word in written)
    decided = {word_key(word): status for word, status in decisions.statuses.items()}
    first = {word_key(word): word for word in reversed(written)}
    return tuple(
        StatusWord(first[key], count, _proposed(key), _known(decided.get(key)))
        for key, count in counted.items()
    )


def word_key(word: str) -> str:
    """What is the same of two status words that differ in capitals and spacing alone."""
    return " ".join(word.casefold().split())


def _proposed(key: str) -> Status | None:
    """What "Green", "Blue/Complete" and the like usually mean, where all their words agree."""
    meant = {_PROPOSED.get(word.strip(" .-–:()")) for word in _parts(key)}
    return meant.pop() if len(meant) == 1 else None


def _parts(key: str) -> list[str]:
    whole = key.strip(" .")
    if whole in _PROPOSED:
        return [whole]
    for joint in ("/", " - ", " – ", ":", "("):
        whole = whole.replace(joint, "|")
    return [part for part in whole.split("|") if part.strip(" .-–:()")]


def _known(status: str | None) -> str | None:
    return status if status is None or status == "" or status in Status.values else None
