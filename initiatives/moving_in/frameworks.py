"""The other bodies' lists that a paper names priorities of, each in a column of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from initiatives.files.contents import FileRead
from initiatives.moving_in.columns import of_width
from initiatives.moving_in.decisions import Decisions, FrameworkList, Holds
from initiatives.moving_in.finding import chosen, find
from initiatives.moving_in.list_numbers import list_numbers
from initiatives.moving_in.plan_rows import PlanRow
from priorities.models import Framework, PartnershipPlan, PlanFramework
from priorities.text import no_longer_than

LONGEST_HEADING = 60


@dataclass(frozen=True)
class ListDraft:
    """A framework that a plan takes up, under the heading that the plan prints over its column."""

    framework: int
    name: str  # "" where nobody knows the framework any more
    heading: str
    paper_heading: str
    is_taken_up: bool  # by the plan year already
    priorities: Mapping[int, int]  # the key of each by its number


@dataclass(frozen=True)
class ListNumbers:
    """The priorities of a framework that an initiative serves, as far as its cell is understood."""

    of: ListDraft
    written: str
    numbers: tuple[int, ...] | None  # None where the cell is not understood

    @property
    def printed(self) -> str:
        """The numbers as the plan prints them."""
        return ", ".join(map(str, self.numbers or ()))

    @property
    def unknown(self) -> list[int]:
        """The numbers that the framework does not have."""
        return [number for number in self.numbers or () if number not in self.of.priorities]


def known_frameworks() -> dict[str, str]:
    """What a column may hold of the frameworks that the tracker knows, with what to call each."""
    names = Framework.objects.order_by("short_name").values_list("pk", "short_name")
    return {FrameworkList.of(pk): f"Priorities of {name}" for pk, name in names}


def lists_in(rows: Iterable[PlanRow], plan: PartnershipPlan | None) -> tuple[ListDraft, ...]:
    """The frameworks whose priorities stand in columns of the rows, in the order of the columns.

    One that `plan`, the plan year they go into, has taken up already keeps the heading it has there.
    """
    headings: dict[int, str] = {}
    for row in rows:
        for cell in row.lists:
            headings[cell.framework] = headings.get(cell.framework) or _on_a_line(cell.heading)
    if not headings:
        return ()
    names, priorities = _names_and_priorities(headings)
    there = PlanFramework.objects.filter(plan=plan) if plan else PlanFramework.objects.none()
    taken_up = dict(there.values_list("framework", "column_heading"))
    return tuple(
        ListDraft(
            framework=pk,
            name=names.get(pk, ""),
            heading=(
                taken_up.get(pk) or no_longer_than(LONGEST_HEADING, heading or names.get(pk, ""))
            ),
            is_taken_up=pk in taken_up,
            paper_heading=heading,
            priorities=priorities.get(pk, {}),
        )
        for pk, heading in headings.items()
    )


def numbers_in(row: PlanRow, lists: Sequence[ListDraft]) -> tuple[ListNumbers, ...]:
    """What the row says of each of the lists; nothing where it has no column for it."""
    written = {cell.framework: cell.written for cell in row.lists}
    return tuple(
        ListNumbers(each, text, list_numbers(text))
        for each in lists
        for text in [written.get(each.framework, "")]
    )


def proposed(headings: Sequence[str], parts: Sequence[Holds]) -> tuple[Holds, ...]:
    """The parts, with the columns that a plan before took a framework up under, as it was headed."""
    taken_up = _taken_up_under()
    held: list[Holds] = []
    for heading, part in zip(headings, of_width(parts, len(headings)), strict=True):
        column = taken_up.get(_heading_key(heading))
        held.append(column if column and column not in held else part)
    return tuple(held)


def not_said_yet(read: FileRead, decisions: Decisions) -> Iterator[str]:
    """The headings under which a plan before took a framework up, while no column was decided."""
    if not (taken_up := _taken_up_under()):
        return
    layouts = {
        table.layout: table.headings
        for table in chosen(find(read), decisions)
        if table.layout not in decisions.columns
    }
    for headings in layouts.values():
        yield from (heading for heading in headings if _heading_key(heading) in taken_up)


def _taken_up_under() -> dict[str, FrameworkList]:
    """Each heading that stands for one framework in every plan that has it."""
    meant: dict[str, set[int]] = {}
    for heading, pk in PlanFramework.objects.order_by().values_list("column_heading", "framework"):
        meant.setdefault(_heading_key(heading), set()).add(pk)
    return {key: FrameworkList.of(*pks) for key, pks in meant.items() if len(pks) == 1}


def _names_and_priorities(
    frameworks: Iterable[int],
) -> tuple[dict[int, str], dict[int, dict[int, int]]]:
    """The names of the frameworks, and their priorities by number, in one statement."""
    names: dict[int, str] = {}
    priorities: dict[int, dict[int, int]] = {}
    found = Framework.objects.filter(pk__in=list(frameworks)).order_by("pk", "priorities__number")
    for pk, name, number, priority in found.values_list(
        "pk", "short_name", "priorities__number", "priorities"
    ):
        names[pk] = name
        if priority:
            priorities.setdefault(pk, {})[number] = priority
    return names, priorities


def _heading_key(heading: str) -> str:
    return _on_a_line(heading).casefold()


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
