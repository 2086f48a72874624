"""Pages with nothing to show: a year just begun, an initiative of which only the name is known."""

from initiatives.models import Lead
from priorities.models import Partnership, PartnershipPlan
from scp_tracker.accounts.models import User
from tests.browser.people import POLICE
from tests.builders import make_initiative


def _new_year():
    plan, _ = PartnershipPlan.objects.get_or_create(
        start_year=2018, defaults={"partnership": Partnership.current()}
    )
    return plan


def plan_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/")


def calendar_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/calendar/")


def changes_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/changes/")


def priorities_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/priorities/")


def year_end_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/reports/year-end/")


def annual_plan_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/reports/annual-plan/")


def exceptions_of_a_new_year(page):
    _new_year()
    page.goto("/2018-19/reports/exceptions/")


def what_changed_in_a_new_year(page):
    _new_year()
    page.goto("/2018-19/reports/changes/")


def initiative_with_a_name_alone(page):
    page.goto(make_initiative("Drones", plan=_new_year()).get_absolute_url())


def actions_of_who_leads_nothing(page):
    Lead.objects.filter(agency__members__email=POLICE).delete()
    page.goto("/my-actions/")


def home_of_who_has_no_agency(page):
    User.objects.get(email=POLICE).agencies.clear()
    page.goto("/")
