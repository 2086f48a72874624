"""Issued papers in the states those who give them out meet them in."""

from priorities.models import PartnershipPlan
from reports.issuing import withdraw
from reports.models import IssuedPaper
from scp_tracker.accounts.models import User
from tests.browser.people import ADMIN, CLERK
from tests.browser.scenes import save
from tests.issues import accept_warnings, give_out

PAPER = "/2016-17/reports/year-end/"


def issued(number=1):
    """That issue of the year end report 2016-17, made by the administrator if it is not there."""
    plan = PartnershipPlan.objects.get(start_year=2016)
    issues = IssuedPaper.objects.issues_of(plan, "year-end")
    while issues.newest_number() < number:
        warnings = list(plan.accepted_warnings.filter(paper="year-end"))
        give_out(
            plan, by=User.objects.get(email=ADMIN), look=lambda *_, warnings=warnings: warnings
        )
    return issues.get(number=number)


def paper_with_issues(page):
    """One replaced, one withdrawn, one the newest."""
    issued(3)
    if not IssuedPaper.objects.get(number=2).withdrawn_at:
        withdraw(issued(2), by=User.objects.get(email=CLERK), reason="It was too early.")
    page.goto(PAPER)


def issue_with_every_error(page):
    issued(3)
    page.goto(f"{PAPER}issue/")
    page.get_by_label("Give the outcomes as reported by").fill("soon")
    save(page, "Issue as number")


def issue_with_warnings_left(page):
    issued(3)
    page.goto(f"{PAPER}issue/")
    page.get_by_label("Why does this replace").fill("One outcome was left out.")
    save(page, "Issue as number")


def issue_of_a_draft_not_read(page):
    issued(3)
    page.goto(f"{PAPER}issue/")
    page.get_by_label("Give the outcomes as reported by").fill("1/9/2017")
    page.get_by_label("Why does this replace").fill("One outcome was left out.")
    save(page, "Issue as number")


def issue_overtaken(page):
    issued(3)
    page.goto(f"{PAPER}issue/")
    page.get_by_label("Why does this replace").fill("One outcome was left out.")
    issued(4)
    save(page, "Issue as number")


def issue_just_made(page):
    issued(4)
    plan = PartnershipPlan.objects.get(start_year=2016)
    plan.accepted_warnings.all().delete()
    day = issued().as_of
    accept_warnings(plan, by=User.objects.get(email=CLERK), as_of=day)
    page.goto(f"{PAPER}issue/?as_of={day}")
    page.get_by_label("Why does this replace").fill("Two outcomes:\n• one\n• another")
    save(page, "Issue as number")
    page.get_by_text("is out.").wait_for()


def replaced_issue(page):
    issued(3)
    page.goto(f"{PAPER}issues/1/")


def emptied_issue(page):
    issued(2).purge(by=User.objects.get(email=ADMIN), reason="It held words nobody may read.")
    page.goto(f"{PAPER}issues/2/")


def withdrawal_without_a_reason(page):
    issued(1)
    page.goto(f"{PAPER}issues/1/withdraw/")
    save(page, "Withdraw this issue")


def withdrawal_overtaken(page):
    newest = issued(1)
    page.goto(f"{PAPER}issues/1/withdraw/")
    page.get_by_label("Why is it withdrawn?").fill("It named a venue.")
    withdraw(newest, by=User.objects.get(email=ADMIN), reason="It was too early.")
    save(page, "Withdraw this issue")
