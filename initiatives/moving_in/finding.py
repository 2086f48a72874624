"""Where in a file the plan is: its tables, each with what stands over it, to choose from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from initiatives.files.contents import FileRead, FileTable, FileText, Rows
from initiatives.moving_in.decisions import Decisions, Part
from initiatives.moving_in.headings import in_plain_letters, is_of_a_list, named_by
from initiatives.moving_in.heads import Head, head, plain_head
from initiatives.moving_in.sections import LONGEST_TITLE, names_a_key_priority

SAMPLE_ROWS = 5
_ENOUGH_TO_TELL = 40  # rows whose lengths say how a column is written
_A_NAME, _A_TEXT = 15, 40  # characters of a cell, on average: what is written in a column
_PARAGRAPH = 350  # characters of a cell, on average, that is no cell of a table
_NAMES_WORK = {Part.PRIORITY, Part.TARGET, Part.TITLE}
_TELLS_OF_WORK = {Part.LEAD, Part.OUTCOME, Part.TIMING, Part.STATUS, Part.FUND_SOURCE}
_NO_PLAN = re.compile(
    r"\b(?:glossary|abbreviations?|acronyms?|contacts?|contact details|membership|members"
    r"|distribution|definitions?|version control)\b",
    re.IGNORECASE,
)
_SEND_AGAIN = "Mend it in the paper and send that again."

EMPTY = "This table is empty."
ONE_COLUMN = (
    "It has one column, so nothing tells an initiative from who leads it or what came of it. "
    "Put them into columns of their own in the paper and send that again."
)
NO_ROWS = f"It has headings and no rows under them. {_SEND_AGAIN}"
A_FORM = (
    "It reads like a form, with what is asked on the left and the answer on the right, not like a "
    "table with a row for each initiative. Copy the answers into a table with headings."
)
PROSE = (
    "Its cells are whole paragraphs, so it is not a table with a row for each initiative. "
    "Copy what is in it into a table with headings."
)
NO_HEADING = (
    "No row of it reads like the headings of columns, and no table before it has any. Add a row "
    "such as “Action”, “Lead agency”, “Timescale” and “Progress” in the paper and send that again."
)


@dataclass(frozen=True)
class Found:
    """A table as somebody chooses it."""

    block: int
    name: str
    above: str  # the text nearest above it: its section, or the title of the paper
    headings: tuple[
        str, ...
    ]  # of each column; those of the table it goes on from where it has none
    head_rows: tuple[int, ...]  # from 0; none where it goes on after a page break
    row_count: int  # rows under the heading that are not blank
    samples: Rows  # the first of them
    layout: str  # what its columns hold is decided once for all tables of one layout
    looks_like_plan: bool
    refusal: str = ""  # why it cannot be read as rows and columns

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from the table before it, without headings of its own."""
        return not self.head_rows and not self.refusal


def find(read: FileRead) -> tuple[Found, ...]:
    """Every table of the file, with its headings, or the reason why it cannot be read as one."""
    found: list[Found] = []
    layouts: dict[tuple[str, ...], str] = {}
    texts: list[FileText] = []
    before: Found | None = None
    for at, block in enumerate(read.blocks):
        if isinstance(block, FileText):
            texts.append(block)
            continue
        # A sheet never goes on from the one before it.
        table = _found(at, block, _above(texts), layouts, None if block.is_sheet else before)
        found.append(table)
        before = before if table.refusal else table
        texts = []
    return tuple(found)


def chosen(found: Iterable[Found], decisions: Decisions) -> list[Found]:
    """The tables that hold the plan: as decided, else every one that looks like it."""
    if decisions.tables:
        return [table for table in found if table.block in decisions.tables and not table.refusal]
    return [table for table in found if table.looks_like_plan]


def _above(texts: Sequence[FileText]) -> str:
    said = [text for text in texts if len(text.text) <= LONGEST_TITLE]
    titles = [each for each in said if each.is_heading or names_a_key_priority(each.text)]
    return (titles or said)[-1].text.strip() if said else ""


def _found(
    at: int,
    table: FileTable,
    above: str,
    layouts: dict[tuple[str, ...], str],
    before: Found | None,
) -> Found:
    heading = head(table.rows) or (None if before else plain_head(table.rows))
    start = heading.rows[-1] + 1 if heading else 0
    rows = [row for row in table.rows[start:] if any(map(str.strip, row))]
    refusal = _refusal(table.rows, rows, heading, goes_on=before is not None)
    if heading:
        headings = heading.headings
        layout = layouts.setdefault(tuple(map(in_plain_letters, headings)), str(at))
        looks_like_plan = _looks_like_plan(headings)
    else:
        layout, headings, looks_like_plan = _going_on(at, table.rows, before)
    beside = refusal or _NO_PLAN.search(f"{table.name} {above}")
    return Found(
        block=at,
        name=table.name,
        above=above,
        headings=headings,
        head_rows=heading.rows if heading else (),
        row_count=len(rows),
        samples=tuple(rows[:SAMPLE_ROWS]),
        layout=layout,
        looks_like_plan=looks_like_plan and not beside,
        refusal=refusal,
    )


def _looks_like_plan(headings: Sequence[str]) -> bool:
    if sum(map(is_of_a_list, headings)) * 2 > sum(map(bool, headings)):
        return False
    parts = {named.part for heading in headings for named in named_by(heading)}
    return (
        bool(parts & _NAMES_WORK and parts & _TELLS_OF_WORK) or {Part.LEAD, Part.OUTCOME} <= parts
    )


def _going_on(at: int, rows: Rows, before: Found | None) -> tuple[str, tuple[str, ...], bool]:
    """The layout, headings and likeness of a table without a heading of its own."""
    width = len(rows[0]) if rows else 0
    if before is None:
        return str(at), ("",) * width, False
    if len(before.headings) == width or _stand_alike(rows, before.samples):
        headings = (*before.headings[:width], *[""] * (width - len(before.headings)))
        return before.layout, headings, before.looks_like_plan
    has_prose = any(length > 2 * _A_TEXT for length in _lengths(rows))
    return str(at), ("",) * width, before.looks_like_plan and has_prose


def _stand_alike(rows: Rows, samples: Rows) -> bool:
    """Whether the columns are as long as those of the table before, so that they go on from them."""
    pairs = list(zip(_lengths(rows), _lengths(samples), strict=False))
    return len(pairs) > 1 and not any(min(pair) < _A_NAME and max(pair) > _A_TEXT for pair in pairs)


def _lengths(rows: Sequence[Sequence[str]]) -> list[float]:
    columns = zip(*rows[:_ENOUGH_TO_TELL], strict=True)
    filled = ([len(text) for text in column if text.strip()] for column in columns)
    return [mean(lengths) if lengths else 0 for lengths in filled]


def _refusal(
    all_rows: Rows, rows: Sequence[Sequence[str]], heading: Head | None, *, goes_on: bool
) -> str:
    columns = [column for column in zip(*all_rows, strict=True) if any(map(str.strip, column))]
    if not columns:
        return EMPTY
    if len(columns) == 1:
        return ONE_COLUMN
    if heading:
        return "" if rows else NO_ROWS
    asked = [text for text in columns[0] if text.strip()]
    if len(columns) == 2 and len(asked) > 2 and sum(map(_asks, asked)) * 2 > len(asked):
        return A_FORM
    if min(length for length in _lengths(rows) if length) > _PARAGRAPH:
        return PROSE
    return "" if goes_on else NO_HEADING


def _asks(text: str) -> bool:
    return bool(named_by(text.rstrip(" :?"))) or text.rstrip().endswith((":", "?"))
