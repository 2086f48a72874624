"""On a phone a report's rows are cards, and each card says the target that it is about."""

import pytest

from tests.browser.people import CLERK

pytestmark = pytest.mark.browser
SAID_ABOVE = "row => getComputedStyle(row, '::before').content"


@pytest.mark.parametrize(("width", "is_card"), [(1280, False), (375, True)])
def test_every_card_below_a_target_says_the_target(tracker, window, width, is_card):
    page = window(CLERK, viewport={"width": width, "height": 800})
    page.goto("/2016-17/reports/year-end/")

    body = page.locator("tbody:has(tr + tr)").first
    target = body.locator("th").inner_text()
    first, *others = body.locator("tr").all()

    assert first.evaluate(SAID_ABOVE) == "none"
    for row in others:
        assert (target in row.evaluate(SAID_ABOVE)) is is_card
        assert target not in row.inner_text()  # its header says it to a screen reader
