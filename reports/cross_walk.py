"""The priority cross-walk: which initiatives serve the partnership's priorities and other bodies' too."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from initiatives.forms.filters import NONE, none_of
from initiatives.rows import InitiativeRow, plan_rows
from priorities.models import PartnershipPlan
from priorities.taken_up import TakenUp, lists_taken_up
from reports.document import Column, Group, Report, Row, Section, Table, Text
from reports.field_names import field_names
from reports.particulars import working_particulars
from reports.words import in_words

UNPLACED = "No key priority recorded"
NO_LISTS = "This plan takes up no other body’s priorities."
ALL = 0  # in place of a priority: whether or not an initiative serves any
UNSERVED = "No initiative serves this priority."
HOW_TO_READ = (
    "Each number says how many initiatives serve both the key priority of its row and the priority "
    "of its column. One that serves several counts for each of them, so that rows and columns may "
    "add up to more than the numbers under “All”."
)


class Line(NamedTuple):
    """A row or a column of a matrix: its heading, its words, and how the plan's page is asked for it."""

    pk: int | None  # of its priority; None for those that serve none
    heading: str
    words: str
    asks: dict[str, str]


def build(plan: PartnershipPlan, *, as_of: date) -> Report:
    """How many initiatives serve which priorities, a matrix for each list; then every initiative."""
    rows = plan_rows(plan, as_of=as_of)
    lists = lists_taken_up(plan)
    own = [
        Line(pk, f"{number} {title}", f"key priority {number}", {"priority": str(pk)})
        for pk, number, title in plan.key_priorities.values_list("pk", "number", "title")
    ]
    unplaced = Line(None, UNPLACED, "", {"priority": NONE})
    walk = CrossWalk(plan, rows, [*own, unplaced])
    return Report(
        slug="cross-walk",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "priority cross-walk"),
        sections=(
            walk.own_priorities(),
            *(section for taken_up in lists for section in walk.sections_of(taken_up)),
            *([] if lists else [Text("Other bodies’ priorities", NO_LISTS)]),
            *_initiatives(plan, lists, rows, own),
        ),
    )


