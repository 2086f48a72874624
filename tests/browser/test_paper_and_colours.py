"""Pages on paper, and in colours of the reader's own."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import POLICE

pytestmark = pytest.mark.browser


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


def test_a_status_keeps_its_word_and_edge_in_colours_of_the_readers_own(tracker, window):
    page = window(POLICE, forced_colors="active")
    page.goto("/2017-18/initiatives/12/update/")
    page.get_by_label("On track", exact=True).check()
    page.get_by_role("button", name="Save outcome").click()

    tag = page.locator(".govuk-tag").first

    expect(tag).to_have_text("On track")
    colours = tag.evaluate(
        "tag => [getComputedStyle(tag).color, getComputedStyle(tag).backgroundColor]"
    )
    assert colours[0] != colours[1]
