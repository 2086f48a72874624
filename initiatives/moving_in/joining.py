"""How the pieces of a cell become one text: wrapped lines are joined, points and paragraphs kept."""

import re
from collections.abc import Iterable

from initiatives.moving_in.sentences import POINT, goes_on

_INSIDE = re.compile(r"[ \t]*•[ \t]*")  # "including: •Speeding •Litter" was a list in its paper
_ENDS = re.compile(r"[.:;!?]$")


def on_a_line(texts: Iterable[str]) -> str:
    """The pieces as one line, blanks and line breaks as single spaces."""
    return " ".join(" ".join(texts).split())


def side_by_side(texts: Iterable[str]) -> str:
    """Cells of one row that hold the same part: "CBC / Police", or "SCP &" where one is a sign."""
    joined = ""
    for text in filter(None, map(str.strip, texts)):
        signs = not joined or not (joined[-1].isalnum() and text[0].isalnum())
        joined += (" " if signs else " / ") + text
    return joined.strip()


def in_lines(texts: Iterable[str]) -> str:
    """The pieces as one text: points of a list and paragraphs on lines of their own.

    In a cell a line goes on with the one before where it starts inside a sentence; from row to row
    only points begin a line, for there a table only ran out of room.
    """
    lines: list[list[str]] = []
    for text in texts:
        for at, piece in enumerate(_lines(text)):
            if lines and not POINT.match(piece) and (not at or _goes_on(piece, lines[-1][-1])):
                lines[-1].append(piece)
            else:
                lines.append([piece])
    return "\n".join(map(" ".join, lines))


def _goes_on(line: str, above: str) -> bool:
    return goes_on(line, above) and not _ENDS.search(above)


def _lines(text: str) -> list[str]:
    pointed = _INSIDE.sub("\n• ", text)
    return [" ".join(line.split()) for line in pointed.splitlines() if line.strip()]
