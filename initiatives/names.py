"""Reading joint names as the paper writes them: "CBC / Police", "CBC & CBH", "SCP, PCC"."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

# Longest first, so that a known name with a slash or an "and" inside is never split.
_JOINTS = re.compile(
    r"\s*(/|&|,\s*and\b|,(?!\d{3})|;|\band\b|\n)\s*",  # the comma of £5,000 joins nothing
    re.IGNORECASE,
)

_LONGEST = 200  # characters of a name, with whatever is joined inside it


@dataclass(frozen=True)
class ReadName:
    """One name as written, what it was joined on with, and the record it stands for."""

    written: str
    joined_by: str
    pk: int


@dataclass(frozen=True)
class SplitName:
    """One name as written, what it was joined on with, and the record of that name if one is known."""

    written: str
    joined_by: str
    pk: int | None


class UnknownName(ValueError):
    """A name nobody knows; `suggestions` are known names that look like it."""

    def __init__(self, written: str, suggestions: list[str]) -> None:
        self.written, self.suggestions = written, suggestions
        hint = f" Did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"“{written}” is not a name the tracker knows.{hint}")


def known_names(
    names: Iterable[tuple[str, int]], *, key: Callable[[str], str] = str.casefold
) -> dict[str, tuple[int, str]]:
    """Pairs of name and record, made ready for `read_names`; names with the same `key` are the same."""
    return {key(name): (pk, name) for name, pk in names}


def read_names(text: str, known: Mapping[str, tuple[int, str]]) -> list[ReadName]:
    """The names in `text`, in order; `known` is what `known_names` made.

    Raises UnknownName at the first one that is not known, and ValueError when one stands twice.
    """
    names: list[ReadName] = []
    for name in split_names(" ".join(text.split()), known):
        if name.pk is None:
            close = close_names(name.written, known, count=2)
            raise UnknownName(name.written, [said for _, said in close])
        if any(other.pk == name.pk for other in names):
            raise ValueError(f"“{name.written}” stands there twice.")
        names.append(ReadName(name.written, name.joined_by, name.pk))
    return names


def split_names(
    text: str,
    known: Mapping[str, tuple[int, str]],
    *,
    key: Callable[[str], str] = str.casefold,
) -> Iterator[SplitName]:
    """The names in `text`, in order, known or not; `known` was made with the same `key`."""
    rest, joined_by = text.strip(), ""
    while rest:
        written, pk = _longest_known(rest, known, key)
        joint = _JOINTS.match(rest, len(written))
        yield SplitName(written, joined_by, pk)
        rest = rest[joint.end() :] if joint else ""
        joined_by = " & " if joint and joint[1].casefold().endswith(("&", "and")) else " / "


def close_names(
    text: str,
    known: Mapping[str, tuple[int, str]],
    *,
    count: int,
    key: Callable[[str], str] = str.casefold,
) -> list[tuple[int, str]]:
    """Known records and names that look like `text`: to be suggested, and never taken for it."""
    return [known[name] for name in get_close_matches(key(text), known, n=count, cutoff=0.6)]


def _longest_known(
    text: str, known: Mapping[str, tuple[int, str]], key: Callable[[str], str]
) -> tuple[str, int | None]:
    """The longest known name that `text` begins with, up to a joint or the end; else the unknown one."""
    ends = [joint.start() for joint in _JOINTS.finditer(text, 0, _LONGEST)]
    for end in reversed([*ends, min(len(text), _LONGEST)]):
        if found := known.get(key(text[:end])):
            return text[:end], found[0]
    first = _JOINTS.search(text)
    return (text[: first.start()] if first else "") or text, None
