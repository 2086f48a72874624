"""Two people writing at once, on connections of their own: one is kept, the other is told."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction

from initiatives.forms import InitiativeForm
from initiatives.models import (
    Answer,
    Initiative,
    Message,
    MoveIn,
    OutcomeUpdate,
    Return,
    ReturnedRow,
    ReturnedWorkbook,
)
from initiatives.moving_in import applying
from initiatives.redacting import Left, redact
from initiatives.returns.accepting import accept
from initiatives.returns.answering import Said, write_answer
from initiatives.returns.reminding import remind
from initiatives.together import ChangedMeanwhile
from initiatives.workbook.accepting import accept as accept_returned
from initiatives.workbook.accepting import send as send_returned
from initiatives.workbook.headed_lines import CannotBeUsed
from initiatives.workbook.preview import preview
from priorities.models import PartnershipPlan
from priorities.versions import OutOfDate
from reports.catalogue import FORMATS
from reports.issuing import withdraw
from reports.models import IssuedFile, IssuedPaper
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER
from tests.builders import (
    answer_and_send,
    make_agency,
    make_initiative,
    make_plan,
    make_return,
    part_of,
    record,
)
from tests.issues import give_out
from tests.moving_in.papers import decided, paper
from tests.people import make_person
from tests.workbooks import bring_back, row_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_once(tmp_path):
    """Runs functions at the same moment, each on its own connection, and returns what each gave.

    SQLite's test database lives in memory, where nobody waits for a lock as they do for a file's;
    so there the functions work on a copy of it in a file.
    """
    copied = tmp_path / "race.sqlite3"
    name = str(copied) if connection.vendor == "sqlite" else None

    def run(*functions: Callable[[], Any]) -> list[Any]:
        if name and not copied.exists():
            with closing(sqlite3.connect(name)) as copy:
                connection.connection.backup(copy)
        results: dict[int, Any] = {}
        start = Barrier(len(functions))
        threads = [
            Thread(target=_work, args=(function, number, results, start, name))
            for number, function in enumerate(functions)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        return [results[number] for number in range(len(functions))]

    return run


def _work(function, number, results, start, name):
    """Put what the function gives, or the error it raises, among the results."""
    own = connections["default"]
    if name:
        own.settings_dict = {**own.settings_dict, "NAME": name}
    try:
        start.wait(timeout=30)
        results[number] = function()
    except Exception as error:
        results[number] = error
    finally:
        own.close()


def follow_first(initiative_pk: int, text: str) -> str:
    """Record `text` after update 1."""
    initiative = Initiative.objects.get(pk=initiative_pk)
    return initiative.record(after=1, by=None, text=text, reported_on=date(2017, 9, 4)).text


def rename(initiative: Initiative, title: str) -> str:
    """Save `title` over version 1."""
    initiative.title = title
    with transaction.atomic():
        initiative.claim(1)
        initiative.save()
    return initiative.title


def add(plan: PartnershipPlan, title: str, key: str = "") -> str:
    """Add an initiative with the form, as an officer's page does."""
    typed = {"title": title, "timing_kind": "none", "form_key": key}
    form = InitiativeForm(typed, instance=Initiative(plan=plan))
    assert form.is_valid(), form.errors
    assert form.save_unless_out_of_date()
    return title


def winners(results):
    return [result for result in results if isinstance(result, str)]


def losers(results):
    return [result for result in results if not isinstance(result, str)]


def test_of_many_who_follow_the_same_update_one_is_kept(at_once):
    initiative = make_initiative()
    record(initiative, "Planned.")
    texts = [f"Written by person {number}." for number in range(6)]

    results = at_once(*(partial(follow_first, initiative.pk, text) for text in texts))
    [told] = at_once(lambda: list(initiative.updates.values_list("number", "text")))

    [kept] = winners(results)
    assert all(isinstance(result, OutOfDate) for result in losers(results)), results
    assert {lost.newest.text for lost in losers(results)} == {kept}
    assert sorted(told) == [(1, "Planned."), (2, kept)]


def test_both_may_look_before_either_writes(at_once, monkeypatch):
    initiative = make_initiative()
    record(initiative, "Planned.")
    both_looked = Barrier(2)
    newest_number = Initiative.newest_number

    def look_together(self):
        newest = newest_number(self)
        if newest == 1:  # the look after a lost race sees 2
            both_looked.wait(timeout=30)
        return newest

    monkeypatch.setattr(Initiative, "newest_number", look_together)

    results = at_once(
        partial(follow_first, initiative.pk, "Booked."),
        partial(follow_first, initiative.pk, "Cancelled."),
    )

    [kept], [lost] = winners(results), losers(results)
    assert isinstance(lost, OutOfDate), lost
    assert lost.newest.text == kept


