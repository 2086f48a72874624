"""What a writer is told before a public text is saved, and decides alone: it never stops anybody."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from initiatives.clashes import clashes
from initiatives.identifying import Kind, findings
from initiatives.timing import Timing

_WHY = {
    Kind.FEW_PEOPLE: "A count of fewer than five can tell neighbours who was meant. "
    "Say “fewer than five”, or leave the number out.",
    Kind.AGE: "With a place or a date, a person’s age can tell who was meant. "
    "Say “a young person” or “an adult”.",
    Kind.TELEPHONE: "What is printed stays public. "
    "Leave the number out, unless it is an organisation’s own.",
    Kind.MAIL_ADDRESS: "This looks like a person’s own e-mail address, and what is printed stays public. "
    "Give a shared mailbox instead.",
}
_AROUND = 40  # characters of the text before and after, so that its writer finds the place


@dataclass(frozen=True)
class Caution:
    """Words worth a second look, what stands around them, and why they are."""

    before: str
    words: str
    after: str
    why: str
    mark: str  # by which it is known again, when its writer has seen it


def cautions(text: str, timing: Timing) -> list[Caution]:
    """What in `text` might identify a person or contradict the timing, in the order of the text."""
    seen: Counter[str] = Counter()
    told = []
    for start, end, why in sorted(_places(text, timing)):
        words = text[start:end]
        about = f"{words} {why}"
        seen[about] += 1
        mark = sha256(f"{seen[about]} {about}".encode(errors="replace")).hexdigest()[:12]
        told.append(Caution(_before(text, start), words, _after(text, end), why, mark))
    return told


def in_its_place(text: str, start: int, end: int) -> str:
    """Words of a text with what stands around them, on one line."""
    return " ".join(f"{_before(text, start)}{text[start:end]}{_after(text, end)}".split())


def _places(text: str, timing: Timing) -> Iterator[tuple[int, int, str]]:
    for finding in findings(text):
        yield finding.start, finding.end, _WHY[finding.kind]
    for clash in clashes(text, timing):
        yield clash.start, clash.end, _why_it_clashes(timing)


def _why_it_clashes(timing: Timing) -> str:
    return (
        f"The timing says “{timing.text}”, which is understood as {timing.described}. Correct the date "
        "here, or have a community safety officer change the timing."
    )


def _before(text: str, start: int) -> str:
    part = text[max(0, start - _AROUND) : start]
    return f"… {part.partition(' ')[2] or part}" if start > _AROUND else part


def _after(text: str, end: int) -> str:
    part = text[end : end + _AROUND]
    return f"{part.rpartition(' ')[0] or part} …" if end + _AROUND < len(text) else part
