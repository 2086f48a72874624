"""Abbreviations that the paper uses and does not explain."""

from collections.abc import Iterator

from reports.abbreviations import undefined
from reports.checks.finding import Finding, Rule, Severity
from reports.checks.paper import CheckedPaper
from reports.checks.places import glossary
from reports.document import Report

UNEXPLAINED = Rule(
    "unexplained-abbreviation",
    Severity.WARNING,
    "Abbreviations the glossary does not explain",
    "Members of the public may not know them. Add them to the glossary, or write them out.",
)
FEW = 5  # initiatives that are named


def unexplained_abbreviation(paper: CheckedPaper) -> Iterator[Finding]:
    """Each abbreviation once, but for those that the text itself spells out."""
    place = glossary(paper.plan)
    for found in undefined(paper.report, _printed_glossary(paper.report)):
        if not found.spelled_out:
            says = f"Nothing explains “{found.abbreviation}”{_where(found.references)}."
            yield Finding(UNEXPLAINED, says, [place], found.abbreviation)


def _printed_glossary(report: Report) -> dict[str, str]:
    """What the paper itself explains, in the list at its end."""
    return {
        row.cells[0]: row.cells[1]
        for table in report.tables
        if table.is_glossary
        for group in table.groups
        for row in group.rows
    }


def _where(references: tuple[str, ...]) -> str:
    if not references:
        return ""
    more = len(references) - FEW
    others = f" and {more} more" if more > 0 else ""
    return f", used in {', '.join(references[:FEW])}{others}"
