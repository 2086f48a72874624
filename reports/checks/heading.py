"""What heads the paper itself."""

from collections.abc import Iterator

from reports.checks.finding import Finding, Rule, Severity
from reports.checks.paper import CheckedPaper
from reports.checks.places import plan_page, plan_set_up

NO_DATE = Rule(
    "no-date",
    Severity.WARNING,
    "No date in the heading",
    "Readers look there for how recent the paper is.",
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
        place = plan_set_up(paper.plan, "Set up the headings of the papers")
        yield Finding(NO_DATE, "The heading of this paper prints no date.", [place])


def no_author(paper: CheckedPaper) -> Iterator[Finding]:
    """A heading that does not say who prepared the paper."""
    if not paper.report.particulars.prepared_by.strip():
        place = plan_set_up(paper.plan, "Set up the headings of the papers")
        yield Finding(NO_AUTHOR, "The heading of this paper names nobody who prepared it.", [place])


def no_initiatives(paper: CheckedPaper) -> Iterator[Finding]:
    """A plan without a single initiative."""
    if not paper.rows:
        says = f"The plan {paper.plan.year} has no initiatives."
        yield Finding(NO_INITIATIVES, says, [plan_page(paper.plan)])
