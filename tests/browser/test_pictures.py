"""Where there is no room for a picture, the page says that its table tells the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import OFFICER

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "is_drawn"), [(1280, True), (375, False)])
def test_a_calendar_without_its_picture_says_so(tracker, window, width, is_drawn):
    page = window(OFFICER, viewport={"width": width, "height": 800})
    page.goto("/2017-18/calendar/")

    expect(page.get_by_text("On a wider screen")).to_be_visible(visible=not is_drawn)
    expect(page.locator("svg.scp-picture")).to_be_visible(visible=is_drawn)
