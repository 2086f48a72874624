"""Reading joint names as the paper writes them: "CBC / Police", "CBC & CBH", "SCP, PCC"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

# Longest first, so that a known name with a slash or an "and" inside is never split.
_JOINTS = re.compile(r"\s*(/|&|,|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class ReadName:
    """One name as written, what it was joined on with, and the record it stands for."""

    written: str
    joined_by: str
    pk: int


class UnknownName(ValueError):
    """A name nobody knows; `suggestions` are known names that look like it."""

    def __init__(self, written: str, suggestions: list[str]) -> None:
        self.written, self.suggestions = written, suggestions
        hint = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"“{written}” is not a name the tracker knows.{hint}")


def known_names(names: Iterable[tuple[str, int]]) -> dict[str, tuple[int, str]]:
    """Pairs of name and record, made ready for `read_names`, which does not mind capitals."""
    return {name.casefold(): (pk, name) for name, pk in names}


def read_names(text: str, known: Mapping[str, tuple[int, str]]) -> list[ReadName]:
    """The names in `text`, in order; `known` is what `known_names` made.

    Raises UnknownName at the first one that is not known, and ValueError when one stands twice.
    """
    names: list[ReadName] = []
    rest, joined_by = " ".join(text.split()), ""
    while rest:
        written = _longest_known(rest, known)
        joint = _JOINTS.match(rest, len(written))
        pk, _ = known[written.casefold()]
        if any(name.pk == pk for name in names):
            raise ValueError(f"“{written}” stands there twice.")
        names.append(ReadName(written, joined_by, pk))
        rest = rest[joint.end() :] if joint else ""
        joined_by = " & " if joint and joint[1].casefold() in {"&", "and"} else " / "
    return names


def _longest_known(text: str, known: Mapping[str, tuple[int, str]]) -> str:
    """The longest known name that `text` begins with, up to a joint or the end."""
    ends = [joint.start() for joint in _JOINTS.finditer(text)] + [len(text)]
    for end in reversed(ends):
        if text[:end].casefold() in known:
            return text[:end]
    unknown = text[: ends[0]] or text
    close = get_close_matches(unknown.casefold(), known, n=2, cutoff=0.6)
    raise UnknownName(unknown, [known[name][1] for name in close])
