from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from initiatives.models import Answer, OutcomeUpdate
from initiatives.returns.accepting import Wording, accept, accept_all, edit_and_accept, send_back
from initiatives.returns.closing import close, withdraw
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_return,
    part_of,
    record,
)
from tests.people import make_person

pytestmark = pytest.mark.django_db

Kind, State = Answer.Kind, Answer.State


@pytest.fixture
def officer():
    return make_person(OFFICER)


@pytest.fixture
def initiative():
    initiative = make_initiative("White ribbon", led_by="CBC / CBH")
    record(initiative, "Planned.")
    return initiative


@pytest.fixture
def asked_in(officer, initiative):
    return make_return(by=officer)


def seen(*answers):
    """The versions of these answers that an officer who looks now has seen."""
    return {answer.pk: answer.version for answer in answers}


def printed(initiative):
    return initiative.updates.order_by("-reported_on", "-number").first().text


def test_an_accepted_update_is_the_outcome_from_then_on(asked_in, initiative, officer):
    member = make_person(PARTNER, agencies=[make_agency("CBC")])
    said = answer_and_send(
        initiative, "Trained 40.", by=member, status="at_risk", status_reason="No venue."
    )

    update = accept(said, seen_version=said.version, by=officer)

    assert printed(initiative) == "Trained 40."
    assert (update.number, update.source, update.agency.short_name, update.recorded_by) == (
        2,
        OutcomeUpdate.Source.ANSWER,
        "CBC",
        member,
    )
    assert (update.status, update.status_reason) == ("at_risk", "No venue.")
    said.refresh_from_db()
    assert (said.state, said.accepted_by, said.update) == (State.ACCEPTED, officer, update)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": Kind.NO_CHANGE},
        {
            "kind": Kind.NOTHING_TO_REPORT,
            "asked_whom": "The venue",
            "asked_on": date(2026, 10, 5),
        },
    ],
)
def test_no_change_and_nothing_to_report_print_nowhere(asked_in, initiative, officer, said):
    given = answer_and_send(initiative, **said)

    assert accept(given, seen_version=given.version, by=officer) is None

    assert initiative.answers.get().state == State.ACCEPTED
    assert initiative.updates.count() == 1


def test_what_was_written_before_midnight_speaks_for_its_own_day(
    asked_in, initiative, officer, wait
):
    written_on = timezone.localdate()
    said = answer_and_send(initiative, "Trained 40.")
    wait(days=9)

    assert accept(said, seen_version=said.version, by=officer).reported_on == written_on


def test_an_answer_that_something_newer_overtook_is_for_the_officer_to_decide(
    asked_in, initiative, officer, wait
):
    said = answer_and_send(initiative, "Trained 40.")
    wait(days=2)
    newer = record(initiative, "The venue burnt down.", on=timezone.localdate())

    with pytest.raises(OutOfDate) as clash:
        accept(said, seen_version=said.version, by=officer)

    assert clash.value.newest == newer
    assert printed(initiative) == "The venue burnt down."
    assert initiative.answers.get().state == State.SENT
    again = initiative.answers.get()
    accept(again, seen_version=again.version, by=officer, after=newer.number)
    assert printed(initiative) == "Trained 40."


def test_an_answer_mended_since_the_officer_looked_is_shown_first(asked_in, initiative, officer):
    looked_at = answer_and_send(initiative, "Trained 14.")
    answer(initiative, "Trained 40.")

    with pytest.raises(OutOfDate) as clash:
        accept(looked_at, seen_version=looked_at.version, by=officer)

    assert clash.value.newest.text == "Trained 40."
    assert initiative.updates.count() == 1


def test_an_answer_edited_before_it_is_accepted_keeps_what_its_lead_wrote(
    asked_in, initiative, officer
):
    said = answer_and_send(initiative, "Traned 40.")

    edited = Wording("Trained 40.", "Spelling.")
    update = edit_and_accept(said, edited, seen_version=said.version, by=officer)

    assert (update.text, update.recorded_by, update.agency.short_name) == (
        "Trained 40.",
        officer,
        "CBC",
    )
    assert initiative.answers.get().text == "Traned 40."


