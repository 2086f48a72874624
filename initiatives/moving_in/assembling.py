"""The initiatives that a paper's rows make: cells joined over rows, titles and targets carried down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from initiatives.files.contents import FileRead
from initiatives.moving_in import places
from initiatives.moving_in.decisions import Decisions, FrameworkList, Part, Shape
from initiatives.moving_in.joining import in_lines, on_a_line
from initiatives.moving_in.plan_rows import ListCell, PlanRow
from initiatives.moving_in.sentences import POINT
from initiatives.moving_in.shapes import ShapedRow, shaped
from initiatives.moving_in.two_sources import taken_as_one

_BEGINS = (Shape.NEW, Shape.AS_ABOVE, Shape.TAIL)


@dataclass
class _Shared:
    """What several rows name together: a key priority, a target, or a title that has no target."""

    part: Part
    texts: dict[str, None] = field(default_factory=dict)  # each once, in its order
    edited: str | None = None  # by a person, at the row that begins it

    def add(self, text: str) -> None:
        """Take what one more row says of it; many papers say the same on every row."""
        if text := text.strip():
            self.texts.setdefault(text)

    @cached_property
    def text(self) -> str:
        """What they name, once all rows are read: a target may end in the last of them."""
        return on_a_line(self.texts) if self.edited is None else self.edited


@dataclass
class _Made:
    """An initiative while its rows are read."""

    rows: list[ShapedRow]
    priority: _Shared
    section: str
    named: _Shared
    is_left_out: bool


def plan_rows(read: FileRead, decisions: Decisions) -> tuple[PlanRow, ...]:
    """Each initiative of the chosen tables, as its paper writes it and a person mended it."""
    return put_together(read, shaped(read, decisions), decisions)


def put_together(
    read: FileRead, rows: Iterable[ShapedRow], decisions: Decisions
) -> tuple[PlanRow, ...]:
    """The same of rows whose shape is known already; corrections do not change it."""
    assembly = _Assembly(decisions.edits)
    for row in rows:
        assembly.take(row)
    return taken_as_one(
        _plan_row(read, made, decisions.edits)
        for made in assembly.made
        if not made.is_left_out and made.rows[0].id not in decisions.left_out
    )


class _Assembly:
    """Takes row after row and makes initiatives of them."""

    def __init__(self, edits: Mapping[str, Mapping[str, str]]) -> None:
        self.made: list[_Made] = []
        self._edits = edits
        self._begin_section(_Shared(Part.PRIORITY))

    def take(self, row: ShapedRow) -> None:
        """Make of a row what its shape says; a text over a table is a section or nothing."""
        if row.shape is Shape.SECTION:
            texts = dict.fromkeys(filter(None, map(str.strip, row.cells)))
            self._begin_section(_Shared(Part.PRIORITY, texts))
        elif row.is_over_table or row.shape is Shape.FURNITURE:
            return
        elif row.shape is Shape.WRAPPED and self._newest:
            self._newest.rows.append(row)
            self._add_names(row)
        elif row.shape in _BEGINS or row.shape is Shape.WRAPPED:
            self._begin(row, row.shape)
        elif row.proposed in _BEGINS:
            self._begin(row, row.proposed, is_left_out=True)

    def _begin_section(self, priority: _Shared) -> None:
        self._priority, self._section = priority, on_a_line(priority.texts)
        self._named: _Shared | None = None
        self._newest: _Made | None = None

    def _begin(self, row: ShapedRow, shape: Shape, *, is_left_out: bool = False) -> None:
        if row.priority_of_group:
            self._priority = self._edited(_Shared(Part.PRIORITY), row)
        if shape in (Shape.NEW, Shape.WRAPPED) or self._named is None:
            self._named = self._edited(_Shared(row.names_work or Part.TARGET), row)
        self._newest = _Made([row], self._priority, self._section, self._named, is_left_out)
        self.made.append(self._newest)
        self._add_names(row)

    def _add_names(self, row: ShapedRow) -> None:
        if self._named:
            self._named.add(row.text(self._named.part))
        self._priority.add(row.priority_of_group)

    def _edited(self, shared: _Shared, row: ShapedRow) -> _Shared:
        return replace(shared, edited=self._edits.get(row.id, {}).get(shared.part))


def _plan_row(read: FileRead, made: _Made, edits: Mapping[str, Mapping[str, str]]) -> PlanRow:
    first = made.rows[0]
    texts = {
        "priority": _named_once(made.rows, Part.PRIORITY) or made.priority.text,
        "section": made.section,
        "target": _line(made.rows, Part.TARGET),
        "title": _line(made.rows, Part.TITLE),
        "timing": _line(made.rows, Part.TIMING),
        "fund_source": _line(made.rows, Part.FUND_SOURCE),
        "lead": _line(made.rows, Part.LEAD),
        "status": _line(made.rows, Part.STATUS),
        "status_reason": in_lines(row.text(Part.STATUS_REASON) for row in made.rows),
        "internal_note": in_lines(row.text(Part.INTERNAL_NOTE) for row in made.rows),
        "outcome": _outcome(made.rows),
    }
    if first.priority_of_group:
        texts["priority"] = made.priority.text
    texts[made.named.part.value] = made.named.text
    edited = edits.get(first.id, {})
    texts.update((part, text) for part, text in edited.items() if part in texts)
    return PlanRow(
        rows=tuple(row.id for row in made.rows),
        place=places.in_words(read, (row.id for row in made.rows)),
        lists=_lists(made.rows, edited),
        cells=_cells(made.rows),
        **texts,
    )


def _line(rows: Sequence[ShapedRow], part: Part) -> str:
    return on_a_line(row.text(part) for row in rows)


def _named_once(rows: Sequence[ShapedRow], part: Part) -> str:
    """What its columns of that part say; rows that go on may say it again."""
    texts = dict.fromkeys(text for row in rows if (text := row.text(part).strip()))
    return on_a_line(texts) if len(texts) > 1 else "".join(texts)


def _lists(rows: Sequence[ShapedRow], edited: Mapping[str, str]) -> tuple[ListCell, ...]:
    """What stands in the columns of other bodies' priorities, unless a person corrected it."""
    headings: dict[FrameworkList, str] = {}
    told: dict[FrameworkList, list[str]] = {}
    for row in rows:
        for column, at in row.lists:
            headings.setdefault(column, row.headings[at])
            told.setdefault(column, []).append(row.cells[at])
    return tuple(
        ListCell(column.framework, headings[column], edited.get(column, on_a_line(cells)))
        for column, cells in told.items()
    )