class CrossWalk:
    """The initiatives of a plan, counted by its key priorities and by another body's."""

    def __init__(
        self, plan: PartnershipPlan, rows: Sequence[InitiativeRow], own: Sequence[Line]
    ) -> None:
        self._short_name = plan.partnership.short_name
        self._rows, self._own = rows, own
        self._page = reverse("initiatives:plan", args=[plan.start_year])

    def own_priorities(self) -> Table:
        """How many initiatives serve each of the partnership's key priorities."""
        counts = Counter(pk for row in self._rows for pk in _own_of(row))
        heading = f"{self._short_name} key priorities"
        columns = (
            Column("Key priority", "key_priority", 75),
            Column("Initiatives", "initiatives", 25),
        )
        told = tuple(
            self._told((line.heading,), counts[line.pk], line.asks, is_priority=line.pk is not None)
            for line in self._own
        )
        return Table(heading, columns, (Group(told),), heading=heading)

    def sections_of(self, taken_up: TakenUp) -> Iterator[Section]:
        """The matrix of one list, and what its columns stand for."""
        if not taken_up.priorities:
            yield Text(taken_up.name, "This list has no priorities yet.")
            return
        mark = taken_up.mark
        listed = [
            Line(each.pk, f"{mark} {each.number}", each.text, {"framework": str(each.pk)})
            for each in taken_up.priorities
        ]
        nothing = Line(None, f"No {mark} priority", "", {"framework": none_of(taken_up)})
        counts = Counter(
            (own, other)
            for row in self._rows
            for own, other in product(
                {*_own_of(row), ALL}, {*_listed_of(row, taken_up.framework_id), ALL}
            )
        )
        yield self._matrix(taken_up, [*listed, nothing], counts)
        columns = (
            Column("Priority", "priority", 15),
            Column("In words", "words", 60),
            Column("Initiatives", "initiatives", 25),
        )
        told = tuple(
            self._told((line.heading, line.words), counts[ALL, line.pk], line.asks)
            for line in listed
        )
        caption = f"What the {mark} numbers stand for"
        yield Table(caption, columns, (Group(told),), description=f"{caption}:")

    def _matrix(
        self, taken_up: TakenUp, listed: Sequence[Line], counts: Mapping[Any, int]
    ) -> Table:
        across = [*listed, Line(ALL, "All", "", {})]
        down = [*self._own, Line(ALL, "All initiatives", "", {})]
        headings = [line.heading for line in across]
        share = max(3, 72 // len(across))
        fields = field_names(headings, beside=["key_priority"])
        numbers = (
            Column(heading, field, share) for heading, field in zip(headings, fields, strict=True)
        )
        return Table(
            caption=f"Initiatives by {self._short_name} key priority and {taken_up.mark} priority",
            heading=taken_up.name,
            description=_said_of(self._own, listed, counts),
            columns=(Column(f"{self._short_name} key priority", "key_priority", 28), *numbers),
            groups=tuple(Group((self._counted(line, across, counts),)) for line in down),
        )

    def _counted(self, down: Line, across: Sequence[Line], counts: Mapping[Any, int]) -> Row:
        numbers = [counts[down.pk, line.pk] for line in across]
        addresses = (
            self._address(down.asks | line.asks) if number else ""
            for number, line in zip(numbers, across, strict=True)
        )
        return Row((down.heading, *map(str, numbers)), addresses=("", *addresses))

    def _told(
        self,
        texts: tuple[str, ...],
        count: int,
        asks: dict[str, str],
        *,
        is_priority: bool = True,
    ) -> Row:
        """A row that ends in a number, which leads to its list, or in words where there are none."""
        if not count:
            return Row((*texts, UNSERVED if is_priority else "0"))
        return Row((*texts, str(count)), addresses=(*[""] * len(texts), self._address(asks)))

    def _address(self, asks: Mapping[str, str]) -> str:
        return f"{self._page}?{urlencode(asks)}" if asks else self._page


def _own_of(row: InitiativeRow) -> set[int | None]:
    return {*row.served_priority_ids} or {None}


def _listed_of(row: InitiativeRow, framework_id: int) -> set[int | None]:
    listed = (each for each in row.framework_priorities if each.group == framework_id)
    return {each.pk for each in listed} or {None}


def _said_of(own: Sequence[Line], listed: Sequence[Line], counts: Mapping[Any, int]) -> str:
    """How to read the matrix, and which of its rows and columns have nothing in them."""
    rows = [line.words for line in own if line.pk and not counts[line.pk, ALL]]
    columns = [line.heading for line in listed if line.pk and not counts[ALL, line.pk]]
    if not rows and not columns:
        return HOW_TO_READ
    return f"{HOW_TO_READ}\nNo initiative serves {in_words([*rows, *columns], last='or')}."


def _initiatives(
    plan: PartnershipPlan,
    lists: Sequence[TakenUp],
    rows: Sequence[InitiativeRow],
    own: Sequence[Line],
) -> Iterator[Section]:
    """Every initiative, with the numbers of the priorities it serves."""
    if not rows:
        yield Text("Every initiative", "This plan has no initiatives yet.")
        return
    printed = (
        Column("Project / initiative", "initiative", 25),
        Column("Outcome", "outcome", 45),
        Column(f"{plan.partnership.short_name} key priorities", "key_priorities", 10),
    )
    fields = field_names(
        [taken_up.short_name for taken_up in lists], beside=[column.field for column in printed]
    )
    others = (
        Column(f"{taken_up.mark} priorities", field, 10)
        for taken_up, field in zip(lists, fields, strict=True)
    )
    groups = tuple(Group((_row(row, lists, own),)) for row in rows)
    yield Table("Every initiative", (*printed, *others), groups, heading="Every initiative")


def _row(row: InitiativeRow, lists: Sequence[TakenUp], own: Sequence[Line]) -> Row:
    served = (line.heading.partition(" ")[0] for line in own if line.pk in row.served_priority_ids)
    numbers = (row.framework_numbers(taken_up.framework_id) for taken_up in lists)
    cells = (row.label, row.outcome, ", ".join(served), *numbers)
    return Row(cells, reference=row.reference, addresses=(row.address, *[""] * (len(cells) - 1)))
