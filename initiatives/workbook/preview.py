"""What accepting a returned workbook would change, compared with what is on record at this moment."""

import json
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from initiatives.cautions import Caution, cautions
from initiatives.differences import Part, word_changes
from initiatives.files.contents import Remark, rows_of
from initiatives.models import Initiative, ReturnedRow, ReturnedWorkbook, Status
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.rows import NO_STATUS
from initiatives.workbook.comparing import LABELS, Cell, compared, overlaid, with_reasons
from initiatives.workbook.standing import Standing, standing, stood

Choice = ReturnedRow.Choice


@dataclass(frozen=True)
class CellChange:
    """One cell that says something new: its three texts, and what was added and removed."""

    name: str  # "text"
    label: str  # "Outcome"
    base: str  # what the workbook was made with
    current: str  # what is on record now
    typed: str
    is_conflict: bool  # what is on record was changed since the workbook was made
    is_blanked: bool  # it would leave no outcome

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What is on record, with what was typed marked in it."""
        return word_changes(self.current, self.typed)


@dataclass(frozen=True)
class Change:
    """What accepting its row would do to one initiative."""

    row: ReturnedRow
    initiative: Initiative
    current: Standing
    cells: tuple[CellChange, ...]
    cautions: tuple[Caution, ...]  # about words of the outcome that are not on record yet

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to choose between what is on record and what was typed."""
        return any(cell.is_conflict for cell in self.cells)

    @property
    def is_blanked(self) -> bool:
        """Whether it would leave no outcome."""
        return any(cell.is_blanked for cell in self.cells)

    @property
    def choice(self) -> str:
        """What is chosen of it beforehand; "" where a person has to choose."""
        return "" if self.is_conflict else self.row.choice or Choice.NONE

    @property
    def rest(self) -> tuple[CellChange, ...]:
        """What can be recorded while what was changed on screen stands."""
        contested = with_reasons(cell.name for cell in self.cells if cell.is_conflict)
        return tuple(cell for cell in self.cells if cell.name not in contested)

    def of(self, choice: str) -> "Change | None":
        """The part of it that is chosen; None for nothing."""
        cells = {Choice.ALL.value: self.cells, Choice.REST.value: self.rest}.get(choice, ())
        return replace(self, cells=cells) if cells else None

    @cached_property
    def said(self) -> dict[str, str]:
        """What the new update would say."""
        cells = {cell.name for cell in self.cells}
        return overlaid(self.current, {name: self.row.said[name] for name in cells})


@dataclass(frozen=True)
class Preview:
    """All that a returned workbook would change, and what its reader should know."""

    workbook: ReturnedWorkbook
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    shut: tuple[ReturnedRow, ...] = ()  # that their sender may no longer answer for

    @property
    def conflicts(self) -> int:
        """How many of the changes a person has to choose about."""
        return sum(change.is_conflict for change in self.changes)

    @property
    def refusals(self) -> list[Remark]:
        """The remarks that mean that something typed is not taken."""
        return [remark for remark in self.remarks if remark.rows]

    @property
    def notes(self) -> list[Remark]:
        """The other remarks, by which nothing is lost."""
        return [remark for remark in self.remarks if not remark.rows]

    @cached_property
    def not_taken(self) -> int:
        """How many rows have something that is not taken."""
        return len(rows_of(self.remarks))

    @cached_property
    def unchanged(self) -> int:
        """How many rows are as they were."""
        new = {change.row.place for change in self.changes}
        return max(self.workbook.rows_read - len(new | rows_of(self.remarks)), 0)

    @cached_property
    def seen(self) -> str:
        """What tells whether anything of this is another by now: a digest of all it shows."""
        shown = [
            [change.row.pk, change.current.follows, *(_texts(cell) for cell in change.cells)]
            for change in self.changes
        ]
        told = [[remark.place, remark.said] for remark in self.remarks]
        return sha256(json.dumps([shown, told]).encode()).hexdigest()


def preview(workbook: ReturnedWorkbook) -> Preview:
    """What the workbook would change now; rows that its sender may no longer answer for are left out.

    The number of statements does not depend on the number of rows.
    """
    initiatives = Initiative.objects.filter(pk__in=workbook.rows.order_by().values("initiative"))
    rows = workbook.rows.exclude(said={}).select_related("initiative__plan", "initiative__target")
    told = list(rows)
    now = standing(initiatives)
    base = stood(initiatives, {row.initiative_id: row.follows for row in told})
    answerable = _answerable(initiatives, workbook)
    changes: list[Change] = []
    shut: list[ReturnedRow] = []
    remarks = [Remark(**remark) for remark in workbook.remarks]
    for row in told:
        pk = row.initiative_id
        if pk not in answerable:
            shut.append(row)
            remarks.append(Remark(row.place, _no_longer_theirs(row, workbook), row.place))
            continue
        new = compared(row.said, base=base[pk], current=now[pk])
        remarks += (
            Remark(row.place, f"{LABELS[each.name]}: {each.why}", row.place) for each in new.refused
        )
        if new.cells:
            changes.append(_change(row, now[pk], new.cells))
    return Preview(workbook, tuple(changes), tuple(remarks), tuple(shut))


def _answerable(initiatives: InitiativeQuerySet, workbook: ReturnedWorkbook) -> set[int]:
    theirs = initiatives.order_by().answerable_by(workbook.sent_by)
    return set(theirs.values_list("pk", flat=True))


def _no_longer_theirs(row: ReturnedRow, workbook: ReturnedWorkbook) -> str:
    why = "has been removed from the plan" if row.initiative.removed_on else ""
    if not why:
        why = f"is not among those that {workbook.sent_by.name} may answer for any more"
    return f"{row.initiative.reference} {why}, so what was typed about it is not used."


def _change(row: ReturnedRow, now: Standing, cells: tuple[Cell, ...]) -> Change:
    initiative = row.initiative
    initiative.outcome = now.text  # by whose first words one without a title is called
    told = tuple(_shown(cell) for cell in cells)
    return Change(row, initiative, now, told, _cautions(initiative, now, cells))


def _shown(cell: Cell) -> CellChange:
    base, current, typed = (
        in_words(cell.name, text) for text in (cell.base, cell.current, cell.typed)
    )
    return CellChange(
        cell.name, LABELS[cell.name], base, current, typed, cell.is_conflict, cell.is_blanked
    )


def in_words(name: str, text: str) -> str:
    """What a cell says, as people type it: a status by its word."""
    if name != "status":
        return text
    return Status(text).label if text else NO_STATUS


def _cautions(
    initiative: Initiative, now: Standing, cells: tuple[Cell, ...]
) -> tuple[Caution, ...]:
    """What is worth a second look in a new outcome, but for what is on record already."""
    typed = next((cell.typed for cell in cells if cell.name == "text"), "")
    if not typed:
        return ()
    known = {caution.mark for caution in cautions(now.text, initiative.reading)}
    told = cautions(typed, initiative.reading)
    return tuple(caution for caution in told if caution.mark not in known)


def _texts(cell: CellChange) -> list[str]:
    return [cell.name, cell.base, cell.current, cell.typed]
