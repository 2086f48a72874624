"""Everything can be reached and done with a keyboard, in the order of the page, and seen meanwhile."""

import re

import pytest
from playwright.sync_api import expect

from initiatives.models import Agency, OutcomeUpdate
from tests.browser.people import ADMIN, NOBODY, OFFICER, PASSWORD, POLICE
from tests.browser.scenes import OP_MAKESAFE, initiative
from tests.set_up_screens import address_of

pytestmark = pytest.mark.browser

MOST_STOPS = 120


def tab_to(page, name, *, keys="Tab"):
    """Press the Tab key until the focus is on the control of that name."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(keys)
        focused = page.locator(":focus")
        if focused.count() and re.search(name, _name_of(focused)):
            return
    pytest.fail(f"No key press reached “{name}” on {page.url}.")


def follow(page):
    """Press Enter on what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _name_of(control):
    return control.evaluate(
        """control => (control.labels?.length ? control.labels[0].innerText
            : control.textContent.trim() || control.value || "")"""
    )


@pytest.mark.parametrize(
    ("email", "address"), [(NOBODY, "/"), (POLICE, "/2017-18/"), (OFFICER, "/admin/")]
)
def test_the_first_stop_leads_past_the_menu(tracker, window, email, address):
    page = window(email)
    page.goto(address)

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    assert page.locator(":focus").evaluate("at => at.tagName") == "MAIN"


def test_an_outcome_is_written_from_sign_in_to_saved(tracker, window):
    page = window()
    page.goto("/")

    tab_to(page, "^Sign in$")
    follow(page)
    tab_to(page, "^E-mail address")
    page.keyboard.type(POLICE)
    tab_to(page, "^Password$")
    page.keyboard.type(PASSWORD)
    follow(page)
    tab_to(page, "^My actions$")
    follow(page)
    tab_to(page, "^Update Op Makesafe")
    follow(page)
    tab_to(page, "^Outcome")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nEvery hotel has the posters.")
    tab_to(page, "^No status recorded")
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    tab_to(page, "^Save outcome")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Outcome recorded for Op Makesafe.")
    newest = OutcomeUpdate.objects.get(recorded_by__email=POLICE)
    assert newest.text.endswith("\nEvery hotel has the posters.")
    assert newest.status == "complete"


def test_the_menu_of_a_phone_opens_by_key(tracker, window):
    page = window(POLICE, viewport={"width": 375, "height": 700})
    page.goto("/2017-18/")
    expect(page.get_by_role("link", name="My actions")).to_be_hidden()

    tab_to(page, "^Menu")
    page.keyboard.press("Enter")
    tab_to(page, "^My actions$")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")


def test_the_reading_of_a_timing_opens_by_key(tracker, window):
    page = window(OFFICER)
    page.goto(f"{OP_MAKESAFE}edit/")

    tab_to(page, "^Correct how the timing is understood")
    page.keyboard.press("Enter")
    tab_to(page, "^Earliest day")

    expect(page.get_by_label("Earliest day")).to_be_in_viewport()


def test_a_wide_table_scrolls_by_key(tracker, window):
    page = window(ADMIN, viewport={"width": 700, "height": 700})
    page.goto("/")

    region = page.get_by_role("region", name="Each plan year")
    region.focus()
    page.keyboard.press("End")

    expect(region).to_be_focused()


def test_an_agency_is_set_up_from_the_home_page(tracker, window):
    page = window(OFFICER)
    page.goto("/")

    for place in ("^Set-up$", "^Agencies$", "^Add agency"):
        tab_to(page, place)
        follow(page)
    tab_to(page, "^Save$")
    follow(page)
    expect(page.locator(":focus")).to_contain_text("There is a problem")
    tab_to(page, "^Short name: This field is required")
    page.keyboard.press("Enter")
    page.keyboard.type("RNLI")
    tab_to(page, "^Name:")
    page.keyboard.type("Royal National Lifeboat Institution")
    tab_to(page, "^Save$")
    follow(page)

    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Agency.objects.get(short_name="RNLI").name.startswith("Royal")


def test_a_long_list_of_choices_is_searched_and_chosen_from(tracker, window):
    page = window(OFFICER)
    page.goto(address_of(initiative(5)))

    page.get_by_role("combobox", name="Agency, lead agency 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Find: Agency, lead agency 1")
    page.keyboard.type("beacon")
    page.keyboard.press("Enter")
    tab_to(page, "^Save$")
    follow(page)

    assert initiative(5).led_by == "Beacon House / Police"
