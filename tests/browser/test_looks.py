"""Every page, in every state a person meets it in, keeps every rule of its look.

A new page has to be named in pages.py with those who see it, and its states in states.py.
"""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from initiatives.example import make_example_year
from scp_tracker.accounts.models import User
from tests.browser.looks import faults
from tests.browser.pages import (
    IN_SCENES,
    NO_PAGES,
    PAGES,
    SIGNED_IN,
    named_addresses,
    pages_of,
    set_up_pages,
)
from tests.browser.people import ADMIN, CLERK, NOBODY, OFFICER, POLICE, READER
from tests.browser.scenes import (
    clash_without_a_form,
    failed,
    failed_with_text,
    not_understood,
)
from tests.browser.states import CONFLICT, ERRORS, NOTHING, STATES
from tests.pages import forms_of
from tests.people import make_person

pytestmark = pytest.mark.browser


def test_every_address_is_visited(tracker):
    visited = {page.name for page in PAGES} | set(set_up_pages())

    assert set(named_addresses()) == visited | NO_PAGES | IN_SCENES


def test_every_page_is_met_in_every_state_it_has(tracker):
    met = {(state.page, state.kind) for state in STATES}
    missing = {
        (page.name, kind)
        for page in PAGES
        for kind in states_of(opened(page.seen_by[-1], page.address))
        if (page.name, kind) not in met
    }

    assert missing <= NOT_TO_BE_MET


# Signed out, home has no list; its lists and those of the papers are empty in the tracker with nothing.
NOT_TO_BE_MET = {
    ("reports:catalogue", NOTHING),
    ("cookies", NOTHING),  # the service always has its cookies
    ("moving_in:tables", NOTHING),  # a file without a table is refused
    ("moving_in:columns", NOTHING),
    ("moving_in:rows", ERRORS),  # nothing is typed there
    ("moving_in:approve", NOTHING),
    ("returns:links", NOTHING),  # it has no table then
    ("returns:board", NOTHING),  # a return that asks nobody cannot be opened
}


def opened(email, address):
    client = Client()
    if email:
        client.force_login(User.objects.get(email=email))
    return client.get(address)


def states_of(response):
    """The states a page has by what is on it: boxes that may be filled in wrongly, a version, a list."""
    own = [form for form in forms_of(response) if "accounts/logout" not in form.address]
    if any(set(form.names) - set(form.hidden) for form in own):
        yield ERRORS
    if any("version" in form.hidden and form.fields["version"] != ["0"] for form in own):
        yield CONFLICT
    if "<tbody" in response.text or "moj-timeline" in response.text:
        yield NOTHING


@pytest.mark.parametrize("email", [NOBODY, *SIGNED_IN])
def test_pages_with_both_plans_in_them(tracker, window, email):
    page = window(email)
    found = []

    for address in pages_of(email):
        assert page.goto(address).ok
        found += faults(page)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("email", sorted({state.email for state in STATES}))
def test_pages_in_every_state(tracker, window, email):
    page = window(email)
    found = []

    for state in STATES:
        if state.email == email:
            state.reach(page)
            found += [f"{state.reach}: {fault}" for fault in faults(page)]
            if state.kind == ERRORS:
                assert_errors_lead_to_their_fields(page)

    assert not found, "\n".join(found)


def assert_errors_lead_to_their_fields(page):
    links = page.locator(".govuk-error-summary a, .scp-problems a")
    texts = links.all_inner_texts()
    assert len(texts) == len(set(texts)) > 0, page.url  # each says which field it means
    assert links.count() >= page.locator(".govuk-error-message, .form-row .errorlist li").count()
    for link in links.all():
        link.focus()
        page.keyboard.press("Enter")
        field = f'[id="{link.get_attribute("href").lstrip("#")}"]'
        box = page.locator(f"{field}:focus, {field} + .select2 :focus")  # the box of a long list
        expect(box).to_be_in_viewport()


@pytest.mark.parametrize("ending", ["list", "add", "change", "history", "delete", ""])
def test_set_up_screens(tracker, window, ending):
    page = window(ADMIN)
    kinds = ("list", "add", "change", "history", "delete")
    found = []

    for name, address in set_up_pages().items():
        is_asked = name.endswith(ending) and (ending or not name.endswith(kinds))
        if is_asked and page.goto(address).ok:  # not one that says nothing reported on is deleted
            found += faults(page)

    assert not found, "\n".join(found)