def test_of_many_who_save_over_the_same_version_one_is_kept(at_once):
    seen = make_initiative("J9")
    copies = [Initiative.objects.get(pk=seen.pk) for _ in range(6)]

    results = at_once(
        *(partial(rename, copy, f"Title {number}") for number, copy in enumerate(copies))
    )
    [now] = at_once(lambda: Initiative.objects.get(pk=seen.pk))

    [kept] = winners(results)
    assert all(isinstance(result, OutOfDate) for result in losers(results)), results
    assert {lost.newest.title for lost in losers(results)} == {kept}
    assert (now.title, now.version) == (kept, 2)


def test_initiatives_added_at_once_are_all_kept_under_numbers_of_their_own(at_once):
    make_initiative("Crucial Crew", number=1)
    plan = make_plan()
    titles = [f"Project {number}" for number in range(4)]

    results = at_once(*(partial(add, plan, title) for title in titles))
    [numbers] = at_once(lambda: list(plan.initiatives.values_list("number", flat=True)))

    assert results == titles
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_of_joint_leads_who_answer_at_once_one_is_kept(at_once):
    initiative = make_initiative("White ribbon", led_by="CBC / CBH")
    make_return(by=make_person(OFFICER))
    answer_pk = initiative.answers.get().pk

    def write(agency: str) -> str:
        given = Answer.objects.get(pk=answer_pk)
        part = part_of(given.asked_in, agency)
        said = Said(Answer.Kind.UPDATED, f"Written by {agency}.")
        return write_answer(given, part, said, seen_version=1, as_="Example contact").text

    results = at_once(partial(write, "CBC"), partial(write, "CBH"))

    [kept], [lost] = winners(results), losers(results)
    assert isinstance(lost, OutOfDate), lost
    assert lost.newest.text == kept


def test_two_officers_who_accept_the_same_answer_make_one_outcome(at_once):
    initiative = make_initiative("White ribbon", led_by="CBC")
    officers = [make_person(OFFICER) for _ in range(3)]
    make_return(by=officers[0])
    sent = answer_and_send(initiative, "Trained 40.")

    def accept_it(officer: User) -> str:
        given = Answer.objects.get(pk=sent.pk)
        return accept(given, seen_version=sent.version, by=officer).text

    results = at_once(*(partial(accept_it, officer) for officer in officers))
    [told] = at_once(lambda: list(initiative.updates.values_list("number", "text")))

    assert winners(results) == ["Trained 40."]
    assert all(isinstance(result, OutOfDate) for result in losers(results)), results
    assert told == [(1, "Trained 40.")]


def test_of_administrators_who_redact_at_once_one_takes_words_out_and_the_others_are_told(at_once):
    said = record(make_initiative(), "Zelda was helped.")
    administrator = make_person(ADMINISTRATOR)

    def leave(text: str) -> str:
        update = OutcomeUpdate.objects.get(pk=said.pk)
        redact(update, Left(text, "", ""), after=0, by=administrator, reason="It named a victim.")
        return text

    results = at_once(*(partial(leave, f"Left by person {number}.") for number in range(3)))
    [told] = at_once(lambda: [update.text for update in said.initiative.updates.all()])

    [kept] = winners(results)
    assert all(isinstance(result, OutOfDate) for result in losers(results)), results
    assert {lost.newest.text for lost in losers(results)} == {kept}
    assert told == [kept]


def test_a_form_sent_several_times_at_once_adds_one_initiative(at_once):
    plan = make_plan()

    results = at_once(*(partial(add, plan, "Beat the Street", "the same") for _ in range(4)))
    [added] = at_once(lambda: list(plan.initiatives.all()))

    assert winners(results) == ["Beat the Street"]
    assert [lost.initiative for lost in losers(results)] == added * 3


def test_two_who_remind_at_once_write_to_each_person_once(at_once):
    make_initiative("White ribbon", led_by="CBC")
    make_agency("CBC").contacts.create(name="Example contact", email="contact@cbc.example")
    asked_in = make_return(by=make_person(OFFICER))

    results = at_once(*[lambda: len(remind(Return.objects.get(pk=asked_in.pk)))] * 4)
    [told] = at_once(lambda: list(Message.objects.values_list("to", flat=True)))

    assert sorted(results) == [0, 0, 0, 1]
    assert told == ["contact@cbc.example"]


