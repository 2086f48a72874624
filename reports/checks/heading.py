"""What heads the paper itself."""

from collections.abc import Iterator
from datetime import date

from initiatives.mentions import mentions
from reports.checks.finding import Finding, Rule, Severity
from reports.checks.paper import CheckedPaper
from reports.checks.places import headings, plan_page

NO_DATE = Rule(
    "no-date",
    Severity.WARNING,
    "No date in the heading",
    "Readers look there for how recent the paper is.",
)
OLD_DATE = Rule(
    "old-date",
    Severity.WARNING,
    "The heading is older than the outcomes",
    "Readers would take what the paper says for older than it is.",
)
NO_AUTHOR = Rule(
    "no-author",
    Severity.INFORMATION,
    "Nobody named in the heading",
    "The paper does not say who prepared it. Some papers do, some do not.",
)
NO_INITIATIVES = Rule(
    "no-initiatives",
    Severity.MUST,
    "No initiatives",
    "The paper would be empty.",
)


def no_date(paper: CheckedPaper) -> Iterator[Finding]:
    """A heading without a printed date."""
    if not paper.report.particulars.date_line.strip():
        place = headings(paper.plan)
        yield Finding(NO_DATE, "The heading of this paper prints no date.", [place])


def old_date(paper: CheckedPaper) -> Iterator[Finding]:
    """A printed date before the newest outcome that the paper prints."""
    printed = paper.report.particulars.date_line
    reported = [row.reported_on for row in paper.rows if row.outcome.strip() and row.reported_on]
    dated = _day_of(paper) if printed and reported else None
    if dated and (newest := max(reported)) > dated:
        day = f"{newest.day} {newest:%B %Y}"
        says = f"The heading says “{printed}”, but the paper prints outcomes reported up to {day}."
        place = headings(paper.plan)
        yield Finding(OLD_DATE, says, [place], f"{printed} {day}")


def _day_of(paper: CheckedPaper) -> date | None:
    """The last day that the printed date covers, or else the day recorded for it."""
    dates = mentions(paper.report.particulars.date_line)
    spans = [said.in_year(paper.plan.start_year) for said in dates if said.year]
    if days := [span.last for span in spans if span]:
        return max(days)
    recorded = paper.plan.particulars.filter(paper=paper.report.slug, dated_on__isnull=False)
    return recorded.values_list("dated_on", flat=True).first()


def no_author(paper: CheckedPaper) -> Iterator[Finding]:
    """A heading that does not say who prepared the paper."""
    if not paper.report.particulars.prepared_by.strip():
        place = headings(paper.plan)
        yield Finding(NO_AUTHOR, "The heading of this paper names nobody who prepared it.", [place])


def no_initiatives(paper: CheckedPaper) -> Iterator[Finding]:
    """A plan without a single initiative."""
    if not paper.rows:
        says = f"The plan {paper.plan.year} has no initiatives."
        yield Finding(NO_INITIATIVES, says, [plan_page(paper.plan)])
