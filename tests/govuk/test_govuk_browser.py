"""The frame and the forms in a real browser, under the content security policy of the product."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from csp.utils import build_policy
from django import forms
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.template import Context, Template

from tests.govuk.forms import STATUSES, EveryKind

pytestmark = pytest.mark.browser

ORIGIN = "http://tracker.example"
STATIC = Path(settings.BASE_DIR) / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FORM_PAGE = """{% extends "base.html" %}{% load crispy_forms_tags %}
{% block title %}Record an outcome{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Record an outcome</h1>{% crispy form %}{% endblock %}"""
LIST_PAGE = """{% extends "base.html" %}
{% block title %}Plan{% endblock %}
{% block body_class %}scp-wide{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Plan {% include "_badge.html" with text="Late" colour="red" %}</h1>
<div class="scp-filter-layout">{% include "_filter.html" with results="results" clear="/" %}
<div><h2 class="govuk-heading-m" id="results">Six initiatives</h2>
<div class="scp-scroll" tabindex="0" role="region" aria-labelledby="results"><table class="govuk-table scp-report-table">
<thead><tr>{% for column in columns %}<th scope="col" class="govuk-table__header">{{ column }}</th>{% endfor %}</tr></thead>
<tbody>{% for status in columns %}<tr>{% for column in columns %}<td class="govuk-table__cell">{% include "_status_tag.html" %}</td>{% endfor %}</tr>{% endfor %}</tbody>
</table></div>
{% include "_conflict_warning.html" %}
{% include "_conflict.html" with theirs="One" yours="Two" %}
</div></div>{% endblock %}"""
CARDS_PAGE = """{% extends "base.html" %}
{% block title %}Plan{% endblock %}
{% block content %}<h1 class="govuk-heading-l">Plan</h1>
<table class="govuk-table scp-stack"><caption class="govuk-table__caption">Initiatives</caption>
<thead><tr><th scope="col">Initiative</th><th scope="col">Timing</th></tr></thead>
<tbody><tr><th scope="row">J9</th><td data-label="Timing">May 17</td></tr></tbody></table>{% endblock %}"""
NAMES = [name for name in EveryKind.base_fields if name != "version"]


class Filter(forms.Form):
    """A filter as the plan page has it."""

    show_optional = False
    words = forms.CharField(required=False)
    status = forms.MultipleChoiceField(
        choices=STATUSES, required=False, widget=forms.CheckboxSelectMultiple
    )


def show(page, source, **context):
    """Show a template to a browser's page as the product would serve it."""
    html = Template(source).render(Context({"csrf_token": "token", **context}))
    headers = {"Content-Security-Policy": build_policy()}

    def answer(route):
        path = route.request.url.removeprefix(ORIGIN).split("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)

    page.route("**/*", answer)
    page.goto(f"{ORIGIN}/")
    page.wait_for_load_state("networkidle")


@pytest.fixture
def page_without_scripts(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def columns():
    return {"columns": [value for value, _label in STATUSES] * 3}


@pytest.mark.parametrize("name", NAMES)
def test_a_link_in_the_list_of_errors_focuses_its_field(page, name):
    show(page, FORM_PAGE, form=EveryKind({}))

    page.locator(f"a[href='#id_{name}']").first.click()

    assert page.evaluate("document.activeElement.id") == f"id_{name}"


@pytest.mark.parametrize("name", NAMES)
def test_it_does_so_without_scripts_too(page_without_scripts, name):
    show(page_without_scripts, FORM_PAGE, form=EveryKind({}))

    page_without_scripts.locator(f"a[href='#id_{name}']").first.click()

    assert page_without_scripts.locator(f"#id_{name}:focus").count() == 1


def test_the_list_of_errors_has_the_focus_when_the_page_opens(page):
    show(page, FORM_PAGE, form=EveryKind({}))

    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"


def test_a_password_can_be_shown(page):
    show(page, FORM_PAGE, form=EveryKind())

    page.get_by_role("button", name="Show password").click()

    assert page.locator("#id_password").get_attribute("type") == "text"


def test_without_scripts_no_button_is_shown_that_would_do_nothing(page_without_scripts):
    show(page_without_scripts, FORM_PAGE, form=EveryKind())

    assert not page_without_scripts.locator("button[aria-controls]").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("source", [FORM_PAGE, LIST_PAGE], ids=["form", "list"])
def test_a_page_fits_and_breaks_no_rule(page, source, width):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": width, "height": 800})
    form = EveryKind({}) if source is FORM_PAGE else Filter({})

    show(page, source, form=form, messages=[Message(25, "Outcome recorded.")], **columns())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    assert not [text for text in said if "Content Security Policy" in text]


def test_a_list_laid_out_as_cards_is_still_a_table_to_a_screen_reader(page):
    page.set_viewport_size({"width": 375, "height": 800})

    show(page, CARDS_PAGE)

    # Chromium keeps tables in mind whatever their layout; the roles are for browsers that do not.
    parts = page.locator(".scp-stack, .scp-stack *:not(caption)")
    assert parts.evaluate_all("parts => parts.map(part => part.getAttribute('role'))") == [
        "table", "rowgroup", "row", "columnheader", "columnheader",
        "rowgroup", "row", "rowheader", "cell",
    ]  # fmt: skip
    assert Axe().run(page).response["violations"] == []


def test_the_first_key_press_reaches_the_link_to_the_content(page):
    show(page, FORM_PAGE, form=EveryKind())

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == "#main-content"
