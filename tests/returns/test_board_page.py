from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import Lead, Message, Return
from initiatives.returns.accepting import accept, send_back
from initiatives.returns.closing import close, withdraw
from initiatives.returns.messages import ask
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_return,
    part_of,
)
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = make_person(OFFICER)
    client.force_login(officer)
    return officer


@pytest.fixture
def work():
    """Five agencies: CBC leads two alone and one with CBH, the others one each."""
    titles = {"J9": "CBC", "Purple Flag": "CBC", "White ribbon": "CBC / CBH"}
    titles |= {"Op Bicycle": "Police", "Smoke alarms": "Fire", "Drop-in": "YS"}
    return {title: make_initiative(title, led_by=led_by) for title, led_by in titles.items()}


@pytest.fixture
def asked_in(officer, work):
    return make_return(by=officer)


@pytest.fixture
def board(client, asked_in, officer):
    def rows():
        client.force_login(officer)
        [[_, *rows]] = tables_of(client.get(f"/returns/{asked_in.pk}/"))
        return {row[0]: row[1:] for row in rows}

    return rows


def test_the_board_says_in_words_how_far_each_agency_is(board, asked_in, work, officer):
    make_return(by=officer, name="Quarter 3")  # which the answers are not of
    Return.objects.exclude(pk=asked_in.pk).update(opened_at=timezone.now() - timedelta(days=90))
    Return.objects.exclude(pk=asked_in.pk).first().answers.all().delete()
    answer_and_send(work["White ribbon"], "Trained 40.", agency="CBH")
    part_of(asked_in, "Police").note_opening(by=None)
    done = answer_and_send(work["Smoke alarms"], "Fitted 12.")
    accept(done, seen_version=done.version, by=officer)
    back = answer_and_send(work["Drop-in"], "Some.")
    send_back([back], "How many?", seen={back.pk: back.version})

    rows = board()

    assert {agency: row[:3] for agency, row in rows.items()} == {
        "CBC": ["1 of 3 answered", "1 of 3", "1"],
        "CBH": ["Sent", "1 of 1", "1"],
        "Fire": ["Accepted", "1 of 1", "0"],
        "Police": ["Opened", "0 of 1", "0"],
        "YS": ["Sent back", "0 of 1", "0"],
    }


def test_after_the_closing_date_who_still_owes_is_overdue(board, work, wait):
    answer_and_send(work["Op Bicycle"], "Marked 30.")
    assert "Overdue" not in board()["CBC"][0]
    wait(days=20)

    rows = board()

    assert rows["CBC"][0] == "Not opened Overdue"
    assert rows["Police"][0] == "Sent"


def test_the_board_names_who_is_asked_and_what_they_last_got(board, asked_in):
    make_person(PARTNER, agencies=[make_agency("CBC")], name="Example lead")
    make_agency("CBC").contacts.create(name="Example contact", email="contact@cbc.example")
    ask(asked_in)

    rows = board()

    today = f"{timezone.localdate():%-d %B %Y}"
    assert rows["CBC"][3] == "• Example lead\n• Example contact (no account)"
    assert rows["CBC"][4].startswith(f"Asked on {today}")
    assert rows["Fire"][3:] == ["Nobody: answer for Fire", "None"]


def test_for_an_agency_that_has_nobody_the_officer_answers(client, board, asked_in, work):
    part = part_of(asked_in, "Fire")
    page = client.get(f"/returns/{asked_in.pk}/")
    assert f'href="{part.get_absolute_url()}answer/"' in page.text
    assert client.get(f"{part.get_absolute_url()}answer/").status_code == 200
    assert f'href="{part.get_absolute_url()}answer/"' in client.get(part.get_absolute_url()).text


def test_removed_initiatives_are_not_counted(board, work):
    gone = work["J9"]
    gone.removed_on, gone.removal_reason = date(2017, 9, 1), "Merged."
    gone.save()

    assert board()["CBC"][1] == "0 of 2"


def test_a_joint_answer_waits_once_and_the_board_says_that_it_stands_in_each_row(
    client, asked_in, work
):
    answer_and_send(work["White ribbon"], "Trained 40.")

    page = words_of(client.get(f"/returns/{asked_in.pk}/"))
    assert "1 answer waits to be accepted" in page
    assert "several lead agencies share stands in the row of each of them." in page


def test_agencies_that_took_over_are_asked_from_the_board(client, asked_in, work):
    Lead.objects.filter(initiative=work["J9"]).update(agency=make_agency("NHS"))
    make_agency("NHS").contacts.create(name="Example contact", email="contact@nhs.example")
    page = client.get(f"/returns/{asked_in.pk}/")
    assert "1 initiative of this return is led by agencies that were not asked" in words_of(page)

    page = client.post(f"/returns/{asked_in.pk}/", form_of(page), follow=True)

    assert "NHS is asked now too." in words_of(page)
    assert "were not asked" not in words_of(page)
    assert Message.objects.get().to == "contact@nhs.example"


def test_the_returns_are_listed_newest_first_with_what_waits(client, asked_in, work, officer):
    answer_and_send(work["J9"], "Trained 40.")
    answer(work["Purple Flag"], "Kept.")
    make_return(by=officer, name="Quarter 3", agencies=[make_agency("Fire")])

    [[_, newest, earlier]] = tables_of(client.get("/returns/"))

    assert newest[:2] == ["Quarter 3, 2017-18", "Open"]
    assert earlier[1] == "Open"
    assert earlier[3:] == ["2 of 6", "1"]


