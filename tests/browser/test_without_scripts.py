"""Everything works in a browser with scripts off."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from initiatives.models import OutcomeUpdate
from tests.browser.looks import plain_faults
from tests.browser.pages import pages_of, set_up_pages
from tests.browser.people import ADMIN, CLERK, NOBODY, OFFICER, POLICE, READER, sign_in
from tests.browser.scenes import (
    OP_MAKESAFE,
    initiative,
    outcome_conflict,
    outcome_to_check_before_saving,
    redaction_to_confirm,
    save,
    text_to_restore,
)
from tests.browser.set_up_scenes import press
from tests.reports.public.papers import give_out
from tests.set_up_screens import address_of

pytestmark = pytest.mark.browser


@pytest.fixture
def plain_window(window):
    """Opens a window with scripts off; a phone's, where most of ours are added."""
    return lambda email="": window(
        email, java_script_enabled=False, viewport={"width": 375, "height": 800}
    )


def test_a_partner_signs_in_answers_and_signs_out(tracker, plain_window):
    page = plain_window()
    page.goto("/my-actions/")

    sign_in(page, POLICE)
    page.get_by_role("button", name=re.compile("Update Op Makesafe")).click()
    page.get_by_label("Outcome").fill("Twelve hotels were visited.")
    page.get_by_label("On track", exact=True).check()
    save(page, "Save outcome")
    expect(page.get_by_role("alert")).to_contain_text("Outcome recorded for Op Makesafe.")
    expect(page.get_by_role("main")).to_contain_text("Twelve hotels were visited.")
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Published papers")).to_be_visible()
    page.goto("/my-actions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_every_place_of_the_menu_is_there(tracker, plain_window):
    page = plain_window(POLICE)
    page.goto("/")

    for place in ("Home", "Plan", "My actions", "Reports"):
        page.get_by_role("navigation", name="Menu").get_by_role("link", name=place).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_plan_is_filtered(tracker, plain_window):
    page = plain_window(CLERK)
    page.goto("/2017-18/")

    page.get_by_label("Words").fill("pspo")
    page.get_by_label("Timing").select_option("To be confirmed")
    page.get_by_role("button", name="Apply filters").click()

    expect(page.get_by_role("heading", name="1 of 30 initiatives")).to_be_visible()
    assert "q=pspo" in page.url
    page.get_by_role("link", name="Clear filters").click()
    expect(page.get_by_role("heading", name="30 initiatives")).to_be_visible()


def test_a_conflict_is_settled(tracker, plain_window):
    page = plain_window(POLICE)

    outcome_conflict(page)
    expect(page.get_by_role("main")).to_contain_text("Cancelled.")
    expect(page.get_by_label("Outcome")).to_have_value("Four hotels were visited again.")
    save(page, "Save outcome")

    newest = OutcomeUpdate.objects.filter(initiative=initiative(12)).order_by("number").last()
    assert newest.text == "Four hotels were visited again."


def test_what_might_identify_a_person_is_shown_and_then_saved(tracker, plain_window):
    page = plain_window(POLICE)

    outcome_to_check_before_saving(page)
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet.")
    expect(page.get_by_label("Internal note")).to_have_value("The school asked for it.")
    save(page, "Save as it is")

    newest = OutcomeUpdate.objects.filter(initiative=initiative(12)).order_by("number").last()
    assert newest.text.startswith("Two 16 year old girls")
    assert newest.internal_note == "The school asked for it."


def test_the_reason_of_a_status_is_always_asked(tracker, plain_window):
    page = plain_window(POLICE)
    page.goto(f"{OP_MAKESAFE}update/")

    page.get_by_label("Stopped", exact=True).check()
    page.get_by_label("Reason for the status").fill("No money.")
    save(page, "Save outcome")

    expect(page.get_by_role("main")).to_contain_text("Stopped No money.")


def test_an_earlier_text_is_used_again(tracker, plain_window):
    page = plain_window(POLICE)

    text_to_restore(page)
    save(page, "Use this text again")

    expect(page.get_by_role("alert")).to_contain_text("prints again.")
    printed = page.get_by_role("heading", name="Outcome as it prints now")
    expect(printed.locator("xpath=following-sibling::div[1]")).to_contain_text("six in town")
    assert not plain_faults(page)


def test_words_are_taken_out_after_a_second_look(tracker, plain_window):
    page = plain_window(ADMIN)

    redaction_to_confirm(page)
    expect(page.get_by_role("main")).to_contain_text("This cannot be undone.")
    assert not plain_faults(page)
    save(page, "Go back and change it")
    page.get_by_role("textbox", name="Outcome").fill("Hotels were visited.")
    save(page, "Continue")
    save(page, "Take the words out for good")

    expect(page.get_by_role("alert")).to_contain_text("The words were taken out of update 1.")
    assert initiative(12).updates.get(number=1).text == "Hotels were visited."


def test_an_error_leads_to_its_field(tracker, plain_window):
    page = plain_window(POLICE)
    page.goto(f"{OP_MAKESAFE}update/")
    page.get_by_label("Outcome").fill("")
    save(page, "Save outcome")

    page.get_by_role("link", name="Write the outcome: what has happened so far.").click()

    expect(page.get_by_label("Outcome")).to_be_focused()


def test_an_initiative_is_edited_and_its_reading_corrected(tracker, plain_window):
    page = plain_window(OFFICER)
    page.goto(f"{OP_MAKESAFE}edit/")

    page.get_by_label("Lead agency").fill("Police / CBC")
    page.get_by_label("KP2").check()
    expect(page.get_by_label("Latest day")).to_be_hidden()
    page.get_by_text("Correct how the timing is understood").click()
    page.get_by_label("Latest day").fill("16/7/2017")
    save(page, "Save changes")

    expect(page.get_by_role("alert")).to_contain_text("Changes to Op Makesafe saved.")
    expect(page.get_by_role("main")).to_contain_text("corrected by an officer")
    changed = initiative(12)
    assert changed.led_by == "Police / CBC"
    assert [priority.number for priority in changed.key_priorities.all()] == [2]


def test_an_excel_file_is_downloaded(tracker, plain_window):
    page = plain_window(CLERK)
    page.goto("/2017-18/reports/")

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Download Excel file of the annual")).click()

    content = Path(download.value.path()).read_bytes()
    assert load_workbook(BytesIO(content)).sheetnames[-1] == "Data"


@pytest.mark.parametrize("email", [NOBODY, READER, POLICE, CLERK, OFFICER])
def test_every_page_fits_a_phone_and_has_nothing_that_does_nothing(tracker, plain_window, email):
    page = plain_window(email)
    found = []

    for address in pages_of(email):
        page.goto(address)
        found += plain_faults(page)

    assert not found, "\n".join(found)


def test_every_set_up_screen_does_too(tracker, plain_window):
    page = plain_window(ADMIN)
    found = []

    for address in set_up_pages().values():
        page.goto(address)
        found += plain_faults(page)

    assert not found, "\n".join(found)


def test_a_fund_source_is_set_up(tracker, plain_window):
    page = plain_window(OFFICER)
    page.goto("/admin/initiatives/fundsource/?q=zebra")
    page.get_by_label("Find").fill("pcc")
    press(page, "Search")
    expect(page.get_by_role("link", name="PCC")).to_be_visible()
    page.get_by_role("link", name="Add fund source").click()
    page.get_by_label("Name:").fill("PCC")
    press(page, "Save")
    page.get_by_role("link", name="There is already a fund source").first.click()
    expect(page.get_by_label("Name:")).to_be_focused()
    page.get_by_label("Name:").fill("Lottery")
    press(page, "Save and continue editing")
    page.get_by_role("link", name="What changed").click()
    page.get_by_role("link", name="Lottery").click()
    page.get_by_role("link", name="Delete").click()
    press(page, "Yes, delete it")

    expect(page.get_by_text("was deleted successfully")).to_be_visible()


def test_leads_are_chosen_from_a_plain_list(tracker, plain_window):
    page = plain_window(OFFICER)
    page.goto(address_of(initiative(5)))

    page.get_by_label("Agency, lead agency 2").select_option(
        "CARA (Centre for Action on Rape and Abuse)"
    )
    press(page, "Save")

    assert initiative(5).led_by == "CBC / CARA"


def test_a_visitor_finds_the_newest_paper_filters_it_by_keyboard_and_takes_it_away(
    tracker, plain_window
):
    issued = give_out("annual-plan")
    page = plain_window()
    page.goto("/")

    page.get_by_role("link", name="Annual partnership plan 2017-18, issue 1").click()
    page.locator("summary", has_text="Show only some projects and initiatives").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Lead agency").focus()
    page.keyboard.type("CBH")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("agency=cbh"))
    expect(page.get_by_role("main")).to_contain_text(
        re.compile("projects and initiatives in this paper (is|are) shown")
    )
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(r"issue 1 as PDF")).click()

    file = issued.files.get(extension="pdf")
    assert Path(download.value.path()).read_bytes() == bytes(file.content)
