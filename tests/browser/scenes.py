"""Pages in the states a person meets them in: with errors, after a conflict, with nothing to show.

Each function brings a window there and leaves it there; the tracker holds both plans.
"""

from datetime import date, timedelta
from secrets import token_hex

from django.db import transaction
from django.test import Client
from django.utils import timezone

from initiatives.models import Agency, FrameworkLink, Initiative, PriorityLink
from priorities.models import FrameworkPriority, KeyPriority
from priorities.versions import OutOfDate
from scp_tracker.accounts.models import User
from tests.browser.pages import password_link
from tests.browser.people import ADMIN, POLICE, READER, sign_in
from tests.builders import record

OP_MAKESAFE = "/2017-18/initiatives/12/"


def initiative(number, start_year=2017):
    """An initiative by its number in a plan."""
    return Initiative.objects.get(plan__start_year=start_year, number=number)


def save(page, name):
    """Press the button of the form, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).click()


# Forms with errors


def sign_in_with_nothing(page):
    page.goto("/accounts/login/")
    save(page, "Sign in")


def sign_in_refused(page):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(POLICE)
    page.get_by_label("Password", exact=True).fill("a wrong password")
    save(page, "Sign in")


def sign_in_tried_too_often(page):
    for _ in range(9):
        Client().post("/accounts/login/", {"username": READER, "password": "a wrong password"})
    page.goto("/accounts/login/")
    sign_in(page, READER, "a wrong password")
    page.get_by_text("too many wrong passwords").first.wait_for()


def password_change_refused(page):
    page.goto("/accounts/password/")
    page.get_by_label("Present password").fill("a wrong password")
    page.get_by_label("New password").fill("short")
    save(page, "Save password")


def forgotten_password_of_nobody(page):
    page.goto("/accounts/forgotten-password/")
    save(page, "Send me a link")


def password_to_choose(page):
    page.goto(password_link(READER))
    page.get_by_role("heading", name="Choose a password").wait_for()


def chosen_password_too_short(page):
    page.goto(password_link(READER))
    page.get_by_label("New password").fill("short")
    save(page, "Save password")


def outcome_with_every_error(page):
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("")
    page.get_by_label("Internal note").fill("Bell:\a")
    page.get_by_label("At risk", exact=True).check()
    page.get_by_label("Date this was true").fill("soon")
    save(page, "Save outcome")


def initiative_with_every_error(page):
    page.goto(f"{OP_MAKESAFE}edit/")
    page.get_by_label("Project or initiative").fill("")
    page.get_by_label("Lead agency").fill("Polise")
    page.get_by_label("Fund source").fill("Nobody we know")
    page.get_by_label("Timing (optional)", exact=True).fill("Dec 17 – Mar 17")
    page.get_by_text("Correct how the timing is understood").click()
    page.get_by_label("Earliest day").fill("soon")
    page.get_by_label("Latest day").fill("later")
    save(page, "Save changes")


def new_initiative_with_nothing(page):
    page.goto("/2017-18/initiatives/add/")
    save(page, "Save changes")


def redaction_without_a_reason(page):
    page.goto(f"{OP_MAKESAFE}updates/1/redact/")
    page.get_by_label("Internal note").fill("Bell:\a")
    save(page, "Continue")


def removal_without_a_reason(page):
    page.goto("/2017-18/initiatives/6/remove/")
    save(page, "Remove it")


def plan_with_a_bad_filter(page):
    page.goto("/2017-18/?priority=99999&timing=later")


def changes_since_a_bad_day(page):
    page.goto("/2017-18/changes/?since=yesterday")


def highlights_to_copy(page):
    Initiative.objects.filter(number__lte=3).update(is_highlight=True)
    page.goto("/2017-18/reports/highlights/")


def report_of_changes_since_a_bad_day(page):
    page.goto("/2017-18/reports/changes/?since=2017-09-02&as_of=2017-09-01")


def report_of_a_bad_day(page):
    page.goto("/2017-18/reports/annual-plan/?as_of=yesterday")


def agency_report_of_nobody(page):
    page.goto("/2017-18/reports/agency/")
    page.get_by_role("button", name="Show").click()


def agency_report_of_the_police(page):
    page.goto("/2017-18/reports/agency/")
    page.get_by_label("Agency", exact=True).select_option(label="Police (Essex Police)")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="What Essex Police leads").wait_for()


# The end of a session


# Two writers


def outcome_conflict(page):
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("Four hotels were visited again.")
    newer = {"status": "at_risk", "status_reason": "No venue", "on": date(2018, 1, 8)}
    record(initiative(12), "Cancelled.", by=User.objects.get(email=ADMIN), **newer)
    save(page, "Save outcome")


def initiative_conflict(page):
    page.goto(f"{OP_MAKESAFE}edit/")
    page.get_by_label("Project or initiative").fill("Op Makesafe again")
    changed_meanwhile(12, timing="Aug 17")
    save(page, "Save changes")


def redaction_conflict(page):
    redaction_to_confirm(page)
    said = initiative(12).updates.get(number=1)
    left = {"text": "Hotels were visited.", "internal_note": "", "status_reason": ""}
    said.redact(after=0, by=User.objects.get(email=ADMIN), reason="Quicker.", **left)
    save(page, "Take the words out for good")


def restore_conflict(page):
    text_to_restore(page)
    record(initiative(12), "Cancelled again.", on=date(2018, 3, 9))
    save(page, "Use this text again")


def removal_conflict(page):
    page.goto(f"{OP_MAKESAFE}remove/")
    page.get_by_label("Why is it removed?").fill("Done by the county.")
    changed_meanwhile(12, timing="Sept 17")
    save(page, "Remove it")


def changed_meanwhile(number, **said):
    changed = initiative(number)
    for name, value in said.items():
        setattr(changed, name, value)
    with transaction.atomic():
        changed.claim(changed.version)
        changed.save()


# What is worth a second look


def outcome_worth_checking(page):
    page.goto("/2017-18/initiatives/11/update/")


def outcome_to_check_before_saving(page):
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill(
        "Two 16 year old girls were helped. Ring 07700 900123 or write to jo.day@scp.example."
    )
    page.get_by_label("Internal note").fill("The school asked for it.")
    save(page, "Save outcome")


# Drafts


def draft_saved(page):
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("Half a sentence about hot")
    save(page, "Save draft")


def draft_said(page):
    page.goto("/2017-18/initiatives/13/update/")
    page.get_by_label("Outcome").fill("Half a sentence about knives")
    page.get_by_text("Draft saved at").wait_for()


def draft_overtaken(page):
    draft_saved(page)
    record(initiative(12), "Cancelled.", by=User.objects.get(email=ADMIN), on=date(2018, 1, 9))
    page.reload()


def drafts_at_home(page):
    draft_saved(page)
    page.goto("/")


def drafts_among_actions(page):
    draft_saved(page)
    page.goto("/my-actions/")


# Typed text that was kept


def kept_at_sign_in(page):
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("Seven hotels were visited.")
    cookies = page.context.cookies()
    page.context.clear_cookies()
    save(page, "Save outcome")
    page.context.add_cookies(cookies)


def kept_offer(page):
    kept_at_sign_in(page)
    page.goto("/kept/")


def kept_notice_at_home(page):
    kept_at_sign_in(page)
    page.goto("/")


def grown_old_with_text(page):
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("Eight hotels were visited.")
    _rotate_token(page)
    save(page, "Save outcome")


def grown_old_without_text(page):
    page.goto("/")
    _rotate_token(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()


def refused_with_text(page):
    page.goto("/2017-18/initiatives/29/update/")
    page.get_by_label("Outcome").fill("Four cars were stopped.")
    initiative(29).lead_set.all().delete()
    save(page, "Save outcome")


def _rotate_token(page):
    [old] = [cookie for cookie in page.context.cookies() if cookie["name"] == "csrftoken"]
    page.context.add_cookies([{**old, "value": token_hex(16)}])


# Pages with everything in them, and with nothing


def initiative_with_a_story(page):
    """Statuses, reasons, notes, lists, links to priorities, a removed text and a corrected reading."""
    told = initiative(12)
    told.record(
        after=told.newest_number(),
        by=User.objects.get(email=POLICE),
        text="Ten hotels:\n• six in town\n• four outside",
        internal_note="Ring the county first.",
        status="off_track",
        status_reason="The county has no date yet",
        reported_on=date(2018, 2, 1),
        agency=Agency.objects.get(short_name="Police"),
    )
    PriorityLink.objects.create(
        initiative=told, key_priority=KeyPriority.objects.filter(plan=told.plan)[0], position=1
    )
    FrameworkLink.objects.create(
        initiative=told, framework_priority=FrameworkPriority.objects.all()[0], position=1
    )
    changed_meanwhile(12, timing="By Sept 17", _change_reason="The county has no date yet")
    page.goto(OP_MAKESAFE)


def initiative_with_a_long_story(page):
    for count in range(11, 23):
        told = {"status": "at_risk", "status_reason": "No date"} if count % 2 else {}
        record(initiative(12), f"{count} hotels.\n• one outside", on=date(2018, 2, 2), **told)
    page.goto(f"{OP_MAKESAFE}?page=2")


def text_to_restore(page):
    record(initiative(12), "Ten hotels:\n• six in town\n• four outside", on=date(2018, 3, 1))
    record(initiative(12), "Cancelled.", on=date(2018, 3, 2))
    page.goto(OP_MAKESAFE)
    page.get_by_role("link", name="Use this text again").first.click()
    page.get_by_role("button", name="Use this text again").wait_for()


def redaction_to_confirm(page):
    record(initiative(12), "Essex Police went again.", on=date(2018, 3, 1))
    earlier = initiative(12, 2016)
    Initiative.objects.filter(pk=initiative(12).pk).update(continues=earlier)
    record(earlier, initiative(12).updates.get(number=1).text, on=date(2017, 3, 1))
    page.goto(f"{OP_MAKESAFE}updates/1/redact/")
    page.get_by_role("textbox", name="Outcome", exact=False).fill("[Redacted]\n• one point")
    page.get_by_label("Why are the words taken out?").fill("They named a victim.")
    save(page, "Continue")


def redacted_outcome(page):
    redaction_to_confirm(page)
    save(page, "Take the words out for good")


def changed_plan(page):
    """Every kind of change, old above new."""
    changed = initiative(12)
    changed.history.update(history_date=timezone.now() - timedelta(days=60))
    record(changed, "Hotels were visited:\n• ten in town", on=date(2018, 4, 1), status="complete")
    changed_meanwhile(12, timing="July 17 – May 18")
    page.goto("/2017-18/changes/")


def outcome_saved(page):
    page.goto("/2017-18/initiatives/13/update/")
    save(page, "Save outcome")


def news_at_home(page):
    """More than stand unfolded."""
    police, author = Agency.objects.get(short_name="Police"), User.objects.get(email=POLICE)
    for number in (1, 3, 5, 12, 13, 20):
        record(initiative(number), "Delivered.", by=author, agency=police, status="complete")
    page.goto("/")
    page.get_by_text("1 older update").click()


def removed_initiative(page):
    changed_meanwhile(7, removed_on=date(2017, 9, 1), removal_reason="It was called off.")
    page.goto("/2017-18/initiatives/7/")


def initiative_to_put_back(page):
    removed_initiative(page)
    page.get_by_role("link", name="Put it back into the plan").click()
    page.get_by_role("button", name="Put it back").wait_for()


def plan_with_a_removed_initiative(page):
    removed_initiative(page)
    page.goto("/2017-18/")


def plan_filtered_to_nothing(page):
    page.goto("/2017-18/?q=zebra")


def plan_filtered(page):
    page.goto("/2017-18/?q=psp&agency=none&timing=")


# Pages that say no


def not_found(page):
    page.goto("/2019-20/")


def only_sent(page):
    page.goto("/accounts/logout/")


def not_allowed(page):
    page.goto("/2017-18/initiatives/1/update/")


def not_understood(page, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1
    sign_in_with_nothing(page)


def failed(page, monkeypatch):
    monkeypatch.setattr("initiatives.views.plans.PlanFilter", None)
    page.goto("/2017-18/")


def failed_with_text(page, monkeypatch):
    """A page that fails with what was typed on it; "-" in a web address is no place to break it."""
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill(
        "Nine hotels were visited:\n• seven in town\n• two outside, see "
        f"https://intranet.example/{'0123456789abcdef' * 6}"
    )
    page.get_by_label("Internal note").fill("Ring the county first.")
    monkeypatch.setattr("initiatives.forms.OutcomeForm.is_valid", None)
    save(page, "Save outcome")


def clash_without_a_form(page, monkeypatch):
    def clash(*args, **kwargs):
        raise OutOfDate(None)

    monkeypatch.setattr("initiatives.views.plans.PlanFilter", clash)
    page.goto("/2017-18/")
