"""Pages on a narrow screen, on paper, and in colours of the reader's own."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import pages_of
from tests.browser.people import CLERK, NOBODY, OFFICER, POLICE, READER
from tests.browser.scenes import STATES

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}
# Each piece of text that stands out at a side or is cut off; a wide table scrolls in its own region.
MISFITS = """() => {
    const isNarrow = box => box.width <= 1 || box.height <= 1;
    const fits = (text, element) => {
        if (!element || element.matches(".scp-scroll:not(:has(.scp-stack))")) return true;
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const isCutting = style.overflowX !== "visible" || style.clipPath !== "none";
        if (isCutting && isNarrow(box)) return true;  // hidden from the eye alone, on purpose
        if (isCutting && (text.right > box.right + 1 || text.bottom > box.bottom + 1)) return false;
        return fits(text, element.parentElement);
    };
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        const parent = texts.currentNode.parentElement;
        const isShown = texts.currentNode.data.trim() && parent.checkVisibility()
            && !parent.closest(".scp-scroll:not(:has(.scp-stack)), .govuk-skip-link, option");
        for (const box of isShown ? range.getClientRects() : [])
            if (!fits(box, parent)) found.push(texts.currentNode.data.trim());
    }
    return found;
}"""


def misfits(page):
    found = page.evaluate(MISFITS)
    if page.evaluate("document.documentElement.scrollWidth") > NARROW["width"]:
        found.append("the page scrolls sideways")
    return [f"{page.url}: {misfit}" for misfit in found]


@pytest.mark.parametrize("email", [NOBODY, CLERK, OFFICER, POLICE, READER])
def test_every_page_fits_a_narrow_screen(tracker, window, email):
    page = window(email, viewport=NARROW)
    found = []

    for address in pages_of(email):
        page.goto(address)
        found += misfits(page)

    assert found == []


@pytest.mark.parametrize("email", [NOBODY, OFFICER, POLICE, READER])
def test_every_state_fits_a_narrow_screen(tracker, window, email):
    page = window(email, viewport=NARROW)
    found = []

    for person, reach in STATES:
        if person == email:
            reach(page)
            found += misfits(page)

    assert found == []


@pytest.mark.parametrize("address", ["/2017-18/", "/2016-17/reports/year-end/", "/my-actions/"])
def test_paper_has_the_table_and_not_the_menu(tracker, window, address):
    page = window(POLICE, viewport={"width": 720, "height": 1000})
    page.goto(address)

    page.emulate_media(media="print")

    for part in (
        page.get_by_role("navigation"),
        page.get_by_role("button"),
        page.get_by_role("contentinfo"),
        page.get_by_role("link", name="Skip to main content"),
        page.get_by_label("Words"),
    ):
        for place in part.all():
            expect(place).to_be_hidden()
    for table in page.locator("table").all():
        expect(table).to_be_visible()
        expect(table.locator("thead th").first).to_be_visible()
        assert table.evaluate("table => getComputedStyle(table).display") == "table"
        assert table.evaluate("table => getComputedStyle(table.tHead).display") in {
            "table-header-group"  # so that a browser repeats it on every sheet
        }
    assert page.evaluate("document.documentElement.scrollWidth") <= 720


def test_nothing_is_lost_in_colours_of_the_readers_own(tracker, window):
    page = window(OFFICER, forced_colors="active")
    page.goto("/2017-18/initiatives/5/edit/")

    for control in (
        page.get_by_label("Lead agency"),
        page.get_by_label("Carries on from"),
        page.get_by_role("button", name="Save changes"),
        page.get_by_role("link", name="Go back without saving"),
        page.get_by_label("KP1"),
    ):
        control.focus()
        drawn = control.evaluate(
            """control => [control, ...(control.labels || [])].flatMap(element =>
                ["", "::before"].map(part => getComputedStyle(element, part)))
                .filter(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
                .map(style => style.outlineColor)"""
        )
        assert drawn, f"{control} shows no focus"
    for control in (page.get_by_label("Lead agency"), page.get_by_label("Carries on from")):
        width = control.evaluate("control => getComputedStyle(control).borderTopWidth")
        assert float(width.removesuffix("px")) >= 1


def test_a_status_keeps_its_word_and_edge_in_colours_of_the_readers_own(tracker, window):
    page = window(POLICE, forced_colors="active")
    page.goto("/2017-18/initiatives/12/update/")
    page.get_by_label("Status (optional)", exact=True).select_option("On track")
    page.get_by_role("button", name="Save outcome").click()

    tag = page.locator(".govuk-tag").first

    expect(tag).to_have_text("On track")
    colours = tag.evaluate(
        "tag => [getComputedStyle(tag).color, getComputedStyle(tag).backgroundColor]"
    )
    assert colours[0] != colours[1]
