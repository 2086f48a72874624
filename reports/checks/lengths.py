"""Texts that do not fit into the files a paper is issued as."""

from collections.abc import Iterator

from initiatives.rows import InitiativeRow
from priorities.sheets.texts import LONGEST_TEXT, excel_length
from reports.checks.finding import Finding, Place, Rule, Severity, in_row
from reports.checks.paper import CheckedPaper
from reports.checks.places import edit_page, outcome_form, plan_set_up

TOO_LONG = Rule(
    "too-long",
    Severity.MUST,
    "Texts too long for the Excel file",
    f"A cell holds {LONGEST_TEXT:,} characters, and Excel would cut the rest without a word.",
)


def too_long(paper: CheckedPaper) -> Iterator[Finding]:
    """Cells of the paper that an Excel cell cannot hold whole."""
    rows = {row.reference: row for row in paper.rows}
    for reference, heading, field, text in _cells(paper):
        if len(text) <= LONGEST_TEXT // 2 or (count := excel_length(text)) <= LONGEST_TEXT:
            continue
        row = rows.get(reference)
        place = _place(paper, row, field)
        says = f"The text under “{heading}” has {count:,} characters. Shorten it."
        words = f"{heading} {count}"
        if row:
            yield in_row(row, TOO_LONG, says, [place], words)
        else:
            yield Finding(TOO_LONG, says, [place], words)


def _place(paper: CheckedPaper, row: InitiativeRow | None, field: str) -> Place:
    if row is None:
        return plan_set_up(paper.plan)
    return outcome_form(row) if field == "outcome" else edit_page(row)


def _cells(paper: CheckedPaper) -> Iterator[tuple[str, str, str, str]]:
    """The reference, heading, field and text of each cell of the paper's tables."""
    for table in paper.report.tables:
        for group in table.groups:
            if group.heading is not None:
                yield "", table.columns[0].heading, table.columns[0].field, group.heading
            for row in group.rows:
                columns = table.columns[len(table.columns) - len(row.cells) :]
                for column, text in zip(columns, row.cells, strict=True):
                    yield row.reference, column.heading, column.field, text
