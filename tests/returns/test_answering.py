from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from initiatives.models import AgencyReturn, Answer, Lead
from initiatives.returns.answering import Said, send, write_answer
from initiatives.returns.closing import close, withdraw
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import OFFICER, PARTNER
from tests.builders import (
    answer,
    answer_and_send,
    make_agency,
    make_initiative,
    make_plan,
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
    return make_initiative("White ribbon", led_by="CBC / CBH")


@pytest.fixture
def asked_in(officer, initiative):
    return make_return(by=officer)


def test_an_answer_says_who_wrote_it_for_whom_and_what_they_had_seen(asked_in, initiative):
    member = make_person(PARTNER, agencies=[make_agency("CBH")], name="Example lead")
    record(initiative, "Planned.")

    said = answer(initiative, "Trained 40.", agency="CBH", by=member, status="on_track")

    assert (said.state, said.text, said.status) == (State.ANSWERED, "Trained 40.", "on_track")
    assert (said.agency.short_name, said.written_by, said.written_as, said.follows) == (
        "CBH",
        member,
        "Example lead",
        1,
    )
    assert part_of(asked_in, "CBH").first_opened_at
    assert part_of(asked_in, "CBC").first_opened_at is None


def test_an_officer_who_answers_for_an_agency_has_not_opened_it_for_them(asked_in, initiative):
    answer(initiative, "Trained 40.", agency="CBH", by=make_person(OFFICER))

    assert part_of(asked_in, "CBH").first_opened_at is None


def test_a_contact_writes_under_a_name_without_an_account(asked_in, initiative):
    said = answer(initiative, "Trained 40.")

    assert (said.written_by, said.written_as) == (None, "Example contact")


def test_what_a_kind_does_not_ask_for_is_left_out(asked_in, initiative):
    asked = {"asked_whom": "The venue", "asked_on": date(2026, 10, 5)}
    nothing = answer(initiative, "Half a tho", kind=Kind.NOTHING_TO_REPORT, **asked)
    assert (nothing.text, nothing.asked_whom) == ("", "The venue")

    updated = answer(initiative, "Trained 40.", **asked)

    assert (updated.text, updated.asked_whom, updated.asked_on) == ("Trained 40.", "", None)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"kind": Kind.UPDATED}, "updated_answer_has_a_text"),
        ({"kind": Kind.NOTHING_TO_REPORT}, "nothing_to_report_says_who_was_asked"),
        ({"text": "Fine.", "status": "splendid"}, "answered_status_is_one_of_the_words"),
    ],
)
def test_half_an_answer_is_never_kept(asked_in, initiative, said, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        answer(initiative, **said)

    assert initiative.answers.get().state == State.NOT_ANSWERED


def test_of_joint_leads_whoever_writes_first_is_shown_to_the_other(asked_in, initiative):
    seen = initiative.answers.get()
    answer(initiative, "Written by the council.", agency="CBC")

    own, part = Said(Kind.UPDATED, "Written by the homes."), part_of(asked_in, "CBH")
    with pytest.raises(OutOfDate) as clash:
        write_answer(seen, part, own, seen_version=1, as_="Example contact")

    assert clash.value.newest.text == "Written by the council."
    assert initiative.answers.get().agency.short_name == "CBC"


def test_the_same_answer_sent_twice_is_one(asked_in, initiative):
    stale = initiative.answers.get()
    first = answer(initiative, "Trained 40.", agency="CBC")

    same = Said(Kind.UPDATED, "Trained 40.")
    again = write_answer(
        stale, part_of(asked_in, "CBC"), same, seen_version=1, as_="Example contact"
    )

    assert again == first
    assert initiative.answers.get().version == first.version


def test_a_whole_return_leaves_nothing_unanswered(asked_in, officer):
    make_initiative("J9", led_by="Police")
    pair = [make_initiative(title, led_by="Fire") for title in ("Smoke alarms", "Home visits")]
    make_return(by=officer, name="Quarter 3")
    answer(pair[0], "Fitted 12.")
    part = pair[0].answers.get().asked_in.parts.get(agency__short_name="Fire")

    with pytest.raises(ValidationError, match="1 of 2 initiatives has no answer yet"):
        send(part, as_="Example contact")
    answer(pair[1])
    sent = send(part, as_="Example contact")

    assert len(sent) == 2
    assert {each.answers.get().state for each in pair} == {State.SENT}
    assert part.sent_as == "Example contact"


def test_a_joint_leads_answer_goes_with_whichever_return_is_sent_first(asked_in, initiative):
    answer(initiative, "Trained 40.", agency="CBC")

    send(part_of(asked_in, "CBH"), as_="Example contact")

    assert initiative.answers.get().state == State.SENT
    assert initiative.answers.get().agency.short_name == "CBC"
    assert send(part_of(asked_in, "CBC"), as_="Example contact") == []


def test_a_sent_answer_may_be_mended_until_it_is_accepted(asked_in, initiative):
    answer_and_send(initiative, "Trained 14.")

    mended = answer(initiative, "Trained 40.")

    assert (mended.state, mended.text) == (State.SENT, "Trained 40.")


def test_late_answers_are_taken_until_the_return_is_closed(asked_in, initiative, officer, wait):
    wait(days=30)
    assert answer_and_send(initiative, "Trained 40.").state == State.SENT

    close(asked_in, seen_version=1, by=officer)

    with pytest.raises(ValidationError, match="This return was closed on"):
        answer(initiative, "Trained 41.")
    with pytest.raises(ValidationError, match="This return was closed on"):
        send(part_of(asked_in, "CBC"), as_="Example contact")


def test_a_withdrawn_return_needs_no_answers(asked_in, initiative, officer):
    withdraw(asked_in, seen_version=1, by=officer)

    with pytest.raises(ValidationError, match="withdrew this return"):
        answer(initiative, "Trained 40.")


def test_an_initiative_removed_meanwhile_needs_no_answer(asked_in, initiative):
    part = part_of(asked_in, "CBC")
    assert Answer.objects.of_part(part).count() == 1
    initiative.removed_on, initiative.removal_reason = date(2017, 9, 1), "Merged."
    initiative.save()

    with pytest.raises(ValidationError, match="removed from the plan"):
        answer(initiative, "Trained 40.")
    assert not Answer.objects.of_part(part).exists()


def test_an_agency_that_no_longer_leads_answers_no_more(asked_in, initiative):
    Lead.objects.filter(initiative=initiative, agency__short_name="CBH").delete()

    with pytest.raises(ValidationError, match="CBH no longer leads"):
        answer(initiative, "Trained 40.", agency="CBH")
    assert not Answer.objects.of_part(part_of(asked_in, "CBH")).exists()
    assert answer(initiative, "Trained 40.", agency="CBC").state == State.ANSWERED


def test_members_see_and_answer_their_own_agencys_part_only(asked_in, initiative, officer):
    make_initiative("Op Bicycle", led_by="Police")
    make_return(by=officer, name="Quarter 3", agencies=[make_agency("Police")])
    member = make_person(PARTNER, agencies=[make_agency("CBH")])
    parts = AgencyReturn.objects

    def agencies(found):
        return list(found.values_list("agency__short_name", flat=True))

    assert agencies(parts.visible_to(member)) == agencies(parts.answerable_by(member)) == ["CBH"]
    assert len(agencies(parts.visible_to(officer))) == 3
    assert not parts.visible_to(make_person("")).exists()
    plan = make_plan()
    plan.closed_on = date(2018, 4, 30)
    plan.save()
    assert agencies(parts.visible_to(member)) == ["CBH"]
    assert agencies(parts.answerable_by(member)) == []
    assert len(agencies(parts.answerable_by(officer))) == 3


def test_nothing_of_a_withdrawn_return_is_shown_to_its_leads(asked_in, officer):
    member = make_person(PARTNER, agencies=[make_agency("CBH")])
    withdraw(asked_in, seen_version=1, by=officer)

    assert not AgencyReturn.objects.visible_to(member).exists()
    assert AgencyReturn.objects.visible_to(officer).exists()
