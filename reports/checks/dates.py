"""Dates that contradict the timing beside them, or lie outside the plan year."""

from collections.abc import Iterator

from initiatives.clashes import clashes
from initiatives.mentions import Mention, mentions
from priorities.models import PartnershipPlan
from reports.checks.finding import Finding, Rule, Severity, in_row
from reports.checks.paper import CheckedPaper
from reports.checks.places import edit_page, outcome_form
from reports.checks.sentences import sentences_at

CLASH = Rule(
    "timing-and-text",
    Severity.WARNING,
    "Timing and text do not agree",
    "It may have been moved, or one of the two dates is a slip.",
)
TIMING_OUTSIDE = Rule(
    "timing-outside-year",
    Severity.INFORMATION,
    "Timings outside the plan year",
    "This can be right: work may begin earlier or go on longer.",
)
TEXT_OUTSIDE = Rule(
    "text-outside-year",
    Severity.INFORMATION,
    "Dates outside the plan year in the text",
    "This can be right: an outcome may look back or ahead.",
)


def timing_and_text(paper: CheckedPaper) -> Iterator[Finding]:
    """Days on which an initiative seems to happen, outside of the timing printed beside it."""
    if "timing" not in paper.fields:
        return
    for row in paper.rows:
        if found := clashes(row.outcome, row.reading):
            dates = _quoted(clash.words for clash in found)
            says = f"The text says {dates}, but the timing is “{row.timing}”."
            places = [outcome_form(row), edit_page(row, "Change the timing")]
            sentences = sentences_at(row.outcome, (clash.start for clash in found))
            words = "\n".join((dates, row.timing, *sentences))
            yield in_row(row, CLASH, says, places, words)


def timing_outside_year(paper: CheckedPaper) -> Iterator[Finding]:
    """Printed timings that start or end outside the plan year."""
    if "timing" not in paper.fields:
        return
    plan = paper.plan
    for row in paper.rows:
        if row.reading.outside(plan.first_day, plan.last_day):
            says = (
                f"The timing “{row.timing}” is understood as {row.reading.described}. The plan year "
                f"is April {plan.start_year} to March {plan.start_year + 1}."
            )
            place = edit_page(row, "Change the timing")
            yield in_row(row, TIMING_OUTSIDE, says, [place], row.timing)


def text_outside_year(paper: CheckedPaper) -> Iterator[Finding]:
    """Outcomes that mention a day, with its year, outside the plan year."""
    for row in paper.rows:
        found = [said for said in mentions(row.outcome) if _is_outside(said, paper.plan)]
        if found:
            dates = _quoted(said.words for said in found)
            says = f"The text mentions {dates}."
            places = [outcome_form(row)]
            yield in_row(row, TEXT_OUTSIDE, says, places, dates)


def _is_outside(said: Mention, plan: PartnershipPlan) -> bool:
    span = said.in_year(plan.start_year) if said.year else None
    return span is not None and (span.last < plan.first_day or span.first > plan.last_day)


def _quoted(words: Iterator[str]) -> str:
    """Each of the words once: “June 16”, “July 16” and “March 17”."""
    *others, last = (f"“{word}”" for word in dict.fromkeys(words))
    return f"{', '.join(others)} and {last}" if others else last
