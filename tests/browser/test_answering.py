"""Answering a return in a browser: from the mailed link without an account, and signed in."""

import re

import pytest
from playwright.sync_api import expect

from initiatives.models import AgencyContact, Answer, Message, Return
from initiatives.returns.messages import ask
from tests.browser.people import POLICE, sign_in
from tests.builders import make_agency

pytestmark = pytest.mark.browser

State = Answer.State


def go_on(page, name):
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_contact_answers_everything_from_the_mailed_link(tracker, window, scripts):
    AgencyContact.objects.create(
        agency=make_agency("CBH"), name="Example contact", email="contact@cbh.example"
    )
    ask(Return.objects.get(pk=901))
    body = Message.objects.get(to="contact@cbh.example").body
    [place] = re.findall(r"https?://[^/]+(/r/\S+)", body)
    page = window("", java_script_enabled=scripts)

    page.goto(place)
    go_on(page, "Confirm and go on")
    expect(page.get_by_role("heading", name="0 of 2 answered")).to_be_visible()
    page.get_by_role("link", name="Answer MAD").click()
    page.get_by_label("Something has changed").check()
    page.get_by_label("Outcome").fill("Two days were held in town.")
    page.get_by_label("Complete", exact=True).check()
    go_on(page, "Save and go to the next")
    page.get_by_label("Nothing to report").check()
    page.get_by_label("Who was asked").fill("The area’s housing officer")
    page.get_by_label("When they were asked").fill("5/10/2017")
    go_on(page, "Save and go to the next")
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    go_on(page, "Send the return")

    expect(page.get_by_role("heading", name="Answers sent")).to_be_visible()
    answers = Answer.objects.filter(asked_in=901, initiative__leads__short_name="CBH")
    assert {answer.state for answer in answers} == {State.SENT}
    assert answers.get(initiative__number=17).text == "Two days were held in town."
    assert {answer.written_as for answer in answers} == {"Example contact"}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_member_signs_in_and_says_no_change_by_key_alone(tracker, window, scripts):
    ask(Return.objects.get(pk=901))
    body = Message.objects.get(to=POLICE).body
    [place] = re.findall(r"https?://[^/]+(/returns/\S+)", body)
    page = window("", java_script_enabled=scripts)

    page.goto(place)
    sign_in(page, POLICE)
    page.get_by_role("heading", name="What has happened?").wait_for()
    buttons = page.get_by_role("button", name=re.compile("^No change in"))
    for left in range(buttons.count(), 0, -1):
        expect(buttons).to_have_count(left)
        buttons.first.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.get_by_role("button", name="Check and send your answers").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Send the return").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Answers sent")).to_be_visible()
    answers = Answer.objects.filter(asked_in=901, initiative__leads__short_name="Police")
    assert {answer.state for answer in answers} == {State.SENT}
    unchanged = answers.exclude(initiative__number=12)  # which they had written about before
    assert {answer.kind for answer in unchanged} == {"no_change"}
