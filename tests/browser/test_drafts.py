"""What is being written is kept as a draft while it is, with scripts and without."""

import re
from time import monotonic, sleep

import pytest
from playwright.sync_api import expect

from initiatives.models import Draft, OutcomeUpdate
from scp_tracker.kept.models import KeptForm
from tests.browser.people import POLICE, sign_in
from tests.browser.scenes import OP_MAKESAFE, draft_saved, initiative, save

pytestmark = pytest.mark.browser

UPDATE = f"{OP_MAKESAFE}update/"


@pytest.fixture
def writing(tracker, window):
    """The outcome form, open in a page whose clock can be moved."""
    page = window(POLICE)
    page.clock.install()
    page.goto(UPDATE)
    return page


def said(page):
    return page.get_by_role("status")


def box(page):
    return page.get_by_label("Outcome")


def drafts_sent(page):
    sent = []
    page.on("request", lambda asked: sent.append(asked) if asked.method == "POST" else None)
    return sent


def pause(page, seconds):
    page.clock.run_for(round(1000 * seconds))


def test_two_seconds_after_the_last_key_a_draft_is_kept_and_said(writing):
    box(writing).fill("Fourteen hotels")
    writing.get_by_label("Internal note").fill("Ring the county.")
    pause(writing, 1.9)
    assert not Draft.objects.exists()
    pause(writing, 0.2)

    expect(said(writing)).to_have_text(re.compile(r"^Draft saved at \d\d:\d\d\.$"))
    fields = Draft.objects.get().fields
    assert (fields["outcome"], fields["internal_note"]) == ("Fourteen hotels", "Ring the county.")


def test_many_keys_are_one_message_and_long_writing_one_in_ten_seconds(writing):
    sent = drafts_sent(writing)

    for _ in range(22):
        box(writing).press_sequentially("w")
        pause(writing, 1)
    expect(said(writing)).to_contain_text("Draft saved")

    assert 2 <= len(sent) <= 3


def test_a_page_that_is_left_is_a_draft_and_offered_again(writing):
    box(writing).fill("Fourteen hotels have the")
    writing.get_by_label("At risk", exact=True).check()
    writing.get_by_label("Reason for the status").fill("No posters.")
    pause(writing, 2.1)
    expect(said(writing)).to_contain_text("Draft saved")

    writing.goto("/my-actions/")
    writing.get_by_role("link", name="Carry on with Op Makesafe (2017-18/12)").click()
    writing.get_by_role("button", name="Carry on with it").click()

    expect(box(writing)).to_be_focused()
    expect(box(writing)).to_have_value("Fourteen hotels have the")
    expect(writing.get_by_label("At risk", exact=True)).to_be_checked()
    expect(writing.get_by_label("Reason for the status")).to_have_value("No posters.")
    save(writing, "Save outcome")
    assert not Draft.objects.exists()
    writing.goto("/my-actions/")
    expect(writing.get_by_text("Your drafts")).to_have_count(0)


def test_what_turns_away_at_once_is_kept_too(writing):
    box(writing).fill("Fourteen")

    writing.goto("/my-actions/")

    given_up_at = monotonic() + 10  # it is sent beside the next page, which does not wait for it
    while not Draft.objects.exists() and monotonic() < given_up_at:
        sleep(0.05)
    writing.goto(UPDATE)
    expect(box(writing)).to_have_value("Fourteen")


def test_saving_at_once_leaves_no_draft_behind(writing):
    box(writing).fill("Fourteen hotels have the posters.")
    save(writing, "Save outcome")

    pause(writing, 20)

    assert not Draft.objects.exists()
    assert OutcomeUpdate.objects.get(recorded_by__email=POLICE).text.startswith("Fourteen")


def test_a_draft_thrown_away_does_not_come_back(writing):
    box(writing).fill("Nonsense")
    pause(writing, 2.1)
    expect(said(writing)).to_contain_text("Draft saved")
    writing.reload()
    box(writing).press_sequentially("!")

    save(writing, "Throw it away")
    pause(writing, 20)

    assert not Draft.objects.exists()
    expect(box(writing)).to_have_value(re.compile("^Op Makesafe successfully delivered"))


def test_a_session_that_ended_keeps_what_was_typed_and_says_so(writing):
    box(writing).fill("Typed over lunch")
    writing.context.clear_cookies()
    sent = drafts_sent(writing)

    pause(writing, 2.1)
    expect(said(writing)).to_contain_text("No draft is kept any more")
    box(writing).fill("Typed over lunch and after.")
    pause(writing, 20)
    assert len(sent) == 1
    save(writing, "Save outcome")
    sign_in(writing, POLICE)
    save(writing, re.compile("^Send it now"))

    expect(writing.get_by_role("alert")).to_contain_text("Outcome recorded for Op Makesafe.")
    assert not KeptForm.objects.exists()


def test_a_server_that_does_not_answer_is_asked_again(writing):
    writing.route("**/update/", lambda route: route.abort(), times=1)
    box(writing).fill("Fourteen hotels")
    pause(writing, 2.1)
    expect(said(writing)).to_contain_text("could not be saved just now")

    pause(writing, 10)

    expect(said(writing)).to_contain_text("Draft saved")


def test_without_scripts_a_button_keeps_it(tracker, window):
    page = window(POLICE, java_script_enabled=False)

    draft_saved(page)

    expect(page.get_by_role("alert")).to_contain_text("Draft saved at")
    page.goto("/")
    page.get_by_role("link", name="Carry on with Op Makesafe (2017-18/12)").click()
    expect(page.get_by_label("Outcome")).to_have_value("Half a sentence about hot")
    save(page, "Throw it away")
    expect(page.get_by_label("Outcome")).to_have_value(re.compile("^Op Makesafe"))
    assert initiative(12).updates.count() == 1


def test_an_answer_to_a_return_is_kept_as_it_is_typed(tracker, window):
    page = window(POLICE)
    page.clock.install()
    page.goto("/returns/901/911/answer/29/")
    page.get_by_label("Something has changed").check()
    box(page).fill("Four cars")
    pause(page, 2.1)
    expect(said(page)).to_contain_text("Draft saved")

    page.goto("/")
    page.get_by_role("link", name=re.compile("Carry on with .*29")).click()

    expect(box(page)).to_have_value("Four cars")
