"""Highlights: some of the partnership's activities, in words for a press notice."""

from datetime import date

from initiatives.models import Initiative
from initiatives.rows import InitiativeRow, initiative_rows
from priorities.models import PartnershipPlan
from priorities.text import without_mark
from reports.document import Column, Group, Report, Row, Section, Table, Text
from reports.particulars import working_particulars

COLUMNS = (
    Column("Project / initiative", "initiative", 24),
    Column("Lead agency", "lead_agency", 14),
    Column("Highlight", "highlight", 62),
)
HEADING = "Some of the partnership’s activities"
NONE_YET = (
    "No initiative of this year is marked as a highlight yet. Community safety officers mark one "
    "where they edit it."
)


def build(plan: PartnershipPlan, *, as_of: date) -> Report:
    """The initiatives marked as highlights, in printed order, each in the words kept for it.

    One without words of its own has the first paragraph of its outcome.
    """
    marked = Initiative.objects.in_force().filter(plan=plan, is_highlight=True)
    rows = initiative_rows(marked, as_of=as_of)
    listed: Section = Text(HEADING, NONE_YET)
    if rows:
        groups = tuple(Group((_row(row),)) for row in rows)
        listed = Table(HEADING, COLUMNS, groups, heading=HEADING)
    return Report(
        slug="highlights",
        year=plan.year,
        as_of=as_of,
        particulars=working_particulars(plan, "highlights"),
        sections=(listed,),
    )


def as_text(report: Report) -> str:
    """The list as plain text, a point for each; "" where nothing is marked."""
    points = [
        _point(*row.cells)
        for table in report.tables
        for group in table.groups
        for row in group.rows
    ]
    if not points:
        return ""
    head = [*filter(None, [report.particulars.mark]), f"{HEADING} in {report.year}:"]
    return "\n".join([*head, "", *points])


def _row(row: InitiativeRow) -> Row:
    words = row.highlight_words or _first_paragraph(row.outcome)
    cells = (row.title or row.target_text, row.led_by, words)
    return Row(cells, reference=row.reference, addresses=(row.address, "", ""))


def _first_paragraph(outcome: str) -> str:
    return next((without_mark(line) for line in outcome.splitlines() if line.strip()), "")


def _point(name: str, led_by: str, words: str) -> str:
    who = f" ({led_by})" if led_by else ""
    return f"• {name}{who}: {words}" if words else f"• {name}{who}"
