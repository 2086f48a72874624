"""Matrices of a plan's initiatives: by its own key priorities, and by those of another body's list."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from initiatives.forms.filters import NONE, none_of
from initiatives.rows import InitiativeRow
from priorities.models import PartnershipPlan
from priorities.taken_up import TakenUp
from reports.document import Column, Group, Row, Section, Table, Text
from reports.field_names import field_names
from reports.words import in_words

ALL = 0  # in place of a priority: whether or not an initiative serves any
UNPLACED = "No key priority recorded"
UNSERVED = "No initiative serves this priority."
HOW_TO_READ = (
    "Each number says how many initiatives serve both the key priority of its row and the priority "
    "of its column. One that serves several counts for each of them, so that rows and columns may "
    "add up to more than the numbers under “All”."
)
KEY = (
    Column("Priority", "priority", 15),
    Column("In words", "words", 60),
    Column("Initiatives", "initiatives", 25),
)


class Line(NamedTuple):
    """A row or a column of a matrix: "PCC 1", its words, and how the plan's page is asked for it."""

    pk: int | None  # of its priority; None for those that serve none
    mark: str
    words: str
    asks: dict[str, str]


class Matrices:
    """The initiatives of a plan, counted by its key priorities and by other bodies'."""

    def __init__(
        self,
        plan: PartnershipPlan,
        own: Sequence[Line],
        lists: Sequence[TakenUp],
        rows: Sequence[InitiativeRow],
    ) -> None:
        self._short_name = plan.partnership.short_name
        self._page = reverse("initiatives:plan", args=[plan.start_year])
        self._own = [*own, Line(None, "None", UNPLACED, {"priority": NONE})]
        self._rows = rows
        # One share for the numbers of every matrix, so that they stand under each other in a file.
        most = max((len(taken_up.priorities) for taken_up in lists), default=0) + 2
        self._share = max(3, 72 // most)

    def own_priorities(self) -> Table:
        """How many initiatives serve each of the partnership's key priorities."""
        counts = Counter(pk for row in self._rows for pk in _own_of(row))
        heading = f"{self._short_name} key priorities"
        return Table(heading, KEY, self._key(self._own, counts), heading=heading)

    def sections_of(self, taken_up: TakenUp) -> Iterator[Section]:
        """The matrix of one list, and what its columns stand for."""
        if not taken_up.priorities:
            yield Text(taken_up.name, "This list has no priorities yet.")
            return
        mark = taken_up.mark
        listed = [
            Line(pk, f"{mark} {number}", text, {"framework": str(pk)})
            for pk, number, text in taken_up.priorities
        ]
        counts = Counter(
            both
            for row in self._rows
            for both in product(_own_of(row) | {ALL}, _listed_of(row, taken_up) | {ALL})
        )
        yield self._matrix(taken_up, listed, counts)
        caption = f"What the {mark} numbers stand for"
        totals = {line.pk: counts[ALL, line.pk] for line in listed}
        yield Table(caption, KEY, self._key(listed, totals), description=f"{caption}:")

    def _matrix(
        self, taken_up: TakenUp, listed: Sequence[Line], counts: Mapping[Any, int]
    ) -> Table:
        none = Line(None, f"No {taken_up.mark} priority", "", {"framework": none_of(taken_up)})
        across = [*listed, none, Line(ALL, "All", "", {})]
        headings = [line.mark for line in across]
        fields = field_names(headings, beside=["own_priority"])
        numbers = (
            Column(heading, field, self._share)
            for heading, field in zip(headings, fields, strict=True)
        )
        own = Column(
            f"{self._short_name} key priority",
            "own_priority",
            max(28, 100 - self._share * len(across)),
        )
        down = (
            (line, f"{line.mark} {line.words}" if line.pk else line.words) for line in self._own
        )
        told = [*down, (Line(ALL, "All", "", {}), "All initiatives")]
        return Table(
            caption=f"Initiatives by {self._short_name} key priority and {taken_up.mark} priority",
            heading=taken_up.name,
            description=self._said_of(listed, counts),
            columns=(own, *numbers),
            groups=tuple(
                Group((self._counted(line, text, across, counts),)) for line, text in told
            ),
        )

    def _said_of(self, listed: Sequence[Line], counts: Mapping[Any, int]) -> str:
        """How to read the matrix, and which of its rows and columns have nothing in them."""
        rows = [line.mark for line in self._own if line.pk and not counts[line.pk, ALL]]
        columns = [line.mark for line in listed if not counts[ALL, line.pk]]
        if not rows and not columns:
            return HOW_TO_READ
        return f"{HOW_TO_READ}\nNo initiative serves {in_words([*rows, *columns], last='or')}."

    def _counted(
        self, down: Line, text: str, across: Sequence[Line], counts: Mapping[Any, int]
    ) -> Row:
        numbers = [counts[down.pk, line.pk] for line in across]
        addresses = (
            self._address(down.asks | line.asks) if number else ""
            for number, line in zip(numbers, across, strict=True)
        )
        return Row((text, *map(str, numbers)), addresses=("", *addresses))

    def _key(self, lines: Sequence[Line], counts: Mapping[int | None, int]) -> tuple[Group, ...]:
        """Each priority in words, with how many serve it, or that none does."""
        rows = []
        for line in lines:
            if count := counts[line.pk]:
                addresses = ("", "", self._address(line.asks))
                rows.append(Row((line.mark, line.words, str(count)), addresses=addresses))
            else:
                rows.append(Row((line.mark, line.words, UNSERVED if line.pk else "0")))
        return (Group(tuple(rows)),)

    def _address(self, asks: Mapping[str, str]) -> str:
        return f"{self._page}?{urlencode(asks)}" if asks else self._page


def _own_of(row: InitiativeRow) -> set[int | None]:
    return {*row.served_priority_ids} or {None}


def _listed_of(row: InitiativeRow, taken_up: TakenUp) -> set[int | None]:
    listed = (each for each in row.framework_priorities if each.group == taken_up.framework_id)
    return {each.pk for each in listed} or {None}
