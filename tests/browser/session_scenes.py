"""Pages as a session ends: the warnings before, the word after, the sign-in page that follows."""

from tests.browser.scenes import OP_MAKESAFE


def sign_in_after_the_end(page):
    page.goto("/accounts/login/?next=/reports/&ended=yes")
    page.get_by_text("You have been signed out.").wait_for()


def session_ending(page):
    page.goto(f"{OP_MAKESAFE}update/")
    _server_says(page, left=300, at_most=9000)


def session_ending_in_set_up(page):
    page.goto("/admin/initiatives/agency/add/")
    _server_says(page, left=300, at_most=9000)


def session_ending_for_good(page):
    page.goto(f"{OP_MAKESAFE}update/")
    _server_says(page, left=300, at_most=300)


def session_ended(page):
    page.goto(f"{OP_MAKESAFE}update/")
    _server_says(page, left=0, at_most=0)


def _server_says(page, **seconds):
    """Have the page ask how long its session lasts, and be told this."""
    page.route("**/accounts/session/", lambda asked: asked.fulfill(json=seconds), times=1)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("alertdialog").wait_for()