def test_closing_tells_what_is_missing_and_takes_no_more_answers(client, asked_in, work):
    answer_and_send(work["Op Bicycle"], "Marked 30.")
    page = client.get(f"/returns/{asked_in.pk}/close/")
    assert "CBC: 0 of 3 answered" in words_of(page)
    assert "Police: " not in words_of(page)
    assert "1 answer waits to be accepted." in words_of(page)

    page = client.post(f"/returns/{asked_in.pk}/close/", form_of(page), follow=True)

    assert "Quarter 2 is closed." in words_of(page)
    asked_in.refresh_from_db()
    assert asked_in.closed_at
    assert "has ended already" in words_of(
        client.get(f"/returns/{asked_in.pk}/withdraw/", follow=True)
    )


def test_the_closing_date_can_be_moved(client, asked_in, wait, officer):
    wait(to="2026-11-27 10:00+00:00")
    client.force_login(officer)
    address = f"/returns/{asked_in.pk}/closing-date/"
    form = form_of(client.get(address))

    page = client.post(address, form | {"closes_on": "25/12/2026"}, follow=True)

    assert "The closing date is now Friday 25 December 2026." in words_of(page)
    assert "25 December 2026 is Christmas Day." in words_of(page)
    asked_in.refresh_from_db()
    assert (asked_in.closes_on, asked_in.version) == (date(2026, 12, 25), 2)
    assert asked_in.history.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the closing date."),
        ("soon", "Write the date as day, month and year"),
        ("27/11/2017", "The closing date is in the past."),
    ],
)
def test_a_closing_date_that_will_not_do_is_refused_in_words(client, asked_in, typed, said):
    address = f"/returns/{asked_in.pk}/closing-date/"

    page = client.post(address, form_of(client.get(address)) | {"closes_on": typed})

    assert said in words_of(page)
    assert Return.objects.get().version == 1


def test_two_who_move_the_closing_date_see_both(client, asked_in):
    address = f"/returns/{asked_in.pk}/closing-date/"
    form = form_of(client.get(address))
    client.post(address, form | {"closes_on": "24/12/2098"})

    page = client.post(address, form | {"closes_on": "23/12/2098"})

    assert page.status_code == 409
    assert "24 December 2098" in words_of(page)
    assert "23 December 2098" in words_of(page)


def test_a_closed_return_is_opened_again_and_its_history_says_so(client, asked_in, work, officer):
    close(asked_in, seen_version=1, by=officer)
    board = client.get(asked_in.get_absolute_url())

    page = client.post(f"/returns/{asked_in.pk}/open-again/", form_of(board), follow=True)

    assert "Quarter 2 is open again. Nobody was written to" in words_of(page)
    asked_in.refresh_from_db()
    assert (asked_in.is_in_progress, asked_in.ended_by, asked_in.version) == (True, None, 3)
    newest = asked_in.history.first()
    assert (newest.closed_at, newest.history_user) == (None, officer)
    assert answer_and_send(work["J9"]).state == "sent"
    assert "Open it again" not in words_of(page)


def test_opening_again_what_somebody_else_changed_is_looked_at_again(client, asked_in, officer):
    close(asked_in, seen_version=1, by=officer)
    for version in ["1", "x", ""]:
        page = client.post(f"/returns/{asked_in.pk}/open-again/", {"version": version}, follow=True)

        assert "Somebody else changed this return" in words_of(page)
        asked_in.refresh_from_db()
        assert asked_in.closed_at


def test_what_was_withdrawn_is_not_opened_again(client, asked_in, officer):
    withdraw(asked_in, seen_version=1, by=officer)
    assert "Open it again" not in words_of(client.get(asked_in.get_absolute_url()))

    page = client.post(f"/returns/{asked_in.pk}/open-again/", {"version": "2"}, follow=True)

    assert "Quarter 2 is not closed." in words_of(page)
    asked_in.refresh_from_db()
    assert asked_in.withdrawn_at


def test_withdrawing_calls_it_off(client, asked_in, officer):
    page = client.get(f"/returns/{asked_in.pk}/withdraw/")

    page = client.post(f"/returns/{asked_in.pk}/withdraw/", form_of(page), follow=True)

    assert "its lead agencies no longer see it" in words_of(page).casefold()
    asked_in.refresh_from_db()
    assert (asked_in.ended_by, asked_in.closed_at) == (officer, None)


def test_of_a_withdrawn_return_nothing_stands_as_accepted_or_waiting(
    client, board, asked_in, work, officer
):
    done = answer_and_send(work["Smoke alarms"], "Fitted 12.")
    accept(done, seen_version=done.version, by=officer)
    answer_and_send(work["Op Bicycle"], "Marked 30.")
    withdraw(asked_in, seen_version=1, by=officer)

    rows = board()

    assert rows["Fire"][:3] == ["Withdrawn, 1 accepted before", "1 of 1", "0"]
    assert rows["Police"][:3] == ["Withdrawn", "1 of 1", "0"]
    page = words_of(client.get(asked_in.get_absolute_url()))
    assert "What was accepted before stays in the plan." in page


@pytest.mark.parametrize("what", ["close", "withdraw"])
def test_ending_what_somebody_else_changed_is_looked_at_again(client, asked_in, what):
    address = f"/returns/{asked_in.pk}/{what}/"
    form = form_of(client.get(address))
    Return.objects.update(version=2)

    page = client.post(address, form)

    assert page.status_code == 409
    assert "Somebody else changed this return" in words_of(page)
    assert client.post(address, form_of(page)).status_code == 302
