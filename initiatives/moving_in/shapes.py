"""What each row of a plan is: an initiative, more of the one above, a title, or page furniture."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from initiatives.files.contents import FileRead, FileTable
from initiatives.moving_in import columns, finding, furniture, sections, stray
from initiatives.moving_in.above import Above, Beside
from initiatives.moving_in.decisions import Decisions, FrameworkList, Holds, Part, Shape
from initiatives.moving_in.finding import Found
from initiatives.moving_in.habits import habits, names_work, whole_cells
from initiatives.moving_in.joining import side_by_side
from initiatives.moving_in.judging import Judged, doubtful, judge
from initiatives.moving_in.priority_names import names_a_priority_by_title
from initiatives.moving_in.start_and_end import as_one_timing, start_and_end


@dataclass(frozen=True)
class ShapedRow:
    """A row of the plan's tables, or a heading over one, with what it is taken for and why."""

    id: str  # "block.row"; "block.name" for the name of a sheet
    place: str
    headings: tuple[str, ...]
    parts: tuple[Part, ...]
    cells: tuple[str, ...]
    proposed: Shape
    why: str  # a whole sentence
    shape: Shape  # as decided, else as proposed
    is_doubtful: bool = False  # a person should look at it first
    is_over_table: bool = False  # a text of the paper, not a row: a section, or nothing
    lists: tuple[tuple[FrameworkList, int], ...] = ()  # each with its column

    def text(self, part: Part) -> str:
        """What its columns of that part say, side by side, or ""."""
        columns = [at for at, each in enumerate(self.parts) if each is part]
        pair = start_and_end([self.headings[at] for at in columns])
        if part is Part.TIMING and len(columns) == 2 and pair:
            start, end = (self.cells[columns[at]] for at in pair)
            return as_one_timing(start, end)
        pairs = zip(self.parts, self.cells, strict=True)
        return side_by_side(cell for each, cell in pairs if each is part)

    @property
    def names_work(self) -> Part | None:
        """The part that several rows may name together: the target, or the title where none is."""
        return names_work(self.parts)

    @property
    def priority_of_group(self) -> str:
        """The key priority it names for the rows below too: its column stands left of the work."""
        if self.names_work and Part.PRIORITY in self.parts[: self.parts.index(self.names_work)]:
            return self.text(Part.PRIORITY)
        return ""


def shaped(read: FileRead, decisions: Decisions) -> tuple[ShapedRow, ...]:
    """Every row of the chosen tables in the order of the file, and the headings over them."""
    return tuple(_Shaping(read, decisions).rows())


class _Shaping:
    """Goes through a file from its top, remembering what stands above."""

    def __init__(self, read: FileRead, decisions: Decisions) -> None:
        self._read, self._decided = read, decisions.shapes
        found = finding.find(read)
        self._tables = {table.block: table for table in finding.chosen(found, decisions)}
        self._meanings = columns.meanings(found, decisions)
        self._running = furniture.RunningHeads(read)
        self._stray = stray.Stray(read, self._tables.keys())
        self._above = Above()
        self._section = ""
        self._whole_cells = frozenset[str]().union(
            *(
                whole_cells(block.rows, self._parts(self._tables[at]))
                for at, block in enumerate(read.blocks)
                if isinstance(block, FileTable) and at in self._tables
            )
        )

    def rows(self) -> Iterator[ShapedRow]:
        titles = sections.over_tables(self._read, self._tables.keys())
        for at, block in enumerate(self._read.blocks):
            if isinstance(block, FileTable):
                if at in titles:
                    yield self._over_table(f"{at}.name", block.name, titles[at])
                if at in self._tables:
                    yield from self._heading_over_actions(self._tables[at])
                    yield from self._of_table(block, self._tables[at])
            elif at in titles:
                yield self._over_table(f"{at}.0", block.text, titles[at])

    def _holds(self, found: Found) -> tuple[Holds, ...]:
        return columns.of_width(self._meanings[found.layout], len(found.headings))

    def _parts(self, found: Found) -> tuple[Part, ...]:
        return columns.by_which_rows_are_told(self._holds(found))

    def _heading_over_actions(self, found: Found) -> Iterator[ShapedRow]:
        """The key priority that the column of the initiatives is headed by, unless it goes on."""
        for part, heading in zip(self._parts(found), found.headings, strict=True):
            is_one = part is Part.TITLE and found.head_rows and names_a_priority_by_title(heading)
            if is_one and sections.title([heading]) != self._section:
                why = "It names a key priority, and heads the column of the initiatives."
                judged = doubtful(Shape.SECTION, why)
                yield self._over_table(f"{found.block}.heading", heading, judged)

    def _over_table(self, row_id: str, text: str, judged: Judged) -> ShapedRow:
        return self._shaped(
            ShapedRow(
                id=row_id,
                place="Above a table",
                headings=("",),
                parts=(Part.PRIORITY,),
                cells=(text,),
                proposed=judged.shape,
                why=judged.why,
                shape=judged.shape,
                is_doubtful=judged.is_doubtful,
                is_over_table=True,
            )
        )

    def _of_table(self, table: FileTable, found: Found) -> Iterator[ShapedRow]:
        parts = self._parts(found)
        held = enumerate(self._holds(found))
        lists = tuple((part, at) for at, part in held if isinstance(part, FrameworkList))
        usual = habits(table.rows, parts, self._whole_cells)
        for number, cells in enumerate(table.rows):
            judged = (
                furniture.beside_the_plan(number, cells, found, self._running)
                or self._title(parts, cells)
                or furniture.above_headings(number, found)
                or judge(
                    Beside(parts, cells, self._above.texts, usual),
                    self._above,
                    one_text_is_a_title=not usual.stands_alone,
                )
            )
            if judged.shape is Shape.SECTION and self._stray.is_one(cells):
                judged = doubtful(Shape.FURNITURE, stray.WHY)
            yield self._shaped(
                ShapedRow(
                    id=f"{found.block}.{number}",
                    place=table.place(number),
                    headings=found.headings,
                    parts=parts,
                    cells=cells,
                    proposed=judged.shape,
                    why=judged.why,
                    shape=judged.shape,
                    is_doubtful=judged.is_doubtful,
                    lists=lists,
                )
            )

    def _title(self, parts: tuple[Part, ...], cells: tuple[str, ...]) -> Judged | None:
        return sections.in_table(parts, cells, self._section)

    def _shaped(self, row: ShapedRow) -> ShapedRow:
        """The row as it was decided.

        What stands above the next row is what was proposed: a decision about one row never changes
        what somebody has been shown for another.
        """
        if row.proposed is Shape.SECTION:
            self._section = sections.title(row.cells)
        if not row.is_over_table or row.proposed is Shape.SECTION:
            self._above.take(row.proposed, row.parts, row.cells)
        return replace(row, shape=self._decided.get(row.id, row.proposed))
