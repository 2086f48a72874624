"""The benchmark of returns goes through their pages as people do, and finds what is lost there."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from benchmarks.browsers import Browser
from benchmarks.came import what_came
from benchmarks.officers import Officer
from benchmarks.partners import Partner
from benchmarks.returns import Answered, missing
from initiatives.models import Answer, OutcomeUpdate
from initiatives.returns.accepting import accept
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

State = Answer.State


@pytest.fixture
def work(transactional_db):
    """CBC and the police lead one together; CBC leads another alone."""
    titles = {1: ("Crucial Crew", "CBC / Police"), 2: ("J9", "CBC")}
    made = {n: make_initiative(title, number=n, led_by=led) for n, (title, led) in titles.items()}
    record(made[1], "Planned.")
    return made


@pytest.fixture
def asked_in(work):
    return make_return(by=make_person(OFFICER))


@pytest.fixture
def browser_of(live_server):
    def browser_of(person):
        client = Client()
        client.force_login(person)
        return Browser(live_server.thread.port, client.cookies["sessionid"].value)

    return browser_of


@pytest.fixture
def partner_of(asked_in, browser_of):
    def partner_of(agency):
        person = make_person(PARTNER, agencies=[make_agency(agency)], name=f"Somebody of {agency}")
        part = part_of(asked_in, agency).get_absolute_url()
        return Partner(browser_of(person), person.name, part)

    return partner_of


@pytest.fixture
def cbc(partner_of):
    return partner_of("CBC")


@pytest.fixture
def officer(asked_in, browser_of):
    return Officer(browser_of(asked_in.opened_by), asked_in.get_absolute_url())


def form_about(partner, initiative):
    return partner._browser.open(f"{partner.part}answer/{initiative}/")


def test_a_partner_answers_everything_sends_it_and_mends_it(cbc, asked_in):
    cbc.answer_all()

    assert (cbc.has_sent, cbc.errors) == (True, 0)
    assert {one.initiative for one in cbc.given} == {1, 2}
    assert len(cbc.given) == 4
    assert all(one.is_saved and not one.is_told for one in cbc.given)
    assert {given.state for given in asked_in.answers.all()} == {State.SENT}
    came = what_came()
    assert came.missing(cbc.given) == 0
    assert cbc.part not in came.unsent


def test_no_change_is_one_press_in_the_list(cbc, work):
    cbc.press_no_change(cbc.look(), 2)

    assert [(one.is_saved, one.is_told) for one in cbc.given] == [(True, False)]
    assert work[2].answers.get().kind == Answer.Kind.NO_CHANGE
    assert what_came().missing(cbc.given) == 0


def test_no_change_pressed_after_a_joint_lead_wrote_is_told_and_not_saved(cbc, work):
    page = cbc.look()
    answer(work[1], "Booked.", agency="Police")

    cbc.press_no_change(page, 1)

    assert [(one.is_saved, one.is_told) for one in cbc.given] == [(False, True)]
    assert what_came().missing(cbc.given) == 1


def test_no_change_pressed_after_the_officer_accepted_is_told(cbc, work, asked_in):
    page = cbc.look()
    sent = answer_and_send(work[1], agency="Police")
    accept(sent, seen_version=sent.version, by=asked_in.opened_by)

    cbc.press_no_change(page, 1)

    assert [(one.is_saved, one.is_told) for one in cbc.given] == [(False, True)]
    assert cbc.errors == 0


def test_who_writes_after_a_joint_lead_is_told_and_then_saves_over_it(cbc, partner_of):
    police = partner_of("Police")
    form = form_about(cbc, 1)
    police.write(form_about(police, 1))

    told = cbc.write(form)
    cbc.write(told)

    assert [(one.is_saved, one.is_told) for one in cbc.given] == [(False, True), (True, False)]
    came = what_came()
    assert came.missing([*police.given, cbc.given[1]]) == 0
    assert came.missing([cbc.given[0]]) == 1


def test_who_mends_what_was_accepted_meanwhile_is_told_with_the_text(cbc, work, asked_in):
    sent = answer_and_send(work[1], "Booked.", agency="CBC")
    form = form_about(cbc, 1)
    accept(sent, seen_version=sent.version, by=asked_in.opened_by)

    cbc.write(form)

    assert [(one.is_saved, one.is_told) for one in cbc.given] == [(False, True)]
    assert cbc.errors == 0


def test_a_form_that_is_not_taken_is_an_error(cbc):
    form = form_about(cbc, 1)
    without_token = re.sub(r"<input [^>]*csrfmiddlewaretoken[^>]*>", "", form.text)

    cbc.write(replace(form, text=without_token))

    assert [(one.is_saved, one.is_told) for one in cbc.given] == [(False, False)]
    assert cbc.errors == 1


def test_somebody_whom_nothing_answers_gives_up(cbc):
    cbc._browser._port = 9  # nobody listens there

    cbc.answer_all()

    assert cbc.errors
    assert not cbc.has_sent
    assert cbc.given == []


def test_an_officer_accepts_the_first_and_then_the_others(officer, cbc):
    cbc.answer_all()

    officer.accept_until(lambda: True)

    assert (officer.accepted, officer.left, officer.errors) == (2, 0, 0)
    came = what_came()
    assert (came.accepted, came.without_outcome, came.unaccepted) == (2, 0, 0)


def test_what_was_said_to_be_there_and_is_not_is_missing(cbc, officer):
    cbc.answer_all()
    officer.accept_all()
    answered = Answered([cbc], officer, 0, 1)
    assert missing(answered, what_came()) == 0

    cbc.given.append(replace(cbc.given[0], after=7))
    officer.accepted += 1
    Answer.objects.update(state=State.ANSWERED, update=None, accepted_at=None, accepted_by=None)

    assert missing(answered, what_came()) == 1 + 1 + 3


@pytest.fixture
def accepted(work, asked_in):
    sent = answer_and_send(work[1], "Booked.")
    accept(sent, seen_version=sent.version, by=asked_in.opened_by)
    return sent


def test_an_outcome_that_says_something_else_than_its_answer_is_found(accepted):
    assert what_came().without_outcome == 0

    Answer.objects.filter(pk=accepted.pk).update(text="Cancelled.")

    assert what_came().without_outcome == 1


def test_an_answer_that_became_two_outcomes_is_found(accepted, work):
    record(work[1], "Booked.", source=OutcomeUpdate.Source.ANSWER)

    came = what_came()

    assert (came.without_outcome, came.unaccepted) == (1, 1)
