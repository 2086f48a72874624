"""What an initiative's page tells of its earlier outcomes, and to whom."""

from datetime import UTC, date, datetime

import pytest

from initiatives.models import Answer, OutcomeUpdate
from initiatives.returns.accepting import accept
from initiatives.views.initiatives import UPDATES_AT_ONCE
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import answer_and_send, make_agency, make_initiative, make_return, record
from tests.govuk.tree import Tree, text_of
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/initiatives/5/"


@pytest.fixture
def initiative():
    return make_initiative("Community Support Day", number=5, led_by="CBC / Police")


def page(client, role=CLERK, *agencies, query=""):
    client.force_login(make_person(role, agencies=[make_agency(name) for name in agencies]))
    return client.get(PAGE + query)


def entries(response):
    """The words of each entry of the timeline, in order."""
    items = Tree(response.content.decode()).find("div", class_="moj-timeline__item")
    return [text_of(item) for item in items]


def test_each_update_says_who_for_which_agency_when_and_from_where(client, initiative):
    record(initiative, "Planned.", on=date(2017, 6, 1), source=OutcomeUpdate.Source.IMPORT)
    record(
        initiative,
        "Delivered.",
        on=date(2017, 7, 20),
        by=make_person(PARTNER, name="Pat Police"),
        agency=make_agency("Police"),
        recorded_at=datetime(2017, 7, 25, 9, 30, tzinfo=UTC),
    )

    newest, oldest = entries(page(client))

    assert newest.startswith(
        "Update 2 by Pat Police for Police As at 20 July 2017 . "
        "Written on screen on 25 July 2017 at 10:30 . This is the outcome that prints now."
    )
    assert oldest == "Update 1 As at 1 June 2017 . Moved in from a paper. Planned."


def test_an_answer_to_a_return_names_its_writer_without_an_account_and_the_return(
    client, initiative
):
    officer = make_person(OFFICER, name="Ola")
    make_return(by=officer, name="Quarter 2")
    given = answer_and_send(initiative, "Ten came.", agency="CBC")
    accept(given, seen_version=given.version, by=officer)

    [entry] = entries(page(client))

    assert entry.startswith("Update 1 by Example contact for CBC As at")
    assert "Answer to a return (Quarter 2) by a personal link on" in entry


def test_officers_read_who_accepted_an_answer_and_others_when(client, initiative, wait):
    wait(to="2017-09-12 10:00+01:00")
    officer = make_person(OFFICER, name="Example officer of answers")
    make_return(by=officer)
    given = answer_and_send(initiative, "Ten came.", agency="CBC")
    accept(given, seen_version=given.version, by=officer)

    [read_by_officer], [read_by_partner] = (
        entries(page(client, role)) for role in (OFFICER, PARTNER)
    )

    assert "Accepted by Example officer of answers on 12 September 2017 ." in read_by_officer
    assert "Accepted on 12 September 2017 ." in read_by_partner
    assert "Example officer of answers" not in read_by_partner


def test_added_and_removed_words_are_marked_against_the_update_before(client, initiative):
    record(initiative, "Planned for July.\n• a tent")
    record(initiative, "Held in July.\n• a tent\n• a van")

    newest, _ = entries(page(client))

    assert newest.endswith("removed: Planned for added: Held in July. a tent added: a van")


def test_an_update_that_speaks_for_an_earlier_day_stands_and_is_compared_where_it_belongs(
    client, initiative
):
    record(initiative, "Ten came.", on=date(2017, 6, 1))
    record(initiative, "Ten came in all.", on=date(2017, 8, 1))
    record(initiative, "Ten came at once.", on=date(2017, 7, 1))

    first, second, third = entries(page(client))

    assert first.endswith("Ten came removed: at once. added: in all.")
    assert "Ten removed: came. added: came at once. The whole text" in second
    assert third.endswith("Ten came.")


def test_an_earlier_text_can_be_read_whole(client, initiative):
    lines = [f"Line {number}." for number in range(9)]
    record(initiative, "\n".join(lines))
    record(initiative, "\n".join([*lines, "Line 9."]))
    record(initiative, "Done.")

    _, second, _ = entries(page(client))

    assert second.endswith(
        "8 lines that did not change Line 8. added: Line 9. "
        "The whole text of update 2 " + " ".join([*lines, "Line 9."])
    )