def test_pages_of_a_tracker_with_nothing_in_it(people, window):
    found = []

    for email, addresses in {
        NOBODY: ["/"],
        OFFICER: ["/", "/admin/"],
        READER: ["/", "/papers/"],
        CLERK: ["/", "/reports/"],
        POLICE: ["/", "/my-actions/"],
    }.items():
        page = window(email)
        for address in addresses:
            page.goto(address)
            found += faults(page)

    assert not found, "\n".join(found)


def test_pages_of_the_example_year(tracker, window):
    year = make_example_year(today=timezone.localdate()).get_absolute_url()
    found = []

    for email, addresses in {
        OFFICER: ["/", year, f"{year}initiatives/11/", f"{year}initiatives/11/update/"],
        POLICE: ["/", "/my-actions/"],
        CLERK: ["/", f"{year}reports/year-end/"],
        READER: ["/"],
    }.items():
        page = window(email)
        for address in addresses:
            page.goto(address)
            assert page.get_by_text("Example data").first.is_visible()
            found += faults(page)

    assert not found, "\n".join(found)


def test_pages_of_somebody_with_no_role(tracker, window):
    page = window(make_person("").email)

    page.goto("/")

    assert not (found := faults(page)), "\n".join(found)


@pytest.mark.filterwarnings("ignore")
def test_pages_that_say_what_went_wrong(tracker, window, settings, monkeypatch):
    page = window(OFFICER)

    failed(page, monkeypatch)
    assert page.get_by_role("heading", name="Sorry, there is a problem").is_visible()
    assert not (found := faults(page)), "\n".join(found)
    failed_with_text(page, monkeypatch)
    assert page.get_by_text("Nine hotels were visited").is_visible()
    assert not (found := faults(page)), "\n".join(found)
    clash_without_a_form(page, monkeypatch)
    assert page.get_by_role("heading", name="Somebody else saved first").is_visible()
    assert not (found := faults(page)), "\n".join(found)
    page = window()
    not_understood(page, settings)
    assert page.get_by_role("heading", name="We could not read that").is_visible()
    assert not (found := faults(page)), "\n".join(found)


PLANTED = {
    "2 headings of the first level": "main.append(document.createElement('h1'))",
    "the title is": "document.title = 'Error: ' + document.title",
    "image-alt": "main.append(document.createElement('img'))",
    "does not fit at 400 %": "main.append(part('p', {width: '21rem'}, 'w'.repeat(40)))",
    "does not fit with more space": "main.append(part('p', {width: '4.2rem', overflow: 'hidden', "
    "whiteSpace: 'nowrap'}, 'Initiative'))",
    "the page scrolls sideways": "main.append(part('div', {width: '40rem', height: '1rem'}))",
    "tabindex at": "document.querySelector('footer a').tabIndex = 1",
    "the order jumps up": "main.append(part('div', {display: 'flex', flexDirection: 'column-reverse'}"
    ", '')); main.lastChild.append(part('a', {}, 'A', {href: '/'}), part('a', {}, 'B', {href: '/'}))",
    "no key reaches": "main.append(part('a', {}, 'Never', {href: '/', tabindex: -1}))",
    "the focus does not show": "main.append(part('a', {outline: 'none'}, 'Where?', {href: '/'}))",
    "the focus is hidden": "main.append(part('a', {position: 'absolute', top: '-90px'}, 'A', {href: '/'}))",
    "has no edge": "main.append(part('button', {border: 'none', background: '#12484c'}, 'Save'))",
    "target-size": "main.append(...[1, 2].map(() => part('button', {padding: 0, width: '9px', "
    "height: '9px', display: 'inline-block'}, '', {'aria-label': 'Go'})))",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(tracker, window, fault):
    page = window()
    page.goto("/accessibility/")

    page.evaluate(f"""() => {{
        const main = document.querySelector("main");
        const part = (tag, style, text, attributes = {{}}) => {{
            const made = Object.assign(document.createElement(tag), {{textContent: text || ""}});
            for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
            Object.assign(made.style, style);
            return made;
        }};
        {PLANTED[fault]};
    }}""")

    assert any(fault in each for each in faults(page)), faults(page)
