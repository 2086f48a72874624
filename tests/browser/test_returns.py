"""An officer's round of asking: opened, answered, accepted and sent back, with scripts and without."""

import pytest
from playwright.sync_api import expect

from initiatives.models import Message, Return
from tests.browser.people import OFFICER
from tests.browser.scenes import initiative, save
from tests.builders import answer_and_send

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_officer_opens_a_return_and_decides_about_its_answers(tracker, window, scripts):
    page = window(OFFICER, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="Returns", exact=True).click()
    page.get_by_role("button", name="Open a return").click()
    page.get_by_label("Name of the return").fill("Year end")
    page.get_by_label("Police (Essex Police)").check()
    save(page, "Check who is asked")
    expect(page.get_by_role("row", name="Police")).to_contain_text("police@scp.example")
    save(page, "Open the return")

    expect(page.get_by_role("alert")).to_contain_text("Year end is open until")
    expect(page.get_by_role("row", name="Police")).to_contain_text("Not opened")
    [message] = Message.objects.all()
    page.get_by_role("link", name="Outbox").click()
    expect(page.get_by_role("main")).to_contain_text(message.subject)

    for number, text in ((12, "Seven hotels."), (13, "Four bins."), (29, "Tow cars.")):
        answer_and_send(initiative(number), text)
    page.get_by_role("link", name="Home", exact=True).click()
    page.get_by_role("link", name="3 answers to Year end, 2017-18").click()
    page.get_by_role("rowheader", name="Police").get_by_role("link").click()
    save(page, "Accept Op Makesafe")
    expect(page.get_by_role("alert")).to_contain_text("Op Makesafe is accepted.")
    page.get_by_role("link", name="Edit, then accept Project Mercury").click()
    page.get_by_label("Outcome").fill("Two cars.")
    save(page, "Accept")
    expect(page.get_by_role("alert")).to_contain_text("Project Mercury is accepted.")
    page.get_by_role("link", name="Send back Op Septre").click()
    page.get_by_label("What should they change?").fill("Which bins?")
    save(page, "Send back")
    expect(page.get_by_role("alert")).to_contain_text("1 answer sent back with your note.")

    page.get_by_role("link", name="Year end", exact=True).click()
    expect(page.get_by_role("row", name="Police")).to_contain_text("Sent back")
    newest = [initiative(number).updates.order_by("-number")[0].text for number in (12, 29)]
    assert newest == ["Seven hotels.", "Two cars."]
    assert initiative(13).updates.count() == 1
    assert "Which bins?" in Message.objects.order_by("-pk")[0].body
    assert Return.objects.get(name="Year end").is_in_progress