def test_an_answer_left_as_it_was_keeps_its_author(asked_in, initiative, officer):
    said = answer_and_send(initiative, "Trained 40.")

    update = edit_and_accept(said, Wording("Trained 40."), seen_version=said.version, by=officer)

    assert update.recorded_by is None


def test_all_are_accepted_but_those_something_newer_overtook(asked_in, initiative, officer):
    others = [make_initiative(title, led_by="Fire") for title in ("Smoke alarms", "Home visits")]
    make_return(by=officer, name="Quarter 3")
    for each in (initiative, *others):
        answer_and_send(each, "Done.")
    record(others[1], "Something else.")

    sent = list(Answer.objects.filter(state=State.SENT))
    became = accept_all(sent, seen=seen(*sent), by=officer)

    assert {each.initiative for each in became.accepted} == {initiative, others[0]}
    assert [each.initiative for each in became.left] == [others[1]]
    assert others[1].answers.get().state == State.SENT


def test_what_is_sent_back_is_owed_again_with_the_reason(asked_in, initiative, officer):
    said = answer_and_send(initiative, "Trained some.")

    send_back([said], "How many?", seen=seen(said))

    back = initiative.answers.get()
    assert (back.state, back.sent_back_note, back.is_owed) == (State.SENT_BACK, "How many?", True)
    again = answer_and_send(initiative, "Trained 40.")
    assert (again.state, again.sent_back_note) == (State.SENT, "How many?")


def test_nothing_is_sent_back_without_a_reason(asked_in, initiative, officer):
    said = answer_and_send(initiative, "Trained some.")

    with pytest.raises(ValidationError, match="what the lead agency should change"):
        send_back([said], " ", seen=seen(said))


def test_only_what_was_sent_is_accepted_or_sent_back(asked_in, initiative, officer):
    said = answer(initiative, "Trained 40.")

    with pytest.raises(ValidationError, match="has not been sent"):
        accept(said, seen_version=said.version, by=officer)
    said = initiative.answers.get()
    with pytest.raises(ValidationError, match="has not been sent"):
        send_back([said], "How many?", seen=seen(said))

    assert initiative.answers.get().state == State.ANSWERED


def test_an_answer_is_accepted_once(asked_in, initiative, officer):
    said = answer_and_send(initiative, "Trained 40.")
    accept(said, seen_version=said.version, by=officer)

    again = initiative.answers.get()
    with pytest.raises(ValidationError, match="accepted already"):
        accept(again, seen_version=again.version, by=officer)

    assert initiative.updates.count() == 2


def test_an_answer_about_a_removed_initiative_waits_until_it_is_put_back(
    asked_in, initiative, officer
):
    said = answer_and_send(initiative, "Trained 40.")
    initiative.removed_on, initiative.removal_reason = date(2017, 9, 1), "Merged."
    initiative.save()

    given = initiative.answers.get()
    with pytest.raises(ValidationError, match="Put it back first"):
        accept(given, seen_version=said.version, by=officer)
    assert not Answer.objects.waiting().exists()


def test_what_was_sent_before_a_return_was_closed_can_still_be_accepted(
    asked_in, initiative, officer
):
    said = answer_and_send(initiative, "Trained 40.")
    close(asked_in, seen_version=1, by=officer)

    given = initiative.answers.get()
    with pytest.raises(ValidationError, match="closed"):
        send_back([given], "How many?", seen=seen(given))
    given = initiative.answers.get()
    assert accept(given, seen_version=said.version, by=officer)


def test_nothing_is_accepted_from_a_withdrawn_return(asked_in, initiative, officer):
    answer_and_send(initiative, "Trained 40.")
    withdraw(asked_in, seen_version=1, by=officer)

    given = initiative.answers.get()
    with pytest.raises(ValidationError, match="withdrawn"):
        accept(given, seen_version=given.version, by=officer)


def test_the_answers_history_tells_every_version(asked_in, initiative):
    answer(initiative, "Trained 14.")
    answer(initiative, "Trained 40.", agency="CBH")

    told = Answer.history.order_by("history_id").values_list("text", "agency__short_name")

    assert list(told) == [("Trained 14.", "CBC"), ("Trained 40.", "CBH")]
    assert part_of(asked_in, "CBH").first_opened_at
