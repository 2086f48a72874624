"""What is chosen of a returned workbook is recorded, all of it or nothing, and the log of it stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Agency, OutcomeUpdate, ReturnedRow, ReturnedWorkbook
from initiatives.together import ChangedMeanwhile
from initiatives.workbook.accepting import accept, leave, send
from initiatives.workbook.headed_lines import CannotBeUsed
from initiatives.workbook.preview import preview
from priorities.models import PartnershipPlan
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, record
from tests.people import make_person
from tests.workbooks import bring_back, row_of

pytestmark = pytest.mark.django_db

State = ReturnedWorkbook.State


@pytest.fixture
def officer():
    return make_person(OFFICER, name="Ada")


@pytest.fixture
def police():
    return make_person(PARTNER, agencies=[make_agency("Police")], name="Jo")


@pytest.fixture
def lynx():
    initiative = make_initiative("Op Lynx", number=5, led_by="CBC / Police")
    record(initiative, "Planned.", status="at_risk", status_reason="No money", on=date(2017, 8, 1))
    return initiative


@pytest.fixture
def mole():
    return make_initiative("Op Mole", number=6, led_by="Police")


def all_chosen(workbook, *, chosen="all"):
    return {row.pk: chosen for row in workbook.rows.all()}


def accept_as_seen(workbook, *, by, **said):
    said.setdefault("chosen", all_chosen(workbook))
    return accept(workbook, seen=preview(workbook).seen, by=by, **said)


def sent_by_police(police, *rows):
    workbook = bring_back(*rows, by=police, agency=Agency.objects.get(short_name="Police"))
    send(workbook, chosen=all_chosen(workbook), by=police)
    return workbook


def test_an_officers_workbook_is_accepted_at_once(officer, lynx):
    workbook = bring_back(row_of(lynx, outcome="Trained 40."), by=officer)

    assert accept_as_seen(workbook, by=officer) == 1

    told = lynx.updates.get(number=2)
    assert (told.text, told.status, told.status_reason) == ("Trained 40.", "at_risk", "No money")
    assert (told.source, told.recorded_by, told.agency) == ("file", officer, None)
    assert (told.workbook, told.workbook.decided_by) == (workbook, officer)


def test_a_partners_workbook_waits_and_is_theirs_when_accepted(officer, police, lynx):
    workbook = sent_by_police(police, row_of(lynx, outcome="Trained 40."))
    assert (workbook.state, lynx.updates.count()) == (State.WAITING, 1)

    accept_as_seen(workbook, by=officer)

    told = lynx.updates.get(number=2)
    assert (told.recorded_by, told.agency.short_name) == (police, "Police")
    assert told.workbook.decided_by == officer


def test_only_what_is_chosen_is_recorded_and_no_words_are_kept_of_the_rest(officer, lynx, mole):
    rows = row_of(lynx, outcome="Trained 40."), row_of(mole, outcome="Begun.")
    workbook = bring_back(*rows, by=officer)
    chosen = {row.pk: "all" if row.initiative == mole else "none" for row in workbook.rows.all()}

    assert accept_as_seen(workbook, chosen=chosen, by=officer) == 1

    assert (lynx.updates.count(), mole.updates.get().text) == (1, "Begun.")
    workbook.refresh_from_db()
    assert (workbook.state, workbook.rows_read, workbook.remarks) == (State.APPLIED, 2, [])
    left, kept = workbook.rows.order_by("initiative__number")
    assert (left.said, left.update) == ({}, None)
    assert (kept.said, kept.update) == ({}, mole.updates.get())


def test_a_workbook_of_which_nothing_is_chosen_counts_as_not_used(officer, lynx):
    workbook = bring_back(row_of(lynx, outcome="Trained 40."), by=officer)

    nothing = all_chosen(workbook, chosen="none")
    assert accept_as_seen(workbook, chosen=nothing, by=officer) == 0

    assert ReturnedWorkbook.objects.get().state == State.LEFT
    assert lynx.updates.count() == 1


def test_a_row_nobody_chose_or_left_is_asked_about(officer, lynx, mole):
    rows = row_of(lynx, outcome="Trained 40."), row_of(mole, outcome="Begun.")
    workbook = bring_back(*rows, by=officer)
    [first, _] = workbook.rows.all()

    with pytest.raises(ValidationError, match="Choose what becomes of 2017-18/06"):
        accept_as_seen(workbook, chosen={first.pk: "all"}, by=officer)

    assert OutcomeUpdate.objects.count() == 1


def test_what_changed_since_it_was_looked_at_has_nothing_recorded(officer, lynx, mole):
    rows = row_of(lynx, outcome="Trained 40."), row_of(mole, outcome="Begun.")
    workbook = bring_back(*rows, by=officer)
    seen = preview(workbook).seen
    record(lynx, "Cancelled.")

    with pytest.raises(ChangedMeanwhile):
        accept(workbook, chosen=all_chosen(workbook), seen=seen, by=officer)

    assert mole.updates.count() == 0
    [change, other] = preview(ReturnedWorkbook.objects.get()).changes
    assert (change.is_conflict, change.choice, other.choice) == (True, "", "all")


def test_a_workbook_is_decided_once(officer, lynx):
    workbook = bring_back(row_of(lynx, outcome="Trained 40."), by=officer)
    seen, chosen = preview(workbook).seen, all_chosen(workbook)
    accept(workbook, chosen=chosen, seen=seen, by=officer)

    with pytest.raises(ChangedMeanwhile):
        accept(workbook, chosen=chosen, seen=seen, by=officer)
    with pytest.raises(ChangedMeanwhile):
        leave(workbook, by=officer)

    assert lynx.updates.count() == 2


def test_what_a_partner_looks_at_is_not_accepted_before_it_is_sent(officer, police, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    workbook = bring_back(row, by=police, agency=make_agency("Police"))

    with pytest.raises(ChangedMeanwhile):
        accept_as_seen(workbook, by=officer)


def test_rows_a_partner_leaves_out_are_not_sent(police, lynx, mole):
    rows = row_of(lynx, outcome="Trained 40."), row_of(mole, outcome="Begun.")
    workbook = bring_back(*rows, by=police, agency=make_agency("Police"))
    chosen = {row.pk: "all" if row.initiative == mole else "none" for row in workbook.rows.all()}

    send(workbook, chosen=chosen, by=police)

    assert [row.initiative for row in ReturnedRow.objects.all()] == [mole]


def test_nothing_chosen_is_not_sent(police, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    workbook = bring_back(row, by=police, agency=make_agency("Police"))

    with pytest.raises(ValidationError, match="at least one change"):
        send(workbook, chosen=all_chosen(workbook, chosen="none"), by=police)


def test_an_outcome_prints_once_accepted_even_over_a_newer_one(officer, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    record(lynx, "Cancelled.", on=date(2026, 11, 20))
    workbook = bring_back(row, by=officer)
    ReturnedWorkbook.objects.update(sent_at="2026-10-02T09:30Z")

    accept_as_seen(workbook, by=officer)

    told = lynx.updates.get(number=3)
    assert (told.text, told.reported_on) == ("Trained 40.", date(2026, 11, 20))


def test_an_officer_says_the_day_it_was_true(officer, mole):
    workbook = bring_back(row_of(mole, outcome="Begun."), by=officer)

    accept_as_seen(workbook, by=officer, reported_on=date(2017, 9, 30))

    assert mole.updates.get().reported_on == date(2017, 9, 30)


def removed(lynx, police):
    lynx.removed_on, lynx.removal_reason = date(2017, 9, 1), "Cancelled"
    lynx.save()


def led_by_another(lynx, police):
    lynx.lead_set.filter(agency__short_name="Police").delete()


def closed(lynx, police):
    PartnershipPlan.objects.update(closed_on=date(2018, 4, 1))


@pytest.mark.parametrize("meanwhile", [removed, led_by_another, closed])
def test_what_its_sender_may_no_longer_answer_for_is_told_of_and_left(
    officer, police, lynx, mole, meanwhile
):
    rows = row_of(lynx, outcome="Trained 40."), row_of(mole, outcome="Begun.")
    workbook = sent_by_police(police, *rows)
    seen = preview(workbook).seen
    meanwhile(lynx, police)

    with pytest.raises(ChangedMeanwhile):
        accept(workbook, chosen=all_chosen(workbook), seen=seen, by=officer)
    accept_as_seen(workbook, by=officer)

    assert lynx.updates.count() == 1


def test_a_new_upload_takes_the_place_of_what_its_agency_only_looked_at(police, lynx):
    cbc = make_person(PARTNER, agencies=[make_agency("Police")])
    row, agency = row_of(lynx, outcome="Trained 40."), make_agency("Police")
    earlier = bring_back(row, by=cbc, agency=agency)

    later = bring_back(row, by=police, agency=agency)

    earlier.refresh_from_db()
    assert (earlier.state, earlier.decided_by) == (State.LEFT, police)
    assert [row.said for row in earlier.rows.all()] == [{}]
    assert later.rows.get().said == {"text": "Trained 40."}


def test_an_agency_whose_workbook_waits_sends_no_other(police, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    sent_by_police(police, row)

    with pytest.raises(CannotBeUsed, match="still waits for an officer"):
        bring_back(row, by=police, agency=make_agency("Police"))


def test_officers_look_at_workbooks_of_their_own(officer, lynx):
    row = row_of(lynx, outcome="Trained 40.")
    bring_back(row, by=officer)
    bring_back(row, by=make_person(OFFICER))

    bring_back(row, by=officer)

    states = ReturnedWorkbook.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.LEFT, State.READ, State.READ]


def test_a_workbook_that_is_left_keeps_no_words(officer, lynx):
    workbook = bring_back(row_of(lynx, outcome="Trained 40.", status="Splendid"), by=officer)

    leave(workbook, by=officer)

    workbook.refresh_from_db()
    assert (workbook.state, workbook.remarks, workbook.rows.get().said) == (State.LEFT, [], {})


def test_a_history_names_each_workbook_in_no_more_statements(officer, lynx, client):
    client.force_login(officer)
    for number in range(4):
        workbook = bring_back(row_of(lynx, outcome=f"Trained {number + 40}."), by=officer)
        accept_as_seen(workbook, by=officer)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(lynx.get_absolute_url()).content.decode()
        if number == 0:
            few = len(asked)

    assert page.count("outcomes-2017-18.xlsx") == 4
    assert len(asked) == few <= 12
