"""What is usual in a table, and so no sign of anything: titles without capitals, rows of one cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from initiatives.moving_in.decisions import Part

SHORT = (Part.LEAD, Part.TIMING, Part.FUND_SOURCE, Part.STATUS)  # columns that name, not tell
_FEW = 4  # rows that make no habit


@dataclass(frozen=True)
class Habits:
    """How a table writes its targets or titles, and the whole cells of its short columns."""

    whole_cells: frozenset[str] = frozenset()  # "essex police", in small letters
    starts_small: bool = False
    stands_alone: bool = False


def names_work(parts: Sequence[Part]) -> Part | None:
    """The part that rows may name together: the target, or the title where no column has targets."""
    return next((part for part in (Part.TARGET, Part.TITLE) if part in parts), None)


def whole_cells(rows: Iterable[Sequence[str]], parts: Sequence[Part]) -> frozenset[str]:
    """The cells of the columns that name an agency, a time or a status, as names to look for."""
    short = [at for at, part in enumerate(parts) if part in SHORT]
    return frozenset(row[at].strip().casefold() for row in rows for at in short)


def habits(
    rows: Sequence[Sequence[str]], parts: Sequence[Part], whole_cells: frozenset[str]
) -> Habits:
    """The habits of one table."""
    named = names_work(parts)
    if named is None:
        return Habits(whole_cells)
    at = parts.index(named)
    named_rows = [row for row in rows if row[at].strip()]
    accompanied = [row for row in named_rows if sum(1 for text in row if text.strip()) > 1]
    small = sum(1 for row in accompanied if row[at].strip()[0].islower())
    return Habits(
        whole_cells,
        starts_small=len(accompanied) >= _FEW and 2 * small > len(accompanied),
        stands_alone=len(named_rows) >= _FEW and 2 * len(accompanied) < len(named_rows),
    )