def test_two_who_open_the_same_return_at_once_open_one(at_once):
    make_initiative("White ribbon", led_by="CBC")
    officer = make_person(OFFICER)

    results = at_once(*[lambda: str(make_return(by=officer, plan=make_plan()))] * 3)

    assert winners(results) == ["Quarter 2, 2017-18"]
    assert all(isinstance(result, ValidationError) for result in losers(results)), results


def test_of_clerks_who_issue_a_paper_at_once_one_gives_it_out_and_the_others_are_told(at_once):
    plan = make_initiative().plan
    clerks = [make_person(CLERK, name=f"Example clerk {number}") for number in range(3)]

    def issue_first(clerk: User) -> str:
        plan_read = PartnershipPlan.objects.get(pk=plan.pk)
        return give_out(plan_read, by=clerk, after=0, reason="").issued_by.name

    results = at_once(*(partial(issue_first, clerk) for clerk in clerks))
    [told] = at_once(lambda: list(IssuedPaper.objects.values_list("number", "issued_by__name")))
    [extensions] = at_once(lambda: list(IssuedFile.objects.values_list("extension", flat=True)))

    [kept] = winners(results)
    assert all(isinstance(result, OutOfDate) for result in losers(results)), results
    assert {lost.newest.issued_by_id for lost in losers(results)} == {
        clerk.pk for clerk in clerks if clerk.name == kept
    }
    assert told == [(1, kept)]
    assert sorted(extensions) == sorted(FORMATS)


def test_of_clerks_who_withdraw_an_issue_at_once_one_reason_stands(at_once):
    clerk = make_person(CLERK)
    issued = give_out(make_initiative().plan, by=clerk)
    reasons = [f"Reason of clerk {number}." for number in range(3)]

    def take_back(reason: str) -> str:
        withdraw(IssuedPaper.objects.get(pk=issued.pk), by=clerk, reason=reason)
        return reason

    results = at_once(*(partial(take_back, reason) for reason in reasons))
    [told] = at_once(lambda: list(IssuedPaper.objects.values_list("withdrawal_reason", flat=True)))

    assert all(isinstance(result, OutOfDate) for result in losers(results)), results
    assert winners(results) == told


@pytest.fixture
def both_drafted(monkeypatch):
    """Two who move a plan in have both put it together before either saves anything."""
    ready, draft = Barrier(2), applying.draft

    def draft_together(*args):
        plan = draft(*args)
        ready.wait(timeout=30)
        return plan

    monkeypatch.setattr(applying, "draft", draft_together)


def start_moving_in(*titles: str) -> MoveIn:
    """A plan of these initiatives that an officer is about to approve."""
    read = paper(*({"title": title} for title in titles))
    return MoveIn.objects.create(
        file_name="Plan.docx",
        started_by=make_person(OFFICER),
        read=read.as_json(),
        decided=decided(read).as_json(),
    )


def approve(move: MoveIn) -> str:
    """Move it in as its officer saw it."""
    return applying.move_in(move, seen=1, by=move.started_by).year


def test_a_plan_whose_approval_is_pressed_twice_at_once_is_moved_in_once(at_once, both_drafted):
    make_plan(2016)  # and with it the partnership
    move = start_moving_in("Crucial Crew", "Op Lynx")

    results = at_once(partial(approve, move), partial(approve, move))
    [told] = at_once(lambda: list(Initiative.objects.values_list("number", "title")))

    assert winners(results) == ["2017-18"]
    [lost] = losers(results)
    assert isinstance(lost, OutOfDate), lost
    assert lost.newest.state == MoveIn.State.DONE
    assert told == [(1, "Crucial Crew"), (2, "Op Lynx")]


@pytest.mark.parametrize("is_there", [False, True])
def test_of_two_plans_moved_into_one_year_at_once_one_is_kept_whole_and_the_other_told(
    at_once, both_drafted, is_there
):
    make_plan(2017 if is_there else 2016)
    moves = [start_moving_in("A one", "A two"), start_moving_in("B one", "B two")]

    results = at_once(*(partial(approve, move) for move in moves))
    [titles] = at_once(lambda: list(Initiative.objects.values_list("title", flat=True)))
    [states] = at_once(lambda: list(MoveIn.objects.values_list("state", flat=True)))

    assert winners(results) == ["2017-18"]
    [lost] = losers(results)
    assert isinstance(lost, applying.ChangedMeanwhile), lost
    assert titles in (["A one", "A two"], ["B one", "B two"])
    assert sorted(states) == ["done", "going_on"]