def test_a_text_that_stays_is_not_written_out_again(client, initiative):
    record(initiative, "Delivered.")
    record(initiative, "Delivered.", status="complete")

    newest, _ = entries(page(client))

    assert newest.endswith(
        "This is the outcome that prints now. Status: Complete The text did not change."
    )


def test_a_status_is_told_with_the_one_before_it(client, initiative):
    record(initiative, "Planned.", status="on_track")
    record(initiative, "Planned.")
    record(initiative, "Planned.", status="at_risk", status_reason="No venue yet.")
    record(initiative, "Planned.", status="at_risk", status_reason="No trainer either.")

    fourth, third, second, first = entries(page(client))

    assert "Status: On track" in first
    assert "Status" not in second
    assert "Status changed from On track to At risk No venue yet." in third
    assert "Status still: At risk No trainer either." in fourth


@pytest.mark.parametrize(
    ("role", "agencies", "may_read"),
    [
        (CLERK, [], False),
        (PARTNER, ["CBH"], False),
        (PARTNER, ["Police"], True),
        (OFFICER, [], True),
    ],
    ids=["clerk", "another agency", "lead", "officer"],
)
def test_notes_of_the_whole_history_are_for_those_who_may_read_them(
    client, initiative, role, agencies, may_read
):
    record(initiative, "Planned.", internal_note="Ring the county.")
    record(initiative, "Delivered.", internal_note="Ring the borough.")

    words = words_of(page(client, role, *agencies))

    assert ("Ring the county." in words, "Ring the borough." in words) == (may_read, may_read)


def test_a_long_history_comes_in_pages_newest_first(client, initiative):
    for number in range(1, UPDATES_AT_ONCE + 3):
        record(initiative, f"Outcome {number}.")

    first, second = page(client), page(client, query="?page=2")

    assert len(entries(first)) == UPDATES_AT_ONCE
    assert "Entries 1 to 10 of 12, newest first." in words_of(first)
    assert "Older entries" in words_of(first)
    assert "Newer entries" not in words_of(first)
    assert [entry.split(" by ")[0][:8] for entry in entries(second)] == ["Update 2", "Update 1"]
    assert entries(second)[0].find("removed: 1. added: 2.") > 0
    assert "Outcome as it prints now Outcome 12." in words_of(second)
    assert "This is the outcome that prints now." not in words_of(second)


def test_an_accepted_answer_that_changed_nothing_is_told_in_its_place_without_its_note(
    client, initiative, wait
):
    officer = make_person(OFFICER)
    wait(to="2017-06-01 10:00+01:00")
    record(initiative, "Planned.", on=date(2017, 6, 1))
    make_return(by=officer)
    first = answer_and_send(initiative, agency="CBC", internal_note="Ring the county.")
    accept(first, seen_version=first.version, by=officer)
    wait(to="2017-09-01 10:00+01:00")
    make_return(by=officer, name="Quarter 3")
    asked = {"asked_whom": "The venue", "asked_on": date(2017, 8, 30)}
    second = answer_and_send(initiative, kind=Answer.Kind.NOTHING_TO_REPORT, **asked)

    assert len(entries(page(client, OFFICER))) == 2  # what nobody accepted is not told
    accept(second, seen_version=second.version, by=officer)
    response = page(client, CLERK)

    newest, told, update = entries(response)
    assert newest == (
        "1 September 2017 : CBC answered “Nothing to report” to Quarter 3. "
        "The venue was asked on 30 August 2017. Accepted on 1 September 2017 ."
    )
    assert told == (
        "1 June 2017 : CBC answered “No change” to Quarter 2. Accepted on 1 June 2017 ."
    )
    assert update.startswith("Update 1")
    assert "Ring the county." not in words_of(response)


@pytest.mark.parametrize("asked", ["0", "3", "x", "", "99999999999999999999", "1%00"])
def test_a_page_that_is_not_there_is_the_nearest_one(client, initiative, asked):
    record(initiative, "Planned.")

    response = page(client, query=f"?page={asked}")

    assert response.status_code == 200
    assert len(entries(response)) == 1
