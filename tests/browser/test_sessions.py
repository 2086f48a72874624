"""A session's end is told in time, can be put off, and costs nobody what they typed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from initiatives.models import OutcomeUpdate
from scp_tracker.accounts.sessions import SessionStore
from tests.browser.looks import faults
from tests.browser.people import ADMIN, CLERK, OFFICER, POLICE, READER, sign_in
from tests.browser.scenes import OP_MAKESAFE, save
from tests.browser.session_scenes import (
    session_ended,
    session_ending,
    session_ending_for_good,
    session_ending_in_set_up,
)

pytestmark = pytest.mark.browser

UPDATE = f"{OP_MAKESAFE}update/"


@pytest.fixture
def opened(tracker, window):
    """Opens an address as somebody, in a page whose clock can be moved."""

    def open_page(email, address):
        page = window(email)
        page.clock.install()
        page.goto(address)
        return page

    return open_page


@pytest.fixture
def both_wait(wait):
    """Moves the clocks of the server and of a page on."""

    def move(page, minutes):
        wait(minutes=minutes)
        page.clock.fast_forward(minutes * 60_000)

    return move


def warning(page):
    return page.get_by_role("alertdialog")


def session_of(page):
    [cookie] = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    return SessionStore(cookie["value"])


def told_of_typing(page):
    """The messages to the server that somebody is there, as they are sent."""
    sent = []

    def heed(asked):
        if asked.method == "POST" and asked.url.endswith("/accounts/session/"):
            sent.append(asked)

    page.on("request", heed)
    return sent


def write(page, text):
    """Type something, and wait until it is kept as a draft."""
    page.get_by_label("Outcome").fill(text)
    page.clock.fast_forward(2_100)
    expect(page.get_by_role("status")).to_contain_text("Draft saved")


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_five_minutes_before_the_end_a_key_puts_it_off(opened, both_wait, key):
    page = opened(POLICE, "/2017-18/")
    page.get_by_label("Words").focus()

    both_wait(page, 54)
    expect(warning(page)).to_have_count(0)
    both_wait(page, 1)
    expect(warning(page)).to_have_accessible_name("You will soon be signed out")
    expect(warning(page)).to_contain_text("You will be signed out in 5 minutes.")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    both_wait(page, 1)
    expect(warning(page)).to_contain_text("in 4 minutes.")
    page.keyboard.press(key)

    expect(warning(page)).to_have_count(0)
    expect(page.get_by_label("Words")).to_be_focused()
    both_wait(page, 54)
    expect(warning(page)).to_have_count(0)
    page.goto("/my-actions/")
    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")


def test_the_keys_stay_in_the_warning(opened, both_wait):
    page = opened(READER, "/")
    both_wait(page, 55)
    expect(warning(page)).to_be_visible()

    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog, body').tagName") in {
            "DIALOG",
            "BODY",  # between the last button and the first, where the browser's own bar is
        }
        assert page.locator("main :focus, header :focus").count() == 0


def test_a_page_in_another_tab_is_noticed_before_anything_is_said(opened, both_wait):
    page = opened(POLICE, "/2017-18/")
    both_wait(page, 50)
    page.context.new_page().goto("/my-actions/")

    both_wait(page, 5)
    expect(warning(page)).to_have_count(0)

    both_wait(page, 50)
    expect(warning(page)).to_contain_text("in 5 minutes.")


def test_the_warning_goes_when_another_tab_puts_the_end_off(opened, both_wait):
    page = opened(POLICE, "/2017-18/")
    both_wait(page, 55)
    expect(warning(page)).to_be_visible()

    page.context.new_page().goto("/my-actions/")
    both_wait(page, 1)

    expect(warning(page)).to_have_count(0)


def test_nobody_who_types_is_warned(opened, both_wait):
    page = opened(POLICE, UPDATE)
    sent = told_of_typing(page)

    for _ in range(20):
        both_wait(page, 4)
        with page.expect_response("**/accounts/session/"):
            page.get_by_label("Outcome").press_sequentially("word ")

    assert len(sent) == 20  # one each time, however many keys
    expect(warning(page)).to_have_count(0)
    save(page, "Save outcome")
    expect(page.get_by_role("alert")).to_contain_text("Outcome recorded for Op Makesafe.")


def test_typing_is_told_every_few_minutes_and_not_more_often(opened, both_wait):
    page = opened(POLICE, UPDATE)
    sent = told_of_typing(page)
    expect(page.get_by_text("You are signed out an hour after")).to_have_count(
        0
    )  # it is told in time

    for _ in range(6):
        page.get_by_label("Outcome").press_sequentially("Many words. ")
        both_wait(page, 0.4)

    assert sent == []


def test_where_nothing_is_written_the_end_leads_to_signing_in_and_back(opened, both_wait):
    page = opened(CLERK, "/reports/")
    both_wait(page, 55)
    expect(warning(page)).to_be_visible()

    both_wait(page, 5.1)

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_text("You have been signed out.")).to_be_visible()
    sign_in(page, CLERK)
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports")


def test_what_was_being_typed_at_the_end_stays_and_is_sent_on(opened, both_wait):
    page = opened(POLICE, UPDATE)
    write(page, "Typed before a long lunch.")
    both_wait(page, 55)
    expect(warning(page)).to_be_visible()

    both_wait(page, 5.1)
    expect(warning(page)).to_have_accessible_name("You have been signed out")
    expect(warning(page)).to_contain_text("What you typed is still on this page.")
    page.keyboard.press("Enter")
    expect(warning(page)).to_have_count(0)
    expect(page.get_by_label("Outcome")).to_be_focused()
    expect(page.get_by_label("Outcome")).to_have_value("Typed before a long lunch.")

    save(page, "Save outcome")
    expect(page.get_by_role("main")).to_contain_text("It has been kept")
    sign_in(page, POLICE)
    save(page, re.compile("^Send it now"))
    expect(page.get_by_role("alert")).to_contain_text("Outcome recorded for Op Makesafe.")
    newest = OutcomeUpdate.objects.get(recorded_by__email=POLICE)
    assert newest.text == "Typed before a long lunch."


def test_twelve_hours_after_signing_in_one_is_told_to_sign_in_again(opened, both_wait):
    page = opened(POLICE, UPDATE)
    session = session_of(page)
    session["signed_in_at"] = (timezone.now() - timedelta(hours=11, minutes=30)).timestamp()
    session.save()
    page.reload()
    write(page, "Typed at night.")

    both_wait(page, 25.1)
    expect(warning(page)).to_have_accessible_name("You will soon have to sign in again")
    expect(warning(page)).to_contain_text("For you that is in 5 minutes.")
    expect(warning(page)).to_contain_text("what you typed is kept for you")
    page.keyboard.press("Escape")
    expect(warning(page)).to_have_count(0)
    expect(page.get_by_label("Outcome")).to_be_focused()
    with page.expect_response("**/accounts/session/"):
        both_wait(page, 2)
    page.evaluate("fetch('/accounts/session/')")  # by whose end the page has dealt with its own
    expect(warning(page)).to_have_count(0)

    both_wait(page, 3)
    expect(warning(page)).to_have_accessible_name("You have been signed out")


def test_a_server_that_does_not_answer_takes_nothing_away(opened, both_wait):
    page = opened(CLERK, "/reports/")
    page.route("**/accounts/session/", lambda route: route.abort())

    both_wait(page, 70)

    expect(page.get_by_role("heading", level=1)).to_have_text("Reports")


@pytest.mark.parametrize(
    "reach", [session_ending, session_ending_for_good, session_ended, session_ending_in_set_up]
)
def test_the_warning_is_seen_in_colours_of_the_readers_own(tracker, window, reach):
    page = window(OFFICER, forced_colors="active")

    reach(page)

    edge, button = warning(page), warning(page).get_by_role("button")
    assert edge.evaluate("edge => getComputedStyle(edge).borderTopWidth") == "5px"
    drawn = button.evaluate("button => getComputedStyle(button).outlineStyle")
    assert drawn != "none"
    assert faults(page) == []


def test_the_set_up_screens_warn_too(opened, both_wait):
    page = opened(ADMIN, "/admin/accounts/user/add/")
    page.get_by_label("Name").focus()
    both_wait(page, 55)

    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Enter")
    expect(warning(page)).to_have_count(0)
    expect(page.get_by_label("Name")).to_be_focused()


def test_the_way_back_after_signing_out_shows_nothing_private(tracker, window):
    page = window()
    page.goto("/accounts/login/")
    sign_in(page, OFFICER)
    for address in ("/2017-18/", OP_MAKESAFE, UPDATE):
        page.goto(address)

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Published papers")).to_be_visible()
    [left] = page.context.cookies()
    assert left["name"].startswith("device-")

    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        expect(page.get_by_text("Op Makesafe")).to_have_count(0)


def test_without_scripts_a_page_to_write_on_says_what_happens(tracker, window, wait):
    page = window(POLICE, java_script_enabled=False)
    page.goto(UPDATE)
    expect(page.get_by_text("You are signed out an hour after the last page")).to_be_visible()
    page.get_by_label("Outcome").fill("Typed without scripts.")
    wait(minutes=61)

    save(page, "Save outcome")
    expect(page.get_by_role("main")).to_contain_text("It has been kept")
    sign_in(page, POLICE)
    save(page, re.compile("^Send it now"))

    expect(page.get_by_role("alert")).to_contain_text("Outcome recorded for Op Makesafe.")


@pytest.mark.parametrize("address", ["/2017-18/initiatives/add/", "/admin/initiatives/agency/add/"])
def test_so_do_the_other_pages_to_write_on(tracker, window, address):
    page = window(OFFICER, java_script_enabled=False)
    page.goto(address)

    expect(page.get_by_text("You are signed out an hour after the last page")).to_be_visible()