def _outcome(rows: Sequence[ShapedRow]) -> str:
    """What the outcome columns tell; where there are several, each under its heading.

    Rows that go on may stand in another table, whose columns have other places.
    """
    told: dict[int, list[str]] = {}
    headings: dict[int, str] = {}
    for row in rows:
        columns = (at for at, part in enumerate(row.parts) if part is Part.OUTCOME)
        for place, at in enumerate(columns):
            told.setdefault(place, []).append(row.cells[at])
            headings.setdefault(place, row.headings[at])
    texts = {place: in_lines(cells) for place, cells in told.items()}
    if len(texts) < 2:
        return "".join(texts.values())
    return "\n".join(_under(headings[place], text) for place, text in texts.items() if text)


def _under(heading: str, text: str) -> str:
    if not heading:
        return text
    return f"{heading}:\n{text}" if POINT.match(text) else f"{heading}: {text}"


def _cells(rows: Sequence[ShapedRow]) -> tuple[tuple[str, str], ...]:
    """Headings and texts as they stood; of rows that go on, what is not blank."""
    return tuple(
        (heading or f"Column {at}", text)
        for row in rows
        for at, (heading, text) in enumerate(zip(row.headings, row.cells, strict=True), start=1)
        if row is rows[0] or text.strip()
    )
