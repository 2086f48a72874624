"""What somebody typed for another kind of answer than the one they chose, and so would not be sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

_CALLED = {
    "outcome": "an outcome",
    "status_reason": "a reason for the status",
    "internal_note": "an internal note",
    "asked_whom": "who was asked",
}


@dataclass(frozen=True)
class LeftOut:
    """The words that the chosen answer would leave out, under the names of their fields."""

    words: Mapping[str, str]
    chosen: str

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def what(self) -> str:
        """What was written, in words: "an outcome and an internal note"."""
        *first, last = [_CALLED[name] for name in self.words]
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def mark(self) -> str:
        """By which these words, left out of this answer, are known again once their writer was asked."""
        said = "\n".join([self.chosen, *self.words.values()])
        return sha256(said.encode(errors="replace")).hexdigest()[:12]


def left_out(
    typed: Mapping[str, str], stood: Mapping[str, Iterable[str]], *, chosen: str
) -> LeftOut:
    """What of `typed` is anew: it is neither blank nor what `stood` in that field at any time."""
    words = {name: text for name, text in typed.items() if text.strip()}
    return LeftOut(
        {
            name: text
            for name, text in words.items()
            if text.split() not in [each.split() for each in stood[name]]
        },
        chosen,
    )
