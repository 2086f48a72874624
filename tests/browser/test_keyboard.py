"""Everything can be reached and done with a keyboard, in the order of the page, and seen meanwhile."""

import re

import pytest
from playwright.sync_api import expect

from initiatives.models import OutcomeUpdate
from tests.browser.pages import pages_of
from tests.browser.people import ADMIN, NOBODY, OFFICER, PASSWORD, POLICE, READER
from tests.browser.scenes import ERRORS, OP_MAKESAFE

pytestmark = pytest.mark.browser

MOST_STOPS = 120
# How each element looks, by its place in the page; a box to tick is drawn before its label.
LOOKS = """() => {
    window.look = element => {
        const drawn = [getComputedStyle(element)];
        for (const label of element.labels || []) drawn.push(getComputedStyle(label, "::before"));
        return drawn.map(style => [style.outline, style.boxShadow, style.backgroundColor,
            style.borderColor, style.clipPath, style.position, style.color].join()).join();
    };
    window.everything = [...document.body.querySelectorAll("*")];
    window.before = everything.map(look);
}"""
CONTROLS = """() => everything.filter(element => element.checkVisibility()
    && element.matches("a[href], button, input:not([type=hidden]), select, textarea, summary")
).map(element => everything.indexOf(element))"""
STOP = """() => {
    const stop = document.activeElement;
    if (stop === document.body) return null;
    const place = everything.indexOf(stop), box = stop.getBoundingClientRect();
    return {
        place,
        what: stop.outerHTML.slice(0, 90),
        isSeen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
        looksDifferent: look(stop) !== before[place],
    };
}"""


def stops(page):
    """Each element that the Tab key stops at, until it leaves the page or begins anew."""
    page.evaluate(LOOKS)
    walked = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (walked and stop["place"] == walked[0]["place"]):
            break
        walked.append(stop)
    return walked


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
        "control => control.labels?.length ? control.labels[0].innerText : control.textContent"
    )


@pytest.mark.parametrize("email", [NOBODY, POLICE])
def test_the_first_stop_leads_past_the_menu(tracker, window, email):
    page = window(email)

    for address in pages_of(email):
        page.goto(address)
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text("Skip to main content")
        expect(page.locator(":focus")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_id("main-content")


@pytest.mark.parametrize("email", [NOBODY, OFFICER, POLICE, READER])
def test_the_focus_follows_the_page_and_is_seen(tracker, window, email):
    page = window(email)
    found = []

    for address in pages_of(email):
        page.goto(address)
        walked = stops(page)
        places = [stop["place"] for stop in walked]
        assert len(walked) > 3
        if places != sorted(places):
            found.append(f"{address}: the order jumps")
        if missed := set(page.evaluate(CONTROLS)) - set(places):
            found.append(f"{address}: no key reaches {missed}")
        for stop in walked:
            if not (stop["isSeen"] and stop["looksDifferent"]):
                found.append(f"{address}: {stop}")

    assert found == []


@pytest.mark.parametrize("email", [NOBODY, READER, POLICE, OFFICER])
def test_every_error_leads_to_its_field(tracker, window, email):
    page = window(email)

    for person, reach in ERRORS:
        if person != email:
            continue
        reach(page)
        links = page.locator(".govuk-error-summary a")
        assert links.count() == page.locator(".govuk-error-message").count() > 0
        assert len(set(links.all_inner_texts())) == links.count()  # each says which field it means
        for link in links.all():
            link.focus()
            page.keyboard.press("Enter")
            expect(page.locator(":focus")).to_have_id(link.get_attribute("href").lstrip("#"))
            expect(page.locator(":focus")).to_be_in_viewport()


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
    tab_to(page, r"^Status \(optional\)")
    page.keyboard.type("Com")
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

    region = page.get_by_role("region", name="Statuses at a glance")
    region.focus()
    page.keyboard.press("End")

    expect(region).to_be_focused()
