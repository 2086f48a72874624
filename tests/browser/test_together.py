"""Several initiatives are changed at once: ticked by hand or all together, by mouse, by key, without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import OFFICER
from tests.browser.scenes import initiative, save
from tests.browser.test_keyboard import follow, tab_to

pytestmark = pytest.mark.browser


def statuses(*numbers):
    newest = (initiative(number).updates.order_by("-number").first() for number in numbers)
    return [update.status for update in newest]


def test_one_box_ticks_them_all_and_shows_when_some_are_not(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/?q=psp")
    boxes, every = page.locator("input[name=chosen]"), page.get_by_label("Tick all of these")

    every.check()
    expect(boxes.and_(page.locator(":checked"))).to_have_count(boxes.count())
    boxes.first.uncheck()

    assert every.evaluate("box => box.indeterminate")
    expect(every).not_to_be_checked()
    boxes.first.check()
    expect(every).to_be_checked()
    every.uncheck()
    expect(boxes.and_(page.locator(":checked"))).to_have_count(0)


def test_those_that_match_are_changed_without_scripts(tracker, window):
    page = window(OFFICER, java_script_enabled=False, viewport={"width": 375, "height": 800})
    page.goto("/2017-18/?q=psp")
    expect(page.get_by_label("Tick all of these")).to_be_hidden()
    page.get_by_role("link", name="Change several at once").click()
    expect(page.get_by_role("button", name="Change all 3 that match")).to_be_in_viewport()

    save(page, "Change all 3 that match")
    page.get_by_label("Status", exact=True).select_option("Complete")
    save(page, "Look at the changes")
    expect(page.get_by_role("heading", name="3 initiatives would change")).to_be_visible()
    assert "" in statuses(20, 21, 22)
    save(page, "Make these changes")

    expect(page.get_by_role("alert")).to_contain_text("3 initiatives changed.")
    assert statuses(20, 21, 22) == ["complete"] * 3


def test_two_are_ticked_and_changed_by_key(tracker, window):
    page = window(OFFICER)
    page.goto("/2017-18/")

    for name in ("^Choose Crucial Crew", "^Choose Gangs"):
        tab_to(page, name)
        page.keyboard.press("Space")
    page.get_by_label("Choose Domestic Abuse Awareness campaign").focus()
    tab_to(page, "^Change those you ticked")
    follow(page)
    tab_to(page, "^Lead agency")
    page.keyboard.type("Police")
    tab_to(page, "^Look at the changes")
    follow(page)
    tab_to(page, "^Make these changes")
    follow(page)

    assert (initiative(1).led_by, initiative(2).led_by) == ("Police", "Police")
