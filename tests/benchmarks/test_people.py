"""The people of the benchmarks work as browsers do, and nothing that goes wrong escapes them."""

import socket
from datetime import date

import pytest
from django.test import Client

from benchmarks.kept import Faults, find_faults, what_is_kept
from benchmarks.people import LED_BY, Person, Save, within
from benchmarks.writers import Written
from initiatives.models import OutcomeUpdate
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, record
from tests.people import make_person

SIGN, OTHER = "[0123456789abcdef]", "[fedcba9876543210]"


@pytest.fixture
def initiative(transactional_db):
    return make_initiative("Crucial Crew", led_by="CBC / Police")


@pytest.fixture
def officer(live_server, initiative):
    """An officer who knows one initiative."""
    client = Client()
    client.force_login(make_person(OFFICER))
    session = client.cookies["sessionid"].value
    return Person(live_server.thread.port, session, [initiative.get_absolute_url()])


def test_a_save_is_accepted_and_found_after_what_its_writer_had_read(officer, initiative):
    record(initiative, "Planned.")

    save = officer.save_outcome()

    assert (save.status, save.is_accepted, save.is_told, save.after) == (302, True, False, 1)
    assert save.sign in initiative.updates.get(number=2).text
    assert what_is_kept().missing([save]) == 0


def test_one_save_after_another_is_accepted(officer):
    assert all(officer.save_outcome().is_accepted for _ in range(3))


def test_who_is_late_is_told_with_both_texts_and_is_not_kept(officer, initiative):
    def write(form):
        record(initiative, f"{OTHER} Booked by another.")
        return {"outcome": f"{SIGN} Booked.", "status": "on_track", "status_reason": ""}

    save = officer.send("update/", SIGN, write)

    assert (save.status, save.is_accepted, save.is_told) == (409, False, True)
    assert what_is_kept().among([save]) == 0


def test_a_conflict_that_does_not_show_both_texts_is_no_telling():
    assert not Save(SIGN, 409, shows_both=False).is_told


def test_a_form_that_is_refused_is_neither_accepted_nor_told(officer):
    save = officer.send("update/", SIGN, lambda form: {"outcome": ""})

    assert (save.status, save.is_accepted, save.is_told) == (200, False, False)


def test_where_nobody_answers_there_is_no_status(initiative):
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]

    save = Person(port, "", [initiative.get_absolute_url()]).save_outcome()

    assert (save.status, save.is_accepted, save.is_told) == (0, False, False)


def test_leads_are_turned_round_in_one_transaction_with_the_title(officer, initiative):
    save = officer.rename()

    initiative.refresh_from_db()
    assert initiative.title == f"{save.sign} {LED_BY}Police / CBC"
    assert initiative.led_by == "Police / CBC"
    assert find_faults([save]) == Faults(missing=0, half_done=0, damage=0)


def test_half_a_transaction_is_found(officer, initiative):
    officer.rename()
    initiative.refresh_from_db()
    initiative.lead_set.filter(position=1).update(position=3)

    assert find_faults([]).half_done == 1


def test_a_change_without_its_history_is_found(officer, initiative):
    save = officer.rename()
    initiative.history.first().delete()

    assert find_faults([save]) == Faults(missing=1, half_done=1, damage=0)


@pytest.mark.parametrize(
    ("texts", "missing"),
    [
        ([], 1),
        ([f"{SIGN} Booked."], 0),
        ([f"{SIGN} Booked.", f"{SIGN} Booked."], 1),
        (["Planned.", f"{SIGN} Booked."], 1),
    ],
)
def test_a_save_is_missing_unless_it_is_there_once_in_its_place(db, texts, missing):
    initiative = make_initiative()
    for text in texts:
        record(initiative, text)

    assert what_is_kept().missing([Save(SIGN, 302, after=0)]) == missing


def test_a_number_left_out_is_found(db):
    initiative = make_initiative()
    for number in (1, 3):
        OutcomeUpdate.objects.create(
            initiative=initiative,
            number=number,
            reported_on=date(2017, 8, 30),
            recorded_at="2017-08-30T11:00:00Z",
        )

    assert what_is_kept().gaps == 1


def test_the_slowest_hundredth_of_few_is_the_slowest():
    assert within(99, [3.0, 1.0, 2.0]) == 3.0
    assert within(50, [3.0, 1.0, 2.0]) == 2.0
    assert within(99, [float(n) for n in range(200)]) == 197.0


def test_a_writer_is_overtaken_by_who_asked_later_and_was_let_in_earlier():
    early, late = Written(asked=1, let_in=3, done=4), Written(asked=2, let_in=2.5, done=2.9)

    assert early.overtaken_by(late)
    assert not late.overtaken_by(early)
    assert not early.overtaken_by(early)
