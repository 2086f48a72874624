"""Key priorities and targets that the paper prints with nothing under them."""

from collections.abc import Iterator

from reports.checks.finding import Finding, Rule, Severity
from reports.checks.paper import CheckedPaper
from reports.checks.places import plan_page
from reports.checks.prose import priority_headed

EMPTY_PRIORITY = Rule(
    "empty-priority",
    Severity.WARNING,
    "Key priorities with nothing under them",
    "The partnership agreed that these matter most, and the paper shows no work on them.",
)
EMPTY_TARGET = Rule(
    "empty-target",
    Severity.WARNING,
    "Targets nobody worked on",
    "The paper prints these with an empty row.",
)


def empty_priority(paper: CheckedPaper) -> Iterator[Finding]:
    """Printed key priorities that no initiative serves; where none serves any, that is said of each."""
    served = {number for row in paper.rows for number in row.served_priority_numbers}
    if not served:
        return
    for section in paper.report.sections:
        number = priority_headed(section.heading)
        if number is not None and number not in served:
            says = f"No initiative serves key priority {number}."
            yield Finding(EMPTY_PRIORITY, says, [plan_page(paper.plan)], section.heading)


def empty_target(paper: CheckedPaper) -> Iterator[Finding]:
    """Printed targets that no initiative works on."""
    for table in paper.report.tables:
        if table.columns[0].field != "target":
            continue
        for group in table.groups:
            if group.heading is not None and not any(row.reference for row in group.rows):
                says = f"No initiative works on the target “{group.heading}”."
                words = f"{table.heading} {group.heading}"
                yield Finding(EMPTY_TARGET, says, [plan_page(paper.plan)], words)
