"""What each row of a plan is: an initiative, more of the one above, a title, or page furniture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from initiatives.files.contents import FileRead, FileTable, FileText
from initiatives.moving_in import columns, finding, furniture, heads, sections
from initiatives.moving_in.above import SHORT, Above, Judged
from initiatives.moving_in.decisions import Decisions, Part, Shape
from initiatives.moving_in.finding import Found


@dataclass(frozen=True)
class ShapedRow:
    """A row of the plan's tables, or a heading over one, with what it is taken for and why."""

    id: str  # "block.row"
    place: str
    headings: tuple[str, ...]
    parts: tuple[Part, ...]
    cells: tuple[str, ...]
    proposed: Shape
    why: str  # a whole sentence
    shape: Shape  # as decided, else as proposed
    is_doubtful: bool = False  # a person should look at it first
    is_over_table: bool = False  # a text of the paper, not a row: a section, or nothing

    def text(self, part: Part) -> str:
        """What its first column of that part says, or ""."""
        columns = zip(self.parts, self.cells, strict=True)
        return next((cell for each, cell in columns if each is part), "")

    @property
    def names_work(self) -> Part | None:
        """The part that several rows may name together: the target, or the title where none is."""
        return next((part for part in (Part.TARGET, Part.TITLE) if part in self.parts), None)

    @property
    def priority_of_group(self) -> str:
        """The key priority it names for the rows below too: its column stands left of the work."""
        if self.names_work and Part.PRIORITY in self.parts[: self.parts.index(self.names_work)]:
            return self.text(Part.PRIORITY).strip()
        return ""


def shaped(read: FileRead, decisions: Decisions) -> tuple[ShapedRow, ...]:
    """Every row of the chosen tables in the order of the file, and the headings over them."""
    found = finding.find(read)
    tables = {table.block: table for table in finding.chosen(found, decisions)}
    parts = columns.meanings(found, decisions)
    titles = sections.over_tables(read, tables.keys())
    running = furniture.RunningHeads(read)
    above = Above(_short_cells(read, tables, parts))
    rows: list[ShapedRow] = []
    for at, block in enumerate(read.blocks):
        if isinstance(block, FileText):
            if at in titles:
                rows.append(_title(at, block, titles[at], decisions))
                above.take(rows[-1].shape, rows[-1].parts, rows[-1].cells)
        elif at in tables:
            table = tables[at]
            rows.extend(_rows(block, table, _parts(table, parts), above, running, decisions))
    return tuple(rows)


def _short_cells(
    read: FileRead, tables: Mapping[int, Found], parts: Mapping[str, tuple[Part, ...]]
) -> frozenset[str]:
    """The cells of the columns that name rather than tell, as whole names to look for."""
    return frozenset(
        text.strip().casefold()
        for at, block in enumerate(read.blocks)
        if isinstance(block, FileTable) and at in tables
        for column, part in enumerate(_parts(tables[at], parts))
        if part in SHORT
        for text in (row[column] for row in block.rows)
    )


def _parts(table: Found, parts: Mapping[str, tuple[Part, ...]]) -> tuple[Part, ...]:
    return columns.of_width(parts[table.layout], len(table.headings))


def _title(at: int, text: FileText, judged: tuple[bool, str], decisions: Decisions) -> ShapedRow:
    is_section, why = judged
    proposed = Shape.SECTION if is_section else Shape.FURNITURE
    return ShapedRow(
        id=f"{at}.0",
        place="Above the table",
        headings=("",),
        parts=(Part.PRIORITY,),
        cells=(text.text,),
        proposed=proposed,
        why=why,
        shape=decisions.shapes.get(f"{at}.0", proposed),
        is_over_table=True,
    )


def _rows(
    table: FileTable,
    found: Found,
    parts: tuple[Part, ...],
    above: Above,
    running: furniture.RunningHeads,
    decisions: Decisions,
) -> Iterator[ShapedRow]:
    lone = _are_mostly_alone(table, found)
    for number, cells in enumerate(table.rows):
        row_id = f"{found.block}.{number}"
        judged = _beside_the_plan(number, cells, found, running) or above.judge(
            parts, cells, alone_is_usual=lone
        )
        shape = decisions.shapes.get(row_id, judged.shape)
        yield ShapedRow(
            id=row_id,
            place=table.place(number),
            headings=found.headings,
            parts=parts,
            cells=cells,
            proposed=judged.shape,
            why=judged.why,
            shape=shape,
            is_doubtful=judged.is_doubtful,
        )
        above.take(shape, parts, cells)


def _beside_the_plan(
    number: int, cells: tuple[str, ...], found: Found, running: furniture.RunningHeads
) -> Judged | None:
    """What a row is that is no part of any initiative, or None."""
    texts = list(dict.fromkeys(text.strip() for text in cells if text.strip()))
    if not texts:
        return Judged(Shape.FURNITURE, "The row is blank.")
    if number in found.head_rows:
        return Judged(Shape.FURNITURE, "It holds the headings of the columns.")
    if furniture.is_page_number(cells):
        return Judged(Shape.FURNITURE, "It is a page number.")
    if furniture.is_a_line(cells):
        return Judged(Shape.FURNITURE, "No letter or figure stands in it.")
    if heads.repeats(cells, found.headings):
        return Judged(Shape.FURNITURE, "It repeats the headings of the columns.")
    if running.have(cells):
        return Judged(Shape.FURNITURE, "It reads like the running head or foot of a page.")
    if len(texts) == 1 and sections.names_a_key_priority(texts[0]):
        return Judged(Shape.SECTION, "One text stands across it, and it names a key priority.")
    if found.head_rows and number < found.head_rows[0]:
        return Judged(
            Shape.FURNITURE, "It stands above the headings of the columns.", is_doubtful=True
        )
    return None


def _are_mostly_alone(table: FileTable, found: Found) -> bool:
    """Whether most rows have one cell filled, so that one text across is no title of a section."""
    filled = [sum(1 for text in row if text.strip()) for row in table.rows]
    alone = sum(1 for count in filled if count == 1)
    return 2 * alone > sum(1 for count in filled if count)
