"""The frame of every page, and the pages for what goes wrong."""

from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory

from initiatives.templatetags.statuses import status_tag
from tests.govuk.forms import EveryKind
from tests.govuk.tree import Tree, text_of

PAGE = '{% extends "base.html" %}{% block title %}Plan{% endblock %}{% block content %}<h1>Plan</h1>{% endblock %}'


def page(source=PAGE, *, user=None, path="/2017-18/", **context):
    request = RequestFactory().get(path)
    if user is not None:
        request.user = user
    return Tree(Template(source).render(Context({"request": request, **context})))


def signed_in(name="Jo Day"):
    return SimpleNamespace(name=name, is_authenticated=True)


@pytest.mark.parametrize("code", ["400", "403", "404", "409", "500"])
def test_a_page_for_what_went_wrong_needs_nothing_to_render(code):
    tree = Tree(get_template(f"{code}.html").render())

    [heading] = tree.find("h1")
    assert text_of(heading)
    assert text_of(tree.find("title")[0]).endswith(" – SCP Tracker")
    assert not tree.find("section", class_="govuk-service-navigation")


def test_the_refusal_says_why_when_it_is_known():
    tree = Tree(get_template("403.html").render({"exception": "This plan is <closed>."}))

    assert "This plan is <closed>." in text_of(tree.find("main")[0])


def test_a_clash_shows_both_texts():
    clash = {"theirs": "Night of <Action>", "yours": "Enforcement"}
    tree = Tree(get_template("_conflict.html").render(clash))

    theirs, yours = tree.find("section", class_="scp-conflict__text")
    assert text_of(theirs) == "What is saved now Night of <Action>"
    assert text_of(yours) == "What you wrote Enforcement"


def test_the_frame_names_language_service_and_partnership():
    partnership = SimpleNamespace(name="Safer Colchester Partnership")
    tree = page(user=signed_in(), partnership=partnership)

    assert tree.find("html")[0][1]["lang"] == "en-GB"
    assert text_of(tree.find("title")[0]) == "Plan – SCP Tracker"
    assert "Safer Colchester Partnership" in text_of(tree.find("header")[0])
    assert tree.find("main", id="main-content")
    assert tree.find("a", href="#main-content", class_="govuk-skip-link")


def test_no_script_and_no_style_stands_in_the_page():
    tree = page(user=signed_in())

    for tag, attrs, children in tree.elements():
        assert "style" not in attrs
        assert tag != "style"
        assert tag != "script" or (attrs["src"] and not children)
        assert not any(name.startswith("on") for name in attrs)


def test_somebody_signed_in_sees_the_places_and_the_way_out():
    places = [
        SimpleNamespace(label="Home", address="/", is_current=False),
        SimpleNamespace(label="Plan", address="/2017-18/", is_current=True),
    ]
    tree = page(user=signed_in("Jo <Day>"), navigation=places, csrf_token="token")

    [nav] = tree.find("nav")
    assert text_of(nav) == "Menu Home Plan"
    [current] = tree.find("a", aria_current="page")
    assert current[1]["href"] == "/2017-18/"
    [way_out] = tree.find("form")
    assert way_out[1]["method"] == "post"
    assert tree.find("input", name="csrfmiddlewaretoken")
    assert "Jo <Day>" in text_of(tree.find("section")[0])


def test_somebody_signed_out_is_offered_to_sign_in():
    tree = page(user=SimpleNamespace(is_authenticated=False))

    assert text_of(tree.find("section")[0]) == "Sign in"
    assert not tree.find("form")


def test_the_errors_of_a_form_head_title_and_content():
    tree = page(user=signed_in(), form=EveryKind({}))

    assert text_of(tree.find("title")[0]) == "Error: Plan – SCP Tracker"
    [main] = tree.find("main")
    assert main[2][0][1]["data-module"] == "govuk-error-summary"


def test_messages_say_whether_it_worked():
    success = Message(25, "Outcome recorded for <Crucial Crew>.")
    note = Message(20, "The plan is closed.")
    tree = page(user=signed_in(), messages=[success, note])

    first, second = tree.find("div", data_module="govuk-notification-banner")
    assert text_of(first) == "Success Outcome recorded for <Crucial Crew>."
    assert (first[1]["role"], second[1]["role"]) == ("alert", "region")
    assert len(tree.ids()) == len(set(tree.ids()))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("not_started", "Not started"),
        ("on_track", "On track"),
        ("at_risk", "At risk"),
        ("off_track", "Off track"),
        ("complete", "Complete"),
        ("stopped", "Stopped"),
        ("", "No status recorded"),
        (None, "No status recorded"),
    ],
)
def test_a_status_is_a_word(status, words):
    tree = Tree(get_template("_status_tag.html").render({"status": status}))

    assert text_of(("", {}, tree.root)) == words
    assert status_tag(status) == get_template("_status_tag.html").render({"status": status})


def test_the_way_to_a_page_ends_with_the_page():
    source = '{% load govuk %}{% breadcrumbs "Home" "/" "2017-18" "/2017-18/" label %}'
    tree = page(source, label="J<9>")

    assert [link[1]["href"] for link in tree.find("a")] == ["/", "/2017-18/"]
    assert text_of(tree.find("li", aria_current="page")[0]) == "J<9>"
