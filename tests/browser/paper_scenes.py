"""Published papers: of three issues of a plan the first withdrawn, and what changed between the others."""

from django.utils import timezone

from initiatives.models import Initiative
from reports.models import IssuedPaper
from tests.reports.public.papers import give_out, take_back

PAPER = "/papers/2017-18/annual-plan/"


def _issues():
    """Made once, for all scenes of a tracker."""
    if IssuedPaper.objects.filter(paper="annual-plan").exists():
        return
    take_back(give_out("annual-plan"))
    give_out("annual-plan")
    changed, gone = Initiative.objects.filter(plan__start_year=2017, number__in=(21, 22))
    changed.record(
        after=1, by=None, text="Held at twelve venues.", reported_on=timezone.localdate()
    )
    Initiative.objects.filter(pk=gone.pk).update(
        removed_on="2017-09-01", removal_reason="No money."
    )
    give_out("annual-plan")


def published_papers(page):
    _issues()
    page.goto("/papers/")


def papers_of_a_year(page):
    _issues()
    page.goto("/papers/2017-18/")


def issues_of_a_paper(page):
    _issues()
    page.goto(PAPER)


def published_issue(page):
    _issues()
    page.goto(f"{PAPER}3/")


def published_year_end(page):
    give_out("year-end", year=2016)
    page.goto("/papers/2016-17/year-end/1/")


def issue_that_was_replaced(page):
    _issues()
    page.goto(f"{PAPER}2/?agency=police")


def issue_with_a_bad_filter(page):
    _issues()
    page.goto(f"{PAPER}3/?agency=nobody&priority=99")


def issue_that_was_withdrawn(page):
    _issues()
    page.goto(f"{PAPER}1/")


def changes_between_issues(page):
    _issues()
    page.goto(f"{PAPER}3/changes/")


def home_with_papers(page):
    _issues()
    page.goto("/")
