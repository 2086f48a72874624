"""Answering a return in a browser: from the mailed link without an account, and signed in."""

import re

import pytest
from playwright.sync_api import expect

from initiatives.models import AgencyContact, Answer, Initiative, Message, Return
from initiatives.returns.messages import ask
from tests.browser.people import POLICE, sign_in
from tests.builders import make_agency, record

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


@pytest.fixture
def answering(tracker, window):
    """The police's answer about an initiative with an outcome and a status, open with scripts on."""
    record(
        Initiative.objects.get(plan__start_year=2017, number=29),
        "Planned for May.",
        status="at_risk",
        status_reason="No venue.",
    )
    page = window(POLICE)
    page.goto("/returns/901/911/answer/29/")
    return page


def test_a_form_that_comes_back_still_holds_what_stood_in_its_hidden_boxes(answering):
    go_on(answering, "Save and go to the next")
    answering.get_by_label("Something has changed").check()

    expect(answering.get_by_label("Outcome")).to_have_value("Planned for May.")
    expect(answering.get_by_label("At risk", exact=True)).to_be_checked()
    expect(answering.get_by_label("Reason for the status")).to_have_value("No venue.")


def test_a_form_that_comes_back_still_holds_what_was_typed_in_its_hidden_boxes(answering):
    answering.get_by_label("Something has changed").check()
    answering.get_by_label("Outcome").fill("Held.")
    answering.get_by_label("Reason for the status").fill("No posters.")
    answering.get_by_label("On track", exact=True).check()
    answering.get_by_label("Nothing to report").check()
    go_on(answering, "Save and go to the next")
    answering.get_by_label("Something has changed").check()
    answering.get_by_label("At risk", exact=True).check()

    expect(answering.get_by_label("Outcome")).to_have_value("Held.")
    expect(answering.get_by_label("Reason for the status")).to_have_value("No posters.")


def test_a_reason_hidden_with_its_status_is_not_saved(answering):
    answering.get_by_label("Something has changed").check()
    answering.get_by_label("Outcome").fill("Held.")
    answering.get_by_label("On track", exact=True).check()
    go_on(answering, "Save and go to the next")

    said = Answer.objects.get(asked_in=901, initiative__number=29)
    assert (said.status, said.status_reason) == ("on_track", "")
