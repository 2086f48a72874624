"""The names in a paper's lead and fund source cells, and the records they stand for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from initiatives.moving_in.decisions import Decisions, NewName
from initiatives.moving_in.known import (
    KnownNames,
    Suggestion,
    known_agencies,
    known_fund_sources,
)
from initiatives.moving_in.look_alikes import match_key, mended
from initiatives.moving_in.plan_rows import PlanRow
from initiatives.names import SplitName, split_names

NEW = "new"  # the decision to add a record of that name
_LONGEST_CELL = 200  # characters; a longer one is a story, and nothing is looked for in it
_MONEY = re.compile(r"[£€$]\s*\d|^[\d,. ]+k?$", re.IGNORECASE)


class How(StrEnum):
    """What makes a written name stand for its record."""

    NAME = "name"  # it is the record's name, short name or alias
    DECIDED = "decided"  # a person said so
    NEW = "new"  # a person said that it is to be added
    NOBODY = "nobody"  # a person said that it names none
    UNKNOWN = "unknown"  # nobody has said anything yet


@dataclass(frozen=True)
class Stands:
    """One record a written name stands for, and how it will print."""

    name: str  # the record's usual name
    pk: int | None = None
    new: NewName | None = None  # where it is to be added
    printed_as: str = ""  # only where the paper has another form of the name

    @property
    def printed(self) -> str:
        """The name as papers will print it."""
        return self.printed_as or self.name


@dataclass(frozen=True)
class NamePart:
    """One name of a cell: as written, what joins it to the one before, and what it stands for."""

    written: str  # on one line, look-alike letters mended; decisions go by it
    joined_by: str  # "", " / " or " & "
    how: How
    stands_for: tuple[Stands, ...] = ()  # several where a person said so: "All partners"
    known: KnownNames | None = field(default=None, repr=False, compare=False)

    @property
    def is_decided(self) -> bool:
        return self.how is not How.UNKNOWN

    @property
    def is_money(self) -> bool:
        """Whether it says an amount, which is no fund source: the best is to keep it as extra text."""
        return bool(_MONEY.search(self.written))

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Records whose names look like it; found only when they are asked for."""
        if self.known is None or self.how is not How.UNKNOWN or self.is_money:
            return ()
        return self.known.suggestions(self.written)


@dataclass(frozen=True)
class NameCell:
    """A cell that names leads or fund sources, as often as it stands in the paper."""

    written: str  # exactly as the rows have it
    rows: int
    parts: tuple[NamePart, ...]
    is_whole: bool  # a person said that it is one name

    @property
    def is_decided(self) -> bool:
        return all(part.is_decided for part in self.parts)

    @property
    def may_be_whole(self) -> bool:
        """Whether it was split, so that a person may want it back as one name."""
        return len(self.parts) > 1 or self.is_whole

    @property
    def stands_for(self) -> tuple[tuple[str, Stands], ...]:
        """The records it names, each once, with what joins each to the one before."""
        there: dict[tuple[int | None, str], tuple[str, Stands]] = {}
        for part in self.parts:
            for place, stands in enumerate(part.stands_for):
                joined_by = part.joined_by if place == 0 else " / "
                record = (stands.pk, match_key(stands.new.name) if stands.new else "")
                there.setdefault(record, (joined_by or " / ", stands))
        return tuple(there.values())

    @property
    def named_twice(self) -> list[str]:
        """The names of the records that it names more than once."""
        times = Counter(stands.name for part in self.parts for stands in part.stands_for)
        return [name for name, count in times.items() if count > 1]


def lead_cells(rows: Iterable[PlanRow], decisions: Decisions) -> tuple[NameCell, ...]:
    """Each distinct lead cell of the rows, in the order they first stand there."""
    reader = _Reader(known_agencies(), decisions.agencies, decisions.new_agencies, decisions)
    return reader.cells(row.lead for row in rows)


def fund_cells(rows: Iterable[PlanRow], decisions: Decisions) -> tuple[NameCell, ...]:
    """Each distinct fund source cell of the rows, in the order they first stand there."""
    reader = _Reader(
        known_fund_sources(), decisions.fund_sources, decisions.new_fund_sources, decisions
    )
    return reader.cells(row.fund_source for row in rows)


