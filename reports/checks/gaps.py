"""What a paper leaves blank, or fills with a word that stands for a blank."""

import re
from collections.abc import Iterator

from initiatives.models.concerns import STALE_AFTER, Concern
from initiatives.timing import Kind
from reports.checks.finding import Finding, Rule, Severity, in_row
from reports.checks.paper import CheckedPaper
from reports.checks.places import edit_page, outcome_form

NO_LEAD = Rule(
    "no-lead",
    Severity.WARNING,
    "No lead agency",
    "The committee may ask who answers for it.",
)
NO_OUTCOME = Rule(
    "no-outcome",
    Severity.WARNING,
    "No outcome",
    "The paper prints an empty cell, and readers cannot tell whether anything happened.",
)
STAND_IN = Rule(
    "stand-in",
    Severity.WARNING,
    "Outcomes that say nothing yet",
    "A word such as TBC in place of an outcome tells the public nothing.",
)
STALE = Rule(
    "stale",
    Severity.WARNING,
    "Outcomes that may be out of date",
    f"Nothing was heard for {STALE_AFTER.days} days or more. Ask the lead agency before you issue "
    "the paper.",
)
NO_TIMING = Rule(
    "no-timing",
    Severity.WARNING,
    "No timing",
    "The paper prints an empty cell, which is not the same as “Ongoing” or “TBC”.",
)
TO_BE_CONFIRMED = Rule(
    "timing-to-be-confirmed",
    Severity.INFORMATION,
    "Timings still to be confirmed",
    "This prints as it is written. Change it once the date is known.",
)
NO_PRIORITY = Rule(
    "no-priority",
    Severity.WARNING,
    "No key priority",
    "Readers cannot see what these initiatives are for.",
)

_STAND_IN = re.compile(
    r"tb[acd]|to be (?:added|advised|agreed|announced|confirmed|decided|updated)|n/?a|none|nil|pending"
    r"|awaiting (?:an )?update|no update|[-–—.?_x…]+",
    re.IGNORECASE,
)


def no_lead(paper: CheckedPaper) -> Iterator[Finding]:
    """Initiatives nobody leads."""
    for row in paper.rows:
        if not row.leads and "lead_agency" in paper.fields:
            says = "No lead agency is recorded."
            yield in_row(row, NO_LEAD, says, [edit_page(row)])


def no_outcome(paper: CheckedPaper) -> Iterator[Finding]:
    """Initiatives on which nothing was reported."""
    for row in paper.rows:
        if not row.outcome.strip():
            says = "No outcome is recorded."
            yield in_row(row, NO_OUTCOME, says, [outcome_form(row)])


def stand_in(paper: CheckedPaper) -> Iterator[Finding]:
    """Outcomes that are only a word for a blank."""
    for row in paper.rows:
        words = row.outcome.strip()
        if _STAND_IN.fullmatch(words.rstrip(".") or words):
            says = f"The outcome says only “{words}”."
            yield in_row(row, STAND_IN, says, [outcome_form(row)], words)


def stale(paper: CheckedPaper) -> Iterator[Finding]:
    """Outcomes nobody has said anything about for long, were it that nothing changed."""
    for row in paper.rows:
        if row.outcome.strip() and row.heard_of_on and Concern.STALE in row.concerns:
            days = (row.as_of - row.heard_of_on).days
            day = f"{row.heard_of_on.day} {row.heard_of_on:%B %Y}"
            says = f"Nothing was heard since {day}, {days:,} days before this paper."
            yield in_row(row, STALE, says, [outcome_form(row)], day)


def no_timing(paper: CheckedPaper) -> Iterator[Finding]:
    """Initiatives without a word on when they happen, where the paper prints one."""
    for row in paper.rows:
        if not row.timing.strip() and "timing" in paper.fields:
            says = "No timing is recorded."
            yield in_row(row, NO_TIMING, says, [edit_page(row)])


def timing_to_be_confirmed(paper: CheckedPaper) -> Iterator[Finding]:
    """Timings that are still to be confirmed, where the paper prints them."""
    for row in paper.rows:
        if row.timing_kind == Kind.TO_BE_CONFIRMED and "timing" in paper.fields:
            says = f"The timing says “{row.timing}”."
            place = edit_page(row, "Change the timing")
            yield in_row(row, TO_BE_CONFIRMED, says, [place], row.timing)


def no_priority(paper: CheckedPaper) -> Iterator[Finding]:
    """Initiatives that serve no key priority and work on no target."""
    for row in paper.rows:
        if not row.served_priority_ids:
            says = "It serves no key priority and works on no target."
            yield in_row(row, NO_PRIORITY, says, [edit_page(row)])
