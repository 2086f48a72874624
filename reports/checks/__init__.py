"""The checks before a paper is issued: what to mend, what to look at again, and what is good to know.

Papers hold public text only, and so do the checks: no internal note and no answer that waits to be
accepted is read. The rules know no plan's own sentences.
"""

from collections.abc import Callable, Iterator, Sequence

from initiatives.rows import InitiativeRow, plan_rows
from priorities.models import PartnershipPlan
from reports.checks import (
    dates,
    gaps,
    heading,
    identifying,
    lengths,
    names,
    priorities,
    unexplained,
)
from reports.checks.finding import Finding, Place, Rule, Severity
from reports.checks.paper import CheckedPaper
from reports.document import Report

__all__ = ["RULES", "Finding", "Place", "Rule", "Severity", "findings_of"]

# By their codes, in the order of the page.
RULES = {
    rule.code: rule
    for rule in (
        heading.NO_INITIATIVES,
        lengths.TOO_LONG,
        *identifying.RULES.values(),
        dates.CLASH,
        unexplained.UNEXPLAINED,
        gaps.NO_OUTCOME,
        gaps.STAND_IN,
        gaps.NO_LEAD,
        gaps.NO_TIMING,
        gaps.NO_PRIORITY,
        priorities.EMPTY_PRIORITY,
        priorities.EMPTY_TARGET,
        heading.NO_DATE,
        heading.OLD_DATE,
        gaps.STALE,
        gaps.TO_BE_CONFIRMED,
        names.PRINTED_AS,
        names.OTHER_NAME,
        dates.TIMING_OUTSIDE,
        dates.TEXT_OUTSIDE,
        heading.NO_AUTHOR,
    )
}
CHECKS: tuple[Callable[[CheckedPaper], Iterator[Finding]], ...] = (
    heading.no_initiatives,
    lengths.too_long,
    identifying.identifying_words,
    dates.timing_and_text,
    unexplained.unexplained_abbreviation,
    gaps.no_outcome,
    gaps.stand_in,
    gaps.no_lead,
    gaps.no_timing,
    gaps.no_priority,
    priorities.empty_priority,
    priorities.empty_target,
    heading.no_date,
    heading.old_date,
    gaps.stale,
    gaps.timing_to_be_confirmed,
    names.lead_printed_as,
    names.other_name,
    dates.timing_outside_year,
    dates.text_outside_year,
    heading.no_author,
)


def findings_of(
    plan: PartnershipPlan, report: Report, *, rows: Sequence[InitiativeRow] | None = None
) -> list[Finding]:
    """What is found in a paper of the plan, in the order of the rules and each thing once.

    `rows` are those it was made from, if they are at hand; else they are read again.
    """
    rows = plan_rows(plan, as_of=report.as_of) if rows is None else rows
    paper = CheckedPaper(plan, report, rows, names.agencies_on(report.as_of))
    found = {finding.key: finding for check in CHECKS for finding in check(paper)}
    in_order = list(RULES)
    return sorted(found.values(), key=lambda finding: in_order.index(finding.rule))
