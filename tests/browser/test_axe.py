"""axe finds nothing on any page, for anybody who sees it, at desk and on phone."""

import pytest

from tests.browser.pages import (
    IN_SCENES,
    NO_PAGES,
    PAGES,
    SIGNED_IN,
    named_addresses,
    pages_of,
    password_link,
    set_up_pages,
)
from tests.browser.people import ADMIN, NOBODY, OFFICER, POLICE, READER
from tests.browser.rules import DESKTOP, findings
from tests.browser.scenes import (
    STATES,
    clash_without_a_form,
    failed,
    failed_with_text,
    not_understood,
)
from tests.people import make_person

pytestmark = pytest.mark.browser


def test_every_address_is_visited(tracker):
    """A new page has to be named in pages.py, with those who see it."""
    visited = {page.name for page in PAGES} | set(set_up_pages())

    assert set(named_addresses()) == visited | NO_PAGES | IN_SCENES


@pytest.mark.parametrize("email", [NOBODY, *SIGNED_IN])
def test_pages_with_both_plans_in_them(tracker, window, email):
    page = window(email)
    found = []

    for address in pages_of(email):
        assert page.goto(address).ok
        found += findings(page)

    assert found == []


@pytest.mark.parametrize("email", [NOBODY, READER, POLICE, OFFICER])
def test_pages_in_every_state(tracker, window, email):
    page = window(email)
    found = []

    for person, reach in STATES:
        if person == email:
            reach(page)
            found += [f"{reach.__name__}: {finding}" for finding in findings(page)]

    assert found == []


def test_pages_of_a_tracker_with_nothing_in_it(people, window):
    found = []

    for email in (NOBODY, OFFICER, POLICE):
        page = window(email)
        page.goto("/")
        found += findings(page)
    page.goto("/my-actions/")
    found += findings(page)
    page.goto("/reports/")
    found += findings(page)

    assert found == []


def test_pages_of_somebody_with_no_role(tracker, window):
    page = window(make_person("").email)

    page.goto("/")

    assert findings(page) == []


def test_the_page_of_a_link_for_a_password(tracker, window):
    page = window()

    page.goto(password_link(READER))

    assert page.get_by_role("heading", name="Choose a password").is_visible()
    assert findings(page) == []


@pytest.mark.filterwarnings("ignore")
def test_pages_that_say_what_went_wrong(tracker, window, settings, monkeypatch):
    page = window(OFFICER)

    failed(page, monkeypatch)
    assert page.get_by_role("heading", name="Sorry, there is a problem").is_visible()
    assert findings(page) == []
    failed_with_text(page, monkeypatch)
    assert page.get_by_text("Nine hotels were visited").is_visible()
    assert findings(page) == []
    clash_without_a_form(page, monkeypatch)
    assert page.get_by_role("heading", name="Somebody else saved first").is_visible()
    assert findings(page) == []
    page = window()
    not_understood(page, settings)
    assert page.get_by_role("heading", name="We could not read that").is_visible()
    assert findings(page) == []


def test_set_up_lists_and_forms(tracker, window):
    page = window(ADMIN)
    found = []

    for name, address in set_up_pages().items():
        if name.endswith(("index", "changelist", "change")):
            assert page.goto(address).ok
            found += findings(page)

    assert found == []


def test_other_set_up_screens(tracker, window):
    page = window(ADMIN)
    found = []

    for name, address in set_up_pages().items():
        if not name.endswith(("index", "changelist", "change")):
            assert page.goto(address).status in {200, 403}  # 403: nothing reported is deleted
            found += findings(page, widths=(DESKTOP,))

    assert found == []
