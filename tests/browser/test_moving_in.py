"""A plan kept in Word is moved in, from its file to the page of the plan."""

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from initiatives.models import Agency, Initiative, MoveIn
from tests.browser.people import OFFICER
from tests.browser.scenes import save
from tests.browser.test_keyboard import follow, tab_to

pytestmark = pytest.mark.browser

HEADINGS = ("Action", "Lead agency", "Timescale", "Status", "Progress")
WORK = [
    ("Street pastors", "CBC / Police", "April 2018 - March 2019", "Green", "Two shifts a week."),
    ("", "", "", "", "They were welcome."),
    ("Lighting survey", "Highways", "By Sept 18", "Amber", "Half of the streets were walked."),
    ("Bicycle marking", "Police", "Ongoing", "Done", "340 bicycles marked."),
]


@pytest.fixture
def plan_in_word(tmp_path):
    document, file = Document(), tmp_path / "Community safety plan 2018-19.docx"
    document.add_heading("Key priority 1: Safer streets", 1)
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for texts in (HEADINGS, *WORK):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(file)
    return file


@pytest.fixture
def no_move(tracker):
    MoveIn.objects.all().delete()


def step(page):
    return page.locator("[aria-current=step]")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_plan_in_word_is_moved_in(no_move, window, plan_in_word, scripts):
    page = window(OFFICER, java_script_enabled=scripts)
    page.goto("/2017-18/")
    page.get_by_role("link", name="Move a plan in").click()
    page.get_by_label("The file with the plan").set_input_files(plan_in_word)
    save(page, "Read the plan")

    expect(step(page)).to_have_text("1. Tables")
    save(page, "Save and go on")
    expect(page.get_by_label("What “Timescale” holds")).to_have_value("timing")
    save(page, "Save and go on")
    expect(page.get_by_label("What “Highways” is")).to_have_value("new")
    expect(page.get_by_label("What “Amber” means")).to_have_value("at_risk")
    save(page, "Save and go on")
    expect(page.get_by_label("What Table 1, row 3 is")).to_have_value("wrapped")
    page.get_by_role("link", name=re.compile("Correct its texts.*row 4$")).click()
    page.get_by_label("Project or initiative").fill("Lighting survey of the town centre")
    save(page, "Save")
    save(page, "Save and go on")
    expect(page.get_by_label("Title").first).to_have_value("Safer streets")
    save(page, "Save and go on")
    expect(step(page)).to_have_text("6. Heading and glossary")
    save(page, "Save and go on")
    expect(page.get_by_label("Plan year")).to_have_value("2018-19")
    save(page, "Move 3 initiatives into 2018-19")

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan 2018-19")
    expect(page.get_by_role("main")).to_contain_text("3 initiatives moved into 2018-19.")
    rows = page.get_by_role("main").get_by_role("table")
    for text in ("Street pastors", "CBC / Police", "Lighting survey of the town centre", "At risk"):
        expect(rows).to_contain_text(text)
    pastors = Initiative.objects.get(title="Street pastors")
    assert pastors.updates.get().text == "Two shifts a week. They were welcome."
    assert Agency.objects.filter(short_name="Highways").exists()


def test_a_pasted_table_is_moved_in_with_the_keyboard_alone(no_move, window):
    page = window(OFFICER)
    page.goto("/move-in/")

    tab_to(page, "^Or paste its table here")
    page.keyboard.insert_text("Action\tLead agency\tProgress\nStreet pastors\tCBC\tTwo shifts.")
    tab_to(page, "^Read the plan$")
    follow(page)
    for _ in range(6):
        tab_to(page, "^Save and go on$")
        follow(page)
    tab_to(page, "^Plan year")
    page.keyboard.type("2019-20")
    tab_to(page, "^Save and check again$")
    follow(page)
    tab_to(page, "^Move 1 initiative into 2019-20$")
    follow(page)

    assert re.search("/2019-20/$", page.url)
