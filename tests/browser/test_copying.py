"""The highlights are copied as text with a button, and selected by hand without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import CLERK
from tests.browser.scenes import highlights_to_copy

pytestmark = pytest.mark.browser

IS_SELECTED = "box => box.selectionStart === 0 && box.selectionEnd === box.value.length"


@pytest.mark.parametrize("may_copy", [True, False])
def test_the_button_copies_all_of_the_text_or_selects_it(tracker, window, may_copy):
    page = window(CLERK)
    if may_copy:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:  # as where there is no https
        page.add_init_script(
            "delete Navigator.prototype.clipboard; document.execCommand = () => false"
        )
    highlights_to_copy(page)
    box = page.get_by_label("The same as text, to copy")

    page.get_by_role("button", name="Copy the text").press("Enter")

    said = "The text is copied." if may_copy else "The text is selected. Press Ctrl and C"
    expect(page.get_by_role("status").last).to_contain_text(said)
    assert box.evaluate(IS_SELECTED)
    if may_copy:
        assert page.evaluate("navigator.clipboard.readText()") == box.input_value()


def test_without_scripts_the_text_is_there_and_no_button(tracker, window):
    page = window(CLERK, java_script_enabled=False)
    highlights_to_copy(page)

    expect(page.get_by_label("The same as text, to copy")).to_contain_text("• ")
    expect(page.get_by_role("button", name="Copy the text")).to_have_count(0)