def accept_workbook(workbook: ReturnedWorkbook, seen: str, officer: User) -> str:
    """Accept all that the workbook says, as somebody does who saw it before."""
    held = ReturnedWorkbook.objects.get(pk=workbook.pk)
    chosen = dict.fromkeys(held.rows.values_list("pk", flat=True), "all")
    accept_returned(held, chosen=chosen, seen=seen, by=officer)
    return officer.name


def test_of_officers_who_accept_the_same_workbook_one_does_and_the_others_are_told(at_once):
    initiatives = [make_initiative(f"Project {number}", led_by="CBC") for number in range(3)]
    partner = make_person(PARTNER, agencies=[make_agency("CBC")])
    officers = [make_person(OFFICER, name=f"Example officer {number}") for number in range(3)]
    rows = [row_of(initiative, outcome="Trained 40.") for initiative in initiatives]
    workbook = bring_back(*rows, by=partner, agency=make_agency("CBC"))
    chosen = dict.fromkeys(workbook.rows.values_list("pk", flat=True), "all")
    send_returned(workbook, chosen=chosen, by=partner)
    seen = preview(workbook).seen

    results = at_once(*(partial(accept_workbook, workbook, seen, each) for each in officers))
    [told] = at_once(lambda: list(OutcomeUpdate.objects.values_list("number", "text", "source")))
    [decided] = at_once(lambda: ReturnedWorkbook.objects.select_related("decided_by").get())

    assert winners(results) == [decided.decided_by.name]
    assert all(isinstance(result, ChangedMeanwhile) for result in losers(results)), results
    assert told == [(1, "Trained 40.", "file")] * 3


def test_a_workbook_accepted_while_somebody_writes_on_screen_is_recorded_whole_or_not_at_all(
    at_once,
):
    lynx, mole = make_initiative("Op Lynx"), make_initiative("Op Mole")
    for initiative in (lynx, mole):
        record(initiative, "Planned.")
    officer = make_person(OFFICER)
    rows = [row_of(initiative, outcome="Trained 40.") for initiative in (lynx, mole)]
    workbook = bring_back(*rows, by=officer)
    seen = preview(workbook).seen

    accepted, written = at_once(
        partial(accept_workbook, workbook, seen, officer),
        partial(follow_first, mole.pk, "Booked."),
    )
    [of_lynx, of_mole] = at_once(
        *(
            lambda pk=pk: list(
                OutcomeUpdate.objects.filter(initiative=pk, number=2).values_list("text", flat=True)
            )
            for pk in (lynx.pk, mole.pk)
        )
    )

    if isinstance(written, OutOfDate):
        assert (accepted, of_lynx, of_mole) == (officer.name, ["Trained 40."], ["Trained 40."])
    else:
        assert isinstance(accepted, ChangedMeanwhile), accepted
        assert (of_lynx, of_mole) == ([], ["Booked."])


def test_words_taken_out_while_a_workbook_with_them_comes_back_stand_nowhere(at_once):
    initiative = make_initiative("Op Lynx")
    said = record(initiative, "Zelda was helped.")
    row = row_of(initiative, outcome="Zelda was helped twice.")
    administrator, officer = make_person(ADMINISTRATOR), make_person(OFFICER)
    plan = initiative.plan

    def take_out() -> str:
        update = OutcomeUpdate.objects.get(pk=said.pk)
        left = Left("Somebody was helped.", "", "")
        redact(update, left, after=0, by=administrator, reason="It named a victim.")
        return "taken out"

    results = at_once(take_out, lambda: str(bring_back(row, by=officer, plan=plan)))
    [kept] = at_once(lambda: [row.said["text"] for row in ReturnedRow.objects.all()])

    assert results[0] == "taken out"
    assert isinstance(results[1], str | CannotBeUsed), results
    assert kept in ([], ["[Redacted] was helped twice."])


def test_of_workbooks_an_agency_uploads_at_once_one_is_looked_at(at_once):
    initiative = make_initiative("Op Lynx", led_by="CBC")
    agency = make_agency("CBC")
    people = [make_person(PARTNER, agencies=[agency]) for _ in range(3)]
    row = row_of(initiative, outcome="Trained 40.")
    plan = initiative.plan

    results = at_once(
        *(lambda by=by: str(bring_back(row, by=by, agency=agency, plan=plan)) for by in people)
    )
    [states] = at_once(lambda: list(ReturnedWorkbook.objects.values_list("state", flat=True)))

    assert all(isinstance(result, CannotBeUsed) for result in losers(results)), results
    assert states.count("read") == 1
