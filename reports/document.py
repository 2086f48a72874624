"""A report as plain frozen data: builders make it, renderers show it, and no two can disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

DRAFT = "DRAFT"
EXAMPLE_DATA = "Example data"
NOTHING_RECORDED = "Nothing is recorded here yet."  # in the place of a table without rows
MADE_UP = "made up to show the tracker, not what any agency did."


@dataclass(frozen=True)
class Particulars:
    """What heads and ends a paper, in its own words; a part that is not printed is ""."""

    partnership: str
    title: str
    strapline: str = ""
    date_line: str = ""
    prepared_by: str = ""
    opening: str = ""
    closing: str = ""
    is_example: bool = False  # made up, which every page and file has to say

    @property
    def mark(self) -> str:
        """What a reader of example data must know before anything else; "" for a real paper."""
        return f"{EXAMPLE_DATA}: {MADE_UP}" if self.is_example else ""

    @property
    def marked_title(self) -> str:
        """The title for where it stands alone, such as the foot of a page."""
        return f"{EXAMPLE_DATA}: {self.title}" if self.is_example else self.title


@dataclass(frozen=True)
class Text:
    """A heading (level 2 or 3) with prose under it; lines that begin with "• " are a list."""

    heading: str
    body: str = ""
    level: int = 2


@dataclass(frozen=True)
class Points:
    """A list under a heading; `opening` stands between the two."""

    heading: str
    points: tuple[str, ...]
    opening: str = ""
    numbered: bool = False
    level: int = 3


@dataclass(frozen=True)
class Column:
    """A column: its printed heading, its stable field name, and its share of the page's width."""

    heading: str
    field: str
    width: int


@dataclass(frozen=True)
class Row:
    """The texts of one row; `reference` names its initiative, "" where there is none.

    `addresses` are where the cells lead on the tracker's own pages, one for each cell, "" for
    nowhere; none at all leads nowhere. No file and no public page follows them.
    """

    cells: tuple[str, ...]
    reference: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Rows that share the text of the first column; with no heading the rows fill every column."""

    rows: tuple[Row, ...]
    heading: str | None = None


@dataclass(frozen=True)
class Table:
    """A table of groups of rows. The caption names it for those who cannot see where it stands."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    heading: str = ""
    description: str = ""

    @property
    def flat(self) -> Iterator[tuple[Row, tuple[str, ...]]]:
        """Each row with a text for every column: where a group's heading spans, it comes again."""
        for group in self.groups:
            heading = () if group.heading is None else (group.heading,)
            for row in group.rows:
                yield row, (*heading, *row.cells)

    @property
    def is_of_outcomes(self) -> bool:
        """Whether its rows are initiatives; those of a glossary are none."""
        return any(row.reference for group in self.groups for row in group.rows)

    @property
    def is_glossary(self) -> bool:
        """Whether each row is an abbreviation with what it stands for."""
        return [column.field for column in self.columns] == ["abbreviation", "description"]


Section: TypeAlias = Text | Points | Table


@dataclass(frozen=True)
class DataColumn:
    """A column of the flat data: its heading and its stable field name."""

    heading: str
    field: str


@dataclass(frozen=True)
class Issue:
    """Which of a paper's issues this is: numbered from 1, on the day it went out.

    `reason` says why it replaces the issue before; "" for the first.
    """

    number: int
    issued_on: date
    reason: str = ""


@dataclass(frozen=True)
class Report:
    """One paper of one plan year as it stood on a day."""

    slug: str
    year: str
    as_of: date
    particulars: Particulars
    sections: tuple[Section, ...]
    section_column: DataColumn | None = None  # what the tables' headings are, in the flat data
    goes_back: bool = False  # to a day before the one it was made on
    is_to_be_issued: bool = False  # a committee's paper, and a draft until it is
    issue: Issue | None = None
    subject: str = ""  # whose it is, where each has one of their own: "cbc"

    @property
    def file_stem(self) -> str:
        """The name of its files without the ending, saying what it is not to be taken for.

        "annual-plan-2017-18-issue-2", "year-end-2016-17-as-of-2017-03-31-draft",
        "agency-cbc-2017-18".
        """
        example = "-example-data" if self.particulars.is_example else ""
        as_of = f"-as-of-{self.as_of.isoformat()}" if self.goes_back else ""
        issue = f"-issue-{self.issue.number}" if self.issue else ""
        draft = "-draft" if self.is_draft else ""
        subject = f"-{self.subject}" if self.subject else ""
        return f"{self.slug}{subject}-{self.year}{example}{as_of}{issue}{draft}"

    @property
    def is_draft(self) -> bool:
        """Whether the committee has not had this paper: every page of every file says so."""
        return self.is_to_be_issued and self.issue is None

    @property
    def standing(self) -> str:
        """What every page says of the paper: "DRAFT", "Issue 2, 12 September 2017", or ""."""
        if self.issue is None:
            return DRAFT if self.is_draft else ""
        return f"Issue {self.issue.number}, {_day(self.issue.issued_on)}"

    @property
    def note(self) -> str:
        """What a reader of a report that goes back must know; "" for one of today."""
        if not self.goes_back:
            return ""
        return f"Outcomes as reported by {_day(self.as_of)}. Titles, leads and timings are newer."

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        return tuple(section for section in self.sections if isinstance(section, Table))

    @property
    def abbreviations(self) -> dict[str, str]:
        """What its glossary says that abbreviations stand for; nothing where it has none."""
        glossaries = (table for table in self.tables if table.is_glossary)
        return {texts[0]: texts[1] for table in glossaries for _, texts in table.flat}

    @property
    def data_columns(self) -> tuple[DataColumn, ...]:
        """The columns of the flat data: the reference first, then those of the outcome tables.

        A report of a year without outcomes has the columns that it will have.
        """
        first = (DataColumn("Reference", "reference"),)
        section = (self.section_column,) if self.section_column else ()
        tables = [table for table in self.tables if table.is_of_outcomes] or self.tables
        columns = tables[0].columns if tables else ()
        printed = (DataColumn(column.heading, column.field) for column in columns)
        mark = (DataColumn("Kind of data", "kind_of_data"),) if self.particulars.is_example else ()
        standing = (DataColumn("Paper", "paper"),) if self.standing else ()
        return (*first, *section, *printed, *standing, *mark)

    @property
    def data_rows(self) -> tuple[tuple[str, ...], ...]:
        """The flat data: one row for each outcome, every cell filled in, nothing spanning."""
        standing = (self.standing,) if self.standing else ()
        mark = (EXAMPLE_DATA,) if self.particulars.is_example else ()
        ending = (*standing, *mark)
        return tuple(
            (row.reference, *((table.heading,) if self.section_column else ()), *texts, *ending)
            for table in self.tables
            for row, texts in table.flat
            if row.reference
        )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
