"""What each person comes for, from the page they land on to what they leave with."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from openpyxl import load_workbook
from playwright.sync_api import expect

from initiatives.models import Agency, OutcomeUpdate
from scp_tracker.accounts.models import User
from scp_tracker.kept.models import KeptForm
from tests.browser.people import ADMIN, CBH, CLERK, OFFICER, PASSWORD, POLICE, READER, sign_in
from tests.browser.scenes import (
    OP_MAKESAFE,
    grown_old_with_text,
    grown_old_without_text,
    initiative,
    kept_at_sign_in,
    outcome_conflict,
    outcome_to_check_before_saving,
    refused_with_text,
    save,
)
from tests.builders import record
from tests.reports.public.papers import give_out

pytestmark = pytest.mark.browser

PACK = Path(__file__).parent.parent / "pack"
YEAR_END = "/2016-17/reports/year-end/"
ANNUAL_PLAN = "/2017-18/reports/annual-plan/"
NEW_PASSWORD = "four quiet green kettles"


def repaired(paper, *fields):
    """The rows of the hand-checked list, each as the texts of these fields."""
    rows = json.loads((PACK / paper).read_text(encoding="utf-8"))["rows"]
    return [[row["repaired"][field] for field in fields] for row in rows]


def data_of(page):
    """Follow the open page's link to its Excel file, and read what the Data sheet says."""
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Download Excel")).click()
    workbook = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    rows = workbook["Data"].iter_rows(values_only=True)
    return [["" if text is None else text for text in row] for row in rows]


def done(page):
    return page.get_by_role("alert")


def heading(page):
    return page.get_by_role("heading", level=1)


def actions(page):
    """The initiatives that My actions lists, and who leads each."""
    page.goto("/my-actions/")
    rows = page.get_by_role("row").filter(has=page.get_by_role("rowheader"))
    return {
        row.locator("a").first.inner_text(): row.get_by_role("cell").first.inner_text()
        for row in rows.all()
    }


# The clerk


def test_the_clerk_takes_the_year_end_report_away(tracker, window):
    page = window()
    page.goto(YEAR_END)
    sign_in(page, CLERK)

    heads, *rows = data_of(page)

    assert heads == ["Reference", "Key Priority", "Target", "Lead Agency", "Outcome", "Paper"]
    assert {row.pop() for row in rows} == {"DRAFT"}
    assert [row[0] for row in rows] == [f"2016-17/{number:02}" for number in range(1, 35)]
    assert [row[2:] for row in rows] == repaired(
        "year_end_2016_17.json", "target", "lead", "outcome"
    )


def test_the_clerk_takes_the_annual_plan_away(tracker, window):
    page = window(CLERK)
    page.goto("/")
    page.get_by_role("link", name="Annual partnership plan 2017-18").click()

    _heads, *rows = data_of(page)

    assert {row.pop() for row in rows} == {"DRAFT"}
    assert [row[0] for row in rows] == [f"2017-18/{number:02}" for number in range(1, 31)]
    fields = ("title", "outcome", "timing", "fund", "lead", "scp_kps", "pcc_kps", "ep_kps")
    assert [row[1:] for row in rows] == repaired("annual_plan_2017_18.json", *fields)


def test_the_clerk_lets_warnings_stand_issues_the_plan_and_the_public_reads_it(tracker, window):
    page = window(CLERK)
    page.goto(ANNUAL_PLAN)
    page.get_by_role("link", name="Check before issue").click()
    waiting = page.locator("a[href*='/accept/']:visible")
    while waiting.count():
        waiting.first.click()  # all of a kind together, where there are several
        page.get_by_label("Why may they stand?").fill("The committee knows.")
        page.get_by_role("main").get_by_role("button").first.click()
        expect(heading(page)).to_have_text("Checks before issue")
    expect(page.get_by_role("main")).to_contain_text("0 warnings")

    page.goto(f"{ANNUAL_PLAN}issue/")
    page.get_by_role("button", name="Issue as number 1").click()
    expect(done(page)).to_contain_text("Annual partnership plan 2017-18, issue 1 is out.")

    public = window()
    public.goto("/")
    public.get_by_role("link", name="Annual partnership plan 2017-18, issue 1").click()
    expect(public.get_by_role("rowheader", name="Op Makesafe")).to_be_visible()
    expect(public.get_by_text("The committee knows.")).to_have_count(0)
    expect(public.get_by_text("DRAFT")).to_have_count(0)