def asked(cells: Iterable[NameCell]) -> list[NamePart]:
    """The names that a person has to decide or has decided, each once: all but those known exactly."""
    return _once(part for cell in cells for part in cell.parts if part.how is not How.NAME)


def known_exactly(cells: Iterable[NameCell]) -> list[NamePart]:
    """The names that are those of a record, each once."""
    return _once(part for cell in cells for part in cell.parts if part.how is How.NAME)


def _once(parts: Iterable[NamePart]) -> list[NamePart]:
    """Each name as it first stands there; what is decided of one holds for all its spellings."""
    first: dict[str, NamePart] = {}
    for part in parts:
        first.setdefault(match_key(part.written), part)
    return list(first.values())


def new_names(cells: Iterable[NameCell]) -> Iterator[NewName]:
    """The names that are to be added, each once."""
    added = (stands.new for cell in cells for _, stands in cell.stands_for if stands.new)
    yield from {match_key(new.name): new for new in added}.values()


class _Reader:
    """Reads cells with what is known and what was decided."""

    def __init__(
        self,
        known: KnownNames,
        decided: Mapping[str, str],
        new: Mapping[str, NewName],
        decisions: Decisions,
    ) -> None:
        self.known = known
        self.decided = {match_key(written): choice for written, choice in decided.items()}
        self.new = {match_key(written): name for written, name in new.items()}
        self.whole = {match_key(written) for written in decisions.whole_names}
        # What was decided about a name with a joint inside holds it together as well.
        self.known_or_decided = dict(known.by_key) | {
            key: known.by_key.get(key, (0, key)) for key in self.decided
        }

    def cells(self, written: Iterable[str]) -> tuple[NameCell, ...]:
        counted = Counter(cell for cell in written if cell.strip())
        return tuple(self._cell(cell, rows) for cell, rows in counted.items())

    def _cell(self, written: str, rows: int) -> NameCell:
        is_whole = match_key(written) in self.whole
        parts = tuple(self._part(name) for name in self._split(written, is_whole=is_whole))
        return NameCell(written, rows, parts, is_whole)

    def _split(self, written: str, *, is_whole: bool) -> Iterable[SplitName]:
        lines = "\n".join(" ".join(line.split()) for line in mended(written).splitlines())
        if is_whole or len(lines) > _LONGEST_CELL or _MONEY.search(lines):
            found = self.known.by_key.get(match_key(lines), (None, ""))
            return [SplitName(" ".join(lines.split()), "", found[0])]
        return split_names(lines, self.known_or_decided, key=match_key)

    def _part(self, name: SplitName) -> NamePart:
        written = " ".join(name.written.split())
        key = match_key(written)
        how, stands_for = How.UNKNOWN, tuple[Stands, ...]()
        if key in self.decided:
            how, stands_for = self._as_decided(key, written)
        elif name.pk:
            how, stands_for = How.NAME, (self._as_named(key, written, name.pk),)
        return NamePart(written, name.joined_by, how, stands_for, self.known)

    def _as_decided(self, key: str, written: str) -> tuple[How, tuple[Stands, ...]]:
        choice = self.decided[key].strip()
        if not choice:
            return How.NOBODY, ()
        if choice == NEW:
            new = self.new.get(key) or NewName(written)
            return How.NEW, (Stands(new.short_name or new.name, new=new),)
        pks = [int(pk) for pk in choice.split(",") if pk.strip().isdecimal()]
        if not pks or not all(pk in self.known.usual for pk in pks):
            return How.UNKNOWN, ()  # the record is gone; it has to be decided again
        return How.DECIDED, tuple(Stands(self.known.usual[pk], pk) for pk in pks)

    def _as_named(self, key: str, written: str, pk: int) -> Stands:
        usual, (_, known) = self.known.usual[pk], self.known.by_key[key]
        form = written if written.casefold() == known.casefold() else known
        return Stands(usual, pk, printed_as="" if form == usual else form)
