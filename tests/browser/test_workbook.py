"""A workbook goes out, is typed in and saved by LibreOffice, and comes back, in a real browser."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from initiatives.models import OutcomeUpdate, ReturnedWorkbook
from initiatives.workbook.columns import OUTCOME, READ, REFERENCE
from tests.browser.people import CBH, OFFICER
from tests.browser.scenes import initiative, save
from tests.browser.test_keyboard import follow, tab_to
from tests.office import saved_by_libreoffice

pytestmark = pytest.mark.browser

PAGE = "/2017-18/workbook/"
TYPED = {f"2017-18/{number:02}": f"Typed about {number}." for number in (3, 8, 12, 21, 30)}


def downloaded(page):
    page.goto(PAGE)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook").click()
    return Path(download.value.path()).read_bytes()


def typed_in(content, texts):
    """The workbook sorted by title, with ten rows deleted and these outcomes typed."""
    book = load_workbook(BytesIO(content))
    sheet = book["Outcomes"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    place, outcome = head.index(REFERENCE), head.index(OUTCOME)
    rows.sort(key=lambda row: str(row[head.index(READ[0])]))
    left = [row for row in rows if row[place] not in texts][10:]
    kept = [row for row in rows if row[place] in texts or row in left]
    sheet.delete_rows(2, len(rows))
    for row in kept:
        row[outcome] = texts.get(row[place], row[outcome])
        sheet.append(row)
    book.save(saved := BytesIO())
    return saved.getvalue()


def bring_back(page, content, name="outcomes-2017-18.xlsx"):
    page.goto(PAGE)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    file = {"name": name, "mimeType": kind, "buffer": content}
    page.get_by_label("The workbook").set_input_files(file)
    save(page, "See what it changes")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_five_outcomes_saved_by_libreoffice_are_five_changes_and_nothing_else(
    tracker, window, tmp_path, kind
):
    page = window(OFFICER)
    typed = typed_in(downloaded(page), TYPED)
    content = saved_by_libreoffice(typed, tmp_path, made="xlsx", wanted=kind)
    before = OutcomeUpdate.objects.count()

    bring_back(page, content, f"outcomes-2017-18.{kind}")
    expect(page.get_by_text("5 of its 20 rows say something new; ")).to_be_visible()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(5)
    for reference, text in TYPED.items():
        expect(rows.filter(has_text=reference).locator("ins")).to_contain_text(text)
    expect(page.locator("#remarks")).to_have_count(0)
    save(page, "Record the chosen outcomes")

    expect(page.get_by_role("alert")).to_contain_text("5 outcomes recorded from")
    assert OutcomeUpdate.objects.count() == before + 5
    page.get_by_role("link", name="Op Makesafe").click()
    expect(page.get_by_text(f"Returned workbook outcomes-2017-18.{kind}")).to_be_visible()
    for address in ("/2017-18/", "/2017-18/reports/annual-plan/"):
        page.goto(address)
        for text in TYPED.values():
            expect(page.get_by_text(text, exact=False).first).to_be_visible()


def test_a_partner_sends_a_workbook_and_an_officer_accepts_it_without_scripts(tracker, window):
    partner = window(CBH, java_script_enabled=False, viewport={"width": 375, "height": 800})
    content = downloaded(partner)
    book = load_workbook(BytesIO(content))
    sheet = book["Outcomes"]
    outcome = [cell.value for cell in sheet[1]].index(OUTCOME)
    sheet[2][outcome].value = "Twenty homes were visited."
    book.save(saved := BytesIO())

    bring_back(partner, saved.getvalue(), "cbh.xlsx")
    expect(partner.get_by_label("Tick all of these")).to_be_hidden()
    save(partner, "Send to the officers")
    expect(partner.get_by_role("alert")).to_contain_text("cbh.xlsx is sent.")

    officer = window(OFFICER, java_script_enabled=False)
    officer.goto("/")
    officer.get_by_role("link", name="cbh.xlsx").click()
    save(officer, "Record the chosen outcomes")
    newest = initiative(17).updates.order_by("-number").first()
    assert newest.text == "Twenty homes were visited."
    assert newest.author_and_agency.endswith("for CBH")


def test_changes_are_chosen_and_recorded_by_key(tracker, window):
    page = window(OFFICER)
    bring_back(page, typed_in(downloaded(page), TYPED))

    tab_to(page, "Tick all of these")
    page.keyboard.press("Space")
    tab_to(page, r"2017-18/12\)")
    page.keyboard.press("Space")
    tab_to(page, "Record the chosen outcomes")
    follow(page)

    expect(page.get_by_role("alert")).to_contain_text("1 outcome recorded from")
    assert ReturnedWorkbook.objects.get().rows.exclude(update=None).count() == 1