@pytest.mark.parametrize(("address", "column"), [(YEAR_END, "Outcome"), (ANNUAL_PLAN, "OUTCOMES")])
def test_the_page_and_the_file_say_the_same(tracker, window, address, column):
    page = window(CLERK)
    page.goto(address)

    shown = page.locator("td .scp-outcome").all_inner_texts()

    heads, *rows = data_of(page)
    filed = [row[heads.index(column)].replace("• ", "") for row in rows]
    assert [text.split() for text in shown] == [text.split() for text in filed]


def test_the_clerk_reads_everything_but_changes_nothing(tracker, window):
    page = window(CLERK)
    page.goto(OP_MAKESAFE)

    expect(heading(page)).to_have_text("Op Makesafe")
    expect(page.get_by_role("button", name="Update the outcome")).to_have_count(0)
    expect(page.get_by_role("button", name="Edit the initiative")).to_have_count(0)
    for ending in ("update/", "edit/", "remove/"):
        assert page.goto(OP_MAKESAFE + ending).status == 403


# The partner agencies


def test_the_police_answer_for_six_and_cbh_for_two(tracker, window):
    police, housing = actions(window(POLICE)), actions(window(CBH))

    assert len(police) == 6
    assert [led_by for led_by in police.values() if led_by != "Police"] == ["CBC / Police"]
    assert housing == {
        "MAD (Make a Difference) Days": "CBH",
        "PSPO East Bay & The Moors area": "CBH / CBC",
    }


def test_a_partner_answers_and_the_report_shows_it_at_once(tracker, window):
    page = window()
    page.goto("/")
    page.get_by_role("link", name="Sign in").first.click()
    sign_in(page, POLICE)

    page.get_by_role("button", name=re.compile("^Update Op Makesafe")).click()
    page.get_by_label("Outcome").fill("Fourteen hotels have the posters.")
    page.get_by_label("Internal note").fill("The county wants to hear of it first.")
    save(page, "Save outcome")

    expect(done(page)).to_contain_text("Outcome recorded for Op Makesafe.")
    page.goto(ANNUAL_PLAN)
    expect(page.get_by_role("cell", name="Fourteen hotels have the posters.")).to_be_visible()
    expect(page.get_by_text("The county wants")).to_have_count(0)
    page = window(OFFICER)
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Example police partner for Police")


def test_a_status_that_worries_asks_why_and_another_does_not(tracker, window):
    page = window(POLICE)
    page.goto(f"{OP_MAKESAFE}update/")
    reason = page.get_by_label("Reason for the status")

    expect(reason).to_be_hidden()
    page.get_by_label("At risk", exact=True).check()
    reason.fill("No venue.")
    page.get_by_label("Off track", exact=True).check()
    expect(reason).to_have_value("No venue.")
    page.get_by_label("On track", exact=True).check()
    expect(reason).to_be_hidden()
    save(page, "Save outcome")

    newest = OutcomeUpdate.objects.get(recorded_by__email=POLICE)
    assert (newest.status, newest.status_reason) == ("on_track", "")


def test_what_might_identify_a_person_is_shown_before_it_is_saved(tracker, window):
    page = window(POLICE)

    outcome_to_check_before_saving(page)

    check = page.get_by_role("alert", name="Check before you save")
    expect(check).to_be_focused()
    expect(check.get_by_role("mark")).to_have_count(4)
    check.get_by_role("link", name="Change the text").click()
    expect(page.get_by_label("Outcome")).to_be_focused()
    page.get_by_label("Outcome").fill("Two young people were helped.")
    save(page, "Save outcome")
    expect(page.get_by_role("alert")).to_contain_text("Two young people")
    save(page, "Save as it is")

    expect(done(page)).to_contain_text("Outcome recorded for Op Makesafe.")


def test_a_partner_has_no_way_into_what_others_lead(tracker, window):
    page = window(POLICE)
    page.goto("/2017-18/initiatives/1/")

    expect(heading(page)).to_have_text("Crucial Crew (Year 6 pupils)")
    expect(page.get_by_role("button", name="Update the outcome")).to_have_count(0)
    assert page.goto("/2017-18/initiatives/1/update/").status == 403
    assert page.goto(f"{OP_MAKESAFE}edit/").status == 403


