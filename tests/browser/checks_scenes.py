"""The checks before a paper is issued: clear, of a day that is none, with warnings accepted."""

from django.utils import timezone

from priorities.models import KeyPriority, PaperParticulars, Partnership, PartnershipPlan
from tests.browser.scenes import save
from tests.builders import make_initiative, record

CHECKS = "/2017-18/reports/annual-plan/checks/"


def checks_of_a_bad_day(page):
    page.goto(f"{CHECKS}?as_of=never")


def checks_of_a_sound_plan(page):
    plan, is_new = PartnershipPlan.objects.get_or_create(
        start_year=2019, defaults={"partnership": Partnership.current()}
    )
    if is_new:
        priority = KeyPriority.objects.create(plan=plan, number=1, title="To reduce reoffending")
        said = {"led_by": "CBC", "timing": "Ongoing", "serves": (priority,)}
        sound = make_initiative("Crucial Crew", plan=plan, number=1, **said)
        record(sound, "It went well.", on=timezone.localdate())
        heading = {"date_printed": "Updated in May", "prepared_by": "The team"}
        PaperParticulars.objects.create(plan=plan, paper="annual-plan", title="Plan", **heading)
    page.goto("/2019-20/reports/annual-plan/checks/")
    page.get_by_text("Nothing stands in the way").wait_for()


def acceptance_without_a_reason(page):
    page.goto(f"{CHECKS}timing-and-text/accept/")
    for box in page.get_by_role("main").get_by_role("checkbox").all():
        box.uncheck()
    save(page, "Accept")


def warnings_accepted(page):
    page.goto(f"{CHECKS}no-timing/accept/")
    if page.get_by_role("button", name="Accept").count():
        page.get_by_label("Why may they stand?").fill("As adopted by the board.")
        save(page, "Accept")
    page.get_by_role("heading", name="Accepted warnings").wait_for()


def acceptances_to_take_back(page):
    warnings_accepted(page)
    page.goto(f"{CHECKS}no-timing/take-back/")
    page.get_by_role("heading", name="Take back").wait_for()


def taking_nothing_back(page):
    acceptances_to_take_back(page)
    for box in page.get_by_role("main").get_by_role("checkbox").all():
        box.uncheck()
    save(page, "Take back")
