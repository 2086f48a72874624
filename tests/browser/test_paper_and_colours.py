"""Pages on paper, and in colours of the reader's own."""

from io import BytesIO

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect
from pypdf import PdfReader

from priorities.models import PartnershipPlan
from tests.browser.people import CLERK, NOBODY, POLICE
from tests.reports.public.papers import give_out

pytestmark = pytest.mark.browser

ISSUE = "/papers/2016-17/year-end/1/"


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


def sheets_of(page, address):
    """What stands on each sheet that comes out of a printer, and how wide and high the sheets are."""
    page.goto(address)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    sizes = {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets}
    return [sheet.extract_text() for sheet in sheets], sizes


def test_a_report_prints_as_the_paper_alone_on_numbered_sheets_that_say_it_is_a_draft(
    tracker, window
):
    sheets, sizes = sheets_of(window(CLERK), "/2016-17/reports/year-end/")

    assert sizes == {(842, 595)}  # A4, landscape
    for number, sheet in enumerate(sheets, start=1):
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "DRAFT" in sheet
    whole = " ".join(" ".join(sheets).split())
    assert whole.count("Lead Agency Outcome") >= len(sheets) - 1  # all but the glossary's have it
    assert "1 incident on busiest date of the year." in whole
    for of_the_tracker in ("Download", "Accessibility", "SCP Tracker", "Show outcomes", "Sign out"):
        assert of_the_tracker not in whole


def test_every_sheet_of_example_data_says_so(tracker, window):
    PartnershipPlan.objects.filter(start_year=2016).update(is_example=True)

    sheets, _ = sheets_of(window(CLERK), "/2016-17/reports/year-end/")

    assert all("DRAFT, example data" in sheet for sheet in sheets)


def test_every_sheet_of_an_issue_says_which_it_is_and_what_replaced_it(tracker, window):
    today = date_format(timezone.localdate(), "j F Y")
    give_out(year=2016)
    first, sizes = sheets_of(window(NOBODY), ISSUE)
    give_out(year=2016)

    replaced, _ = sheets_of(window(NOBODY), ISSUE)

    assert sizes == {(842, 595)}
    assert len(first) > 2
    assert all(f"Issue 1, {today}" in sheet for sheet in first)
    assert not any("replaced" in sheet for sheet in first)
    assert all(f"Issue 1, {today}, replaced by issue 2 on {today}" in sheet for sheet in replaced)
    assert "This issue was replaced by issue 2" in " ".join(replaced[0].split())
    for of_the_tracker in ("Download", "Contents", "SCP Tracker", "Show only some"):
        assert of_the_tracker not in " ".join(first)


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