def test_a_joint_lead_answers_too(tracker, window):
    page = window(CBH)
    page.goto("/2017-18/initiatives/22/")

    page.get_by_role("button", name="Update the outcome").click()
    page.get_by_label("Outcome").fill("The order is in force.")
    save(page, "Save outcome")

    expect(done(page)).to_contain_text("Outcome recorded")
    expect(page.get_by_role("main")).to_contain_text("by Example CBH partner for CBH")


# Committee members


def test_a_committee_member_reads_published_papers_and_nothing_else(tracker, window):
    give_out("year-end", year=2016)
    page = window(READER)
    page.goto("/")

    expect(page.get_by_role("table", name=re.compile("by status in each"))).to_be_visible()
    menu = page.get_by_role("navigation", name="Menu").get_by_role("link")
    assert menu.all_inner_texts() == ["Home", "Papers"]
    page.get_by_role("link", name="Year end performance report 2016-17, issue 1").click()
    expect(page.get_by_role("cell", name="CBH / Catch 22").first).to_be_visible()
    for address in ("/2017-18/", "/reports/", "/2016-17/reports/year-end/"):
        assert page.goto(address).status == 403
    assert page.goto(OP_MAKESAFE).status == 404


# The community safety officer


def test_an_officer_edits_an_initiative(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/?q=makesafe")
    page.get_by_role("link", name="Op Makesafe").click()
    page.get_by_role("button", name="Edit the initiative").click()

    page.get_by_label("Lead agency").fill("Police & CBC")
    page.get_by_label("Fund source").fill("Police / PCC")
    page.get_by_label("Timing (optional)", exact=True).fill("July – Sept 17")
    page.get_by_label("Why the end moves").fill("The county added two nights")
    page.get_by_label("KP1").check()
    save(page, "Save changes")

    expect(done(page)).to_contain_text("Changes to Op Makesafe saved.")
    main = page.get_by_role("main")
    for words in ("Police & CBC", "Police / PCC", "July – Sept 17", "two nights", "KP1"):
        expect(main).to_contain_text(words)
    page.goto(ANNUAL_PLAN)
    expect(page.get_by_role("row", name="Op Makesafe")).to_contain_text("Police & CBC")


def test_an_officer_sees_how_a_timing_is_understood_while_typing_it(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/initiatives/12/edit/")
    timing = page.get_by_label("Timing (optional)", exact=True)
    told = page.locator("[data-reading-of]")

    timing.fill("Mar 17 – Mar 18")
    expect(told).to_contain_text("is understood as: starts March 2017, ends March 2018.")
    timing.fill("<b>soon</b>")
    expect(told).to_contain_text("“<b>soon</b>” is understood as: not read as a date")
    timing.fill("")
    expect(told).to_be_empty()


def test_an_officer_says_why_an_end_moves_and_corrects_how_it_is_understood(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/initiatives/12/edit/")
    page.get_by_label("Timing (optional)", exact=True).fill("By Sept 17")
    page.get_by_label("Why the end moves").fill("The county added a night")
    save(page, "Save changes")
    expect(done(page)).to_contain_text("“By Sept 17” is understood as: by September 2017.")
    expect(page.get_by_role("main")).to_contain_text(
        "End moved from July 2017 to September 2017: The county added a night"
    )

    page.get_by_role("link", name="Correct how the timing is understood").click()

    page.get_by_label("Latest day").fill("21/9/2017")  # its part of the page has opened
    page.get_by_label("How exact the end is").select_option("To the day")
    page.get_by_label("Why the end moves").fill("The last night is known")
    save(page, "Save changes")
    expect(page.get_by_role("main")).to_contain_text("by 21 September 2017 (corrected by")


def test_an_officer_marks_what_partners_wrote_as_seen(tracker, window):
    police = Agency.objects.get(short_name="Police")
    author = User.objects.get(email=POLICE)
    for number, text in ((12, "Four hotels were visited."), (13, "Two arrests were made.")):
        record(initiative(number), text, by=author, agency=police)
    page = window(OFFICER)
    page.goto("/")

    page.get_by_role("button", name="Mark as seen update 2 of 2017-18/12").click()

    expect(done(page)).to_contain_text("The update is marked as seen.")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Two arrests were made.")
    expect(main).not_to_contain_text("Four hotels were visited.")
    page.get_by_role("button", name="Mark all as seen").click()
    expect(main).to_contain_text("Nothing that you have not seen.")


def test_an_officer_adds_an_initiative(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/")
    page.get_by_role("button", name="Add an initiative").click()

    page.get_by_label("Project or initiative").fill("Winter night shelter")
    page.get_by_label("Lead agency").fill("CBC / CBH")
    save(page, "Save changes")

    expect(done(page)).to_contain_text(
        "Winter night shelter is now initiative 31 of 2017-18.", use_inner_text=True
    )
    assert "Winter night shelter" in actions(window(CBH))


def test_an_officer_removes_an_initiative_and_puts_it_back(tracker, window):
    page, partner = window(OFFICER), window(POLICE)
    page.goto(OP_MAKESAFE)

    page.get_by_role("link", name="Remove it from the plan").click()
    page.get_by_label("Why is it removed?").fill("The county runs it now.")
    save(page, "Remove it")
    expect(page.get_by_role("main")).to_contain_text("The county runs it now.")
    assert partner.goto(OP_MAKESAFE).status == 404
    assert len(actions(partner)) == 5

    page.get_by_role("link", name="Put it back into the plan").click()
    save(page, "Put it back")
    expect(done(page)).to_contain_text("put back into the plan")
    assert partner.goto(OP_MAKESAFE).status == 200


# Two writers


def test_the_later_of_two_writers_loses_nothing(tracker, window):
    first, later = window(POLICE), window(OFFICER)
    for page in (first, later):
        page.goto(f"{OP_MAKESAFE}update/")
    first.get_by_label("Outcome").fill("Written first.")
    later.get_by_label("Outcome").fill("Written later.\n• with a point")

    save(first, "Save outcome")
    with later.expect_response(re.compile("update")) as answer:
        save(later, "Save outcome")

    assert answer.value.status == 409
    shown = later.locator(".scp-conflict")
    expect(shown).to_contain_text("Written first.")
    expect(shown).to_contain_text("Written later.")
    expect(later.get_by_label("Outcome")).to_have_value("Written later.\n• with a point")
    save(later, "Save outcome")
    expect(done(later)).to_contain_text("Outcome recorded")
    texts = OutcomeUpdate.objects.filter(initiative=initiative(12)).order_by("number")
    assert [update.text for update in texts][1:] == [
        "Written first.",
        "Written later.\n• with a point",
    ]


def test_the_later_of_two_editors_sees_what_differs(tracker, window):
    first, later = window(OFFICER), window(ADMIN)
    for page in (first, later):
        page.goto(f"{OP_MAKESAFE}edit/")
    first.get_by_label("Fund source").fill("PCC")
    later.get_by_label("Fund source").fill("SCP")

    save(first, "Save changes")
    with later.expect_response(re.compile("edit")) as answer:
        save(later, "Save changes")

    assert answer.value.status == 409
    expect(later.locator(".scp-conflict")).to_contain_text("PCC")
    expect(later.get_by_label("Fund source")).to_have_value("SCP")
    save(later, "Save changes")
    assert initiative(12).funded_by == "SCP"


# What was typed when the session had ended


def test_what_was_typed_outlives_the_session(tracker, window):
    page = window(POLICE)
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("Typed over lunch.\n• and after")
    page.context.clear_cookies()
    save(page, "Save outcome")

    expect(page.get_by_role("main")).to_contain_text("It has been kept")
    sign_in(page, POLICE)
    expect(page.get_by_text("Typed over lunch.")).to_be_visible()
    save(page, re.compile("^Send it now"))

    expect(done(page)).to_contain_text("Outcome recorded for Op Makesafe.")
    newest = OutcomeUpdate.objects.get(recorded_by__email=POLICE)
    assert newest.text == "Typed over lunch.\n• and after"
    assert not KeptForm.objects.exists()


def test_nobody_else_who_signs_in_there_sees_what_was_typed(tracker, window):
    page = window(POLICE)
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("Typed over lunch.")
    page.context.clear_cookies()
    save(page, "Save outcome")

    sign_in(page, OFFICER)

    expect(page.get_by_text("Example officer")).to_be_visible()
    assert "Typed over lunch." not in page.content()
    page.goto("/kept/")
    assert "Typed over lunch." not in page.content()
    assert not OutcomeUpdate.objects.filter(recorded_by__email=POLICE).exists()
    page = window(POLICE)
    page.goto("/")
    page.get_by_role("link", name="Read it and decide").click()
    expect(page.get_by_text("Typed over lunch.")).to_be_visible()


def test_a_page_grown_old_gives_the_text_back(tracker, window):
    page = window(POLICE)

    grown_old_with_text(page)

    expect(page.get_by_text("Eight hotels were visited.")).to_be_visible()
    save(page, re.compile("^Send it now"))
    expect(done(page)).to_contain_text("Outcome recorded for Op Makesafe.")


def test_a_sign_out_grown_old_leads_on(tracker, window):
    page = window(POLICE)

    grown_old_without_text(page)
    page.get_by_role("link", name="Open the page again").click()

    expect(page.get_by_role("heading", name="Your actions")).to_be_visible()


def test_what_is_refused_meanwhile_is_given_back(tracker, window):
    page = window(POLICE)

    refused_with_text(page)

    expect(heading(page)).to_have_text("What you typed was not saved")
    expect(page.get_by_text("Four cars were stopped.")).to_be_visible()
    page.get_by_role("link", name="What you typed was kept").click()
    expect(page.get_by_text("Four cars were stopped.")).to_be_visible()


def test_what_was_kept_can_be_thrown_away(tracker, window):
    page = window(POLICE)
    kept_at_sign_in(page)
    page.goto("/kept/")

    save(page, re.compile("^Throw it away"))

    expect(page.get_by_text("Seven hotels were visited.")).to_have_count(0)
    assert not KeptForm.objects.exists()


def test_a_kept_text_that_meets_a_newer_one_is_a_conflict(tracker, window):
    page = window(POLICE)
    kept_at_sign_in(page)
    outcome_conflict(window(OFFICER))
    page.goto("/kept/")

    save(page, re.compile("^Send it now"))

    expect(page.locator(".scp-conflict")).to_contain_text("Cancelled.")
    expect(page.get_by_label("Outcome")).to_have_value("Seven hotels were visited.")


# People


def the_link(message):
    """The address that a letter asks its reader to open, on this server."""
    return re.search(r"https?://\S+/set-password/\S+", message.body)[0]


def test_an_administrator_invites_somebody_who_begins(tracker, window):
    page = window(ADMIN)
    page.goto("/")
    page.get_by_role("link", name="Set-up").click()
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Add person").click()
    page.get_by_label("Name").fill("New partner")
    page.get_by_label("E-mail address").fill("new@scp.example")
    page.get_by_role("checkbox", name="CBH", exact=False).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("An invitation was sent to new@scp.example.")).to_be_visible()

    [message] = mail.outbox
    guest = window()
    guest.goto(the_link(message))
    guest.get_by_label("New password").fill(NEW_PASSWORD)
    save(guest, "Save password")

    expect(done(guest)).to_contain_text("Your password is saved and you are signed in.")
    assert len(actions(guest)) == 2
    guest.get_by_role("button", name="Sign out").click()
    guest.goto("/accounts/login/")
    sign_in(guest, "new@scp.example", NEW_PASSWORD)
    expect(guest.get_by_text("New partner")).to_be_visible()


def test_a_forgotten_password_is_replaced(tracker, window):
    page = window()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="I have forgotten my password").click()
    page.get_by_label("E-mail address").fill(CLERK)
    save(page, "Send me a link")
    expect(heading(page)).to_have_text("Check your e-mail")

    [message] = mail.outbox
    link = the_link(message)
    page.goto(link)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    save(page, "Save password")

    expect(page.get_by_text("Example clerk")).to_be_visible()
    page = window()
    page.goto(link)
    expect(heading(page)).to_have_text("This link no longer works")
    page.goto("/accounts/login/")
    sign_in(page, CLERK, PASSWORD)
    expect(page.get_by_role("main")).to_contain_text("is not right")
    sign_in(page, CLERK, NEW_PASSWORD)
    expect(page.get_by_text("Example clerk")).to_be_visible()


def test_a_password_is_changed(tracker, window):
    page = window(READER)
    page.goto("/")
    page.get_by_role("link", name="Change password").click()

    page.get_by_label("Present password").fill(PASSWORD)
    page.get_by_label("New password").fill(NEW_PASSWORD)
    save(page, "Save password")

    expect(done(page)).to_contain_text("Your password has been changed.")
    expect(page.get_by_text("Example committee member")).to_be_visible()


def test_signing_out_ends_it(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/")

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Published papers").first).to_be_visible()
    page.go_back()
    expect(heading(page)).to_have_text("Sign in")
