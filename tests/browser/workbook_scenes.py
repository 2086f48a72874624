"""Workbooks that came back, in the states their senders and officers meet them in."""

from django.utils import timezone

from initiatives.models import ReturnedWorkbook
from priorities.models import PartnershipPlan
from scp_tracker.accounts.models import User
from tests.browser.people import CBH, OFFICER
from tests.browser.scenes import save
from tests.builders import make_agency, make_initiative, make_workbook, record

PAGE = "/2017-18/workbook/"
_LONG = "outcomes-2017-18-of-the-community-safety-team-as-agreed-with-the-partners-in-november.xlsx"
_TAKEN = {
    "place": "Sheet “Outcomes”, cell F9",
    "said": "“fine” is not one of the statuses.",
    "rows": "Sheet “Outcomes”, row 9",
}


def _work(first):
    """Three initiatives under numbers of their own, which say something already."""
    plan = PartnershipPlan.objects.get(start_year=2017)
    work = []
    for number in range(first, first + 3):
        found = plan.initiatives.filter(number=number).first()
        work.append(
            found or make_initiative(f"Visits {number}", plan=plan, number=number, led_by="CBH")
        )
        record(work[-1], "Planned:\n• for June\n• in the castle park", status="on_track")
    return work


def _forget():
    decided = {"state": "left", "decided_at": timezone.now()}
    ReturnedWorkbook.objects.undecided().update(**decided)


def _brought_back(first, *, email=OFFICER, **stands):
    """A workbook with a change of each kind; the first was changed on screen too."""
    _forget()
    one, two, three = _work(first)
    agency = "" if email == OFFICER else make_agency("CBH").short_name
    told = "Planned:\n• for July\n• in the castle park, with a 16 year old"
    said = {
        one: {"text": "Held twice.", "internal_note": "Ask the park keeper."},
        two: {"text": told, "status": "at_risk", "status_reason": "Rain"},
        three: {"text": ""},
    }
    by = User.objects.get(email=email)
    workbook = make_workbook(
        said, by=by, agency=agency, file_name=_LONG, remarks=[_TAKEN], **stands
    )
    workbook.rows.filter(initiative=three).update(choice="none")
    record(one, "Cancelled.")
    return workbook


def upload_of_nothing(page):
    page.goto(PAGE)
    save(page, "See what it changes")


def changes_to_choose_from(page):
    page.goto(_brought_back(801).get_absolute_url())


def changes_not_chosen(page):
    changes_to_choose_from(page)
    page.get_by_label("Date this was true").fill("soon")
    save(page, "Record the chosen outcomes")


def changes_overtaken(page):
    changes_to_choose_from(page)
    page.get_by_label("Leave what is on screen").check()
    record(_work(801)[1], "Held on 5 July.")
    save(page, "Record the chosen outcomes")


def changes_recorded(page, *, first=841):
    """What is recorded prints from then on, so these are initiatives of their own."""
    page.goto(_brought_back(first).get_absolute_url())
    page.get_by_label("Use the workbook’s text").check()
    save(page, "Record the chosen outcomes")
    page.get_by_text("2 outcomes recorded from").wait_for()


def many_changes(page):
    """More than one page shows."""
    _forget()
    plan = PartnershipPlan.objects.get(start_year=2017)
    work = list(plan.initiatives.filter(removed_on=None))
    numbers = range(1001, 1001 + 210 - len(work))
    work += [make_initiative(f"Patrol {each}", plan=plan, number=each) for each in numbers]
    said = {"text": "Held."}
    workbook = make_workbook(dict.fromkeys(work, said), by=User.objects.get(email=OFFICER))
    page.goto(f"{workbook.get_absolute_url()}?page=2")
    _forget()
    plan.initiatives.filter(number__in=numbers).update(
        removed_on="2018-01-05", removal_reason="Only for the workbook."
    )


def workbook_without_news(page):
    _forget()
    [one, *_] = _work(811)
    text = one.updates.order_by("-number").first().text
    workbook = make_workbook({one: {"text": text}}, by=User.objects.get(email=OFFICER))
    page.goto(workbook.get_absolute_url())


def workbook_left(page):
    workbook = _brought_back(811)
    _forget()
    page.goto(workbook.get_absolute_url())


def workbook_a_partner_looks_at(page):
    page.goto(_brought_back(821, email=CBH).get_absolute_url())


def workbook_that_waits(page):
    page.goto(_brought_back(821, email=CBH, state="waiting").get_absolute_url())


def workbook_not_accepted(page):
    workbook = _brought_back(821, email=CBH, state="waiting")
    by = User.objects.get(email=OFFICER)
    decided = {"state": "declined", "decided_by": by, "decided_at": timezone.now()}
    ReturnedWorkbook.objects.filter(pk=workbook.pk).update(**decided, decision_note="See the rota.")
    page.goto(workbook.get_absolute_url())


def workbook_waits_at_home(page):
    _brought_back(821, email=CBH, state="waiting")
    page.goto("/")


def workbook_waits_among_actions(page):
    _brought_back(821, email=CBH, state="waiting")
    page.goto("/my-actions/")


def somebody_elses_look(page):
    page.goto(_brought_back(821, email=CBH).get_absolute_url())


def log_of_workbooks(page):
    changes_recorded(page, first=851)
    _brought_back(831, email=CBH, state="waiting")
    page.goto(PAGE)
