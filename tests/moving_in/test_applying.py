"""Moving a plan in for good: every record with its history, in one transaction, once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import (
    Agency,
    Funding,
    FundSource,
    Initiative,
    Lead,
    MoveIn,
    OutcomeUpdate,
    PriorityLink,
    SourceRow,
)
from initiatives.moving_in.applying import ChangedMeanwhile, NotReady, move_in
from initiatives.moving_in.decisions import KeyPriorityDraft, NewName
from priorities.models import KeyPriority, PartnershipPlan, PriorityPoint, Target
from priorities.versions import OutOfDate
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan
from tests.moving_in.papers import decided, paper
from tests.pages import words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

HISTORY = [
    PartnershipPlan,
    KeyPriority,
    PriorityPoint,
    Target,
    Initiative,
    Lead,
    Funding,
    PriorityLink,
]


@pytest.fixture
def officer():
    make_plan(2016)  # and with it the partnership
    make_agency("CBC")
    make_agency("Police", name="Essex Police")
    FundSource.objects.create(name="SCP")
    return make_person(OFFICER, name="Olu")


def start(read, officer, **said):
    return MoveIn.objects.create(
        file_name="Plan 2017.docx",
        started_by=officer,
        read=read.as_json(),
        decided=decided(read, **said).as_json(),
    )


def moved(officer, *rows, **said):
    move = start(paper(*rows), officer, **said)
    return move_in(move, seen=move.version, by=officer)


FULL = {
    "title": "Street Weeks",
    "outcome": "Went well.",
    "timing": "Sept 17",
    "fund_source": "SCP",
    "lead": "CBC & Essex Police",
    "status": "Amber",
    "status_reason": "Staff left.",
    "internal_note": "Ring them.",
    "priority": "1, 2",
}
TWO = (
    KeyPriorityDraft(1, "First", "Because.", ("A point", "Another")),
    KeyPriorityDraft(2, "Second"),
)


def test_a_plan_year_is_made_of_what_the_paper_says(officer):
    plan = moved(officer, FULL, statuses={"Amber": "at_risk"}, priorities=TWO)

    assert (plan.start_year, plan.closed_on, plan.partnership.short_name) == (2017, None, "SCP")
    [first, second] = plan.key_priorities.all()
    assert (first.title, first.description, second.title) == ("First", "Because.", "Second")
    assert [point.text for point in first.points.all()] == ["A point", "Another"]
    [made] = plan.initiatives.all()
    assert (made.number, made.title, made.led_by, made.funded_by) == (
        1,
        "Street Weeks",
        "CBC & Essex Police",
        "SCP",
    )
    assert (made.timing, made.starts_on, made.ends_on) == (
        "Sept 17",
        date(2017, 9, 1),
        date(2017, 9, 30),
    )
    assert made.reading_of == "Sept 17"
    assert list(made.key_priorities.order_by("prioritylink__position")) == [first, second]
    [said] = made.updates.all()
    assert (said.text, said.internal_note, said.status, said.status_reason) == (
        "Went well.",
        "Ring them.",
        "at_risk",
        "Staff left.",
    )
    assert (said.number, said.source, said.recorded_by, said.agency) == (1, "import", officer, None)
    assert said.reported_on == date(2017, 8, 30)


def test_the_cells_stay_as_they_stood(officer):
    read = paper({"title": "Street\nWeeks", "lead": "СВС"})  # noqa: RUF001 - Cyrillic
    move = start(read, officer)
    plan = move_in(move, seen=1, by=officer)

    made = plan.initiatives.get()
    assert (made.title, made.led_by) == ("Street Weeks", "CBC")
    assert made.lead_set.get().printed_as == ""
    assert made.source_row.move_in == move
    assert made.source_row.place == "Table 1, row 2"
    cells = [tuple(cell) for cell in made.source_row.cells]
    assert ("Project / initiative", "Street\nWeeks") in cells
    assert ("Lead agency", "СВС") in cells  # noqa: RUF001


def test_what_was_read_and_decided_goes_and_the_move_says_what_became_of_it(officer):
    move = start(paper(FULL), officer, statuses={"Amber": ""}, priorities=TWO)
    plan = move_in(move, seen=move.version, by=officer)

    now = MoveIn.objects.get()
    assert (now.state, now.plan, now.initiatives_moved) == ("done", plan, 1)
    assert (now.read, now.decided, now.version) == ({}, {}, 2)
    assert now.ended_at


def test_every_record_has_a_history_that_names_the_file_and_who(officer):
    make_agency("CBH")
    moved(
        officer,
        {**FULL, "lead": "Gangsline", "fund_source": "Lottery", "target": "Fewer crimes"},
        statuses={"Amber": ""},
        priorities=TWO,
        agencies={"Gangsline": "new"},
        new_agencies={"Gangsline": NewName("Gangsline Trust", "Gangsline")},
        fund_sources={"Lottery": "new"},
    )

    fresh = [model.history.latest() for model in (*HISTORY, Agency, FundSource)]
    assert {
        (each.history_type, each.history_user, each.history_change_reason) for each in fresh
    } == {("+", officer, "Moved in from Plan 2017.docx")}
    for model in HISTORY:
        told = model.history.filter(history_change_reason__startswith="Moved in")
        assert told.count() == model.objects.count() - (model is PartnershipPlan) > 0
    [lottery] = FundSource.objects.exclude(name="SCP")
    assert (lottery.name, lottery.kind) == ("Lottery", FundSource.Kind.FUNDER)
    assert Agency.objects.get(short_name="Gangsline").name == "Gangsline Trust"


def test_no_money_needed_is_added_as_its_own_kind(officer):
    plan = moved(officer, {"title": "A", "fund_source": "n/a"}, fund_sources={"n/a": "new"})

    assert plan.initiatives.get().fund_sources.get().kind == FundSource.Kind.NOT_APPLICABLE


def test_rows_that_report_nothing_have_no_update(officer):
    plan = moved(
        officer, {"title": "A"}, {"title": "B", "status": "Green"}, statuses={"Green": "on_track"}
    )

    assert [each.updates.count() for each in plan.initiatives.all()] == [0, 1]


def test_an_existing_plan_grows_after_its_last_number(officer):
    plan = make_plan(2017)
    priority = make_key_priority("To do well", plan=plan, number=1)
    old = make_initiative("Old", plan=plan, number=7, under=priority, target="Fewer crimes")

    grown = moved(
        officer,
        {"priority": "1", "target": "fewer crimes", "title": "A"},
        {"priority": "1", "target": "More trust", "title": "B"},
        {"priority": "2", "title": "C"},
        priorities=(KeyPriorityDraft(1, "Otherwise"), KeyPriorityDraft(2, "Second")),
    )

    assert grown == plan
    assert [each.number for each in plan.initiatives.all()] == [7, 8, 9, 10]
    assert [each.title for each in plan.key_priorities.all()] == ["To do well", "Second"]
    a, b, _ = plan.initiatives.exclude(pk=old.pk)
    assert a.target == old.target
    assert (b.target.number, b.target.key_priority) == (2, priority)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", "It went well."),
        ("reports/year-end/", "Fewer crimes CBC It went well."),
        ("reports/annual-plan/", "It went well."),
        ("priorities/", "First"),
    ],
)
def test_a_plan_moved_in_stands_on_the_pages_and_in_the_papers(client, officer, page, told):
    row = {"title": "A", "outcome": "It went well.", "lead": "CBC", "target": "Fewer crimes"}
    plan = moved(officer, row, priorities=TWO[:1])
    client.force_login(officer)

    assert told in words_of(client.get(f"{plan.get_absolute_url()}{page}"))


def test_a_closed_plan_takes_what_officers_move_in(officer):
    make_plan(2017, closed_on=date(2018, 4, 30))

    assert moved(officer, {"title": "A"}).initiatives.count() == 1


def test_pressing_twice_makes_one_plan_and_tells(officer):
    move = start(paper({"title": "A"}), officer)
    move_in(move, seen=1, by=officer)

    with pytest.raises(OutOfDate) as told:
        move_in(move, seen=1, by=officer)

    assert told.value.newest.state == MoveIn.State.DONE
    assert Initiative.objects.count() == 1


def test_a_move_that_was_left_or_gone_on_with_is_not_moved_in(officer):
    move = start(paper({"title": "A"}), officer)

    with pytest.raises(OutOfDate):
        move_in(move, seen=2, by=officer)

    assert not Initiative.objects.exists()


def test_what_is_not_ready_saves_nothing(officer):
    move = start(paper({"title": "A", "lead": "Who"}), officer)

    with pytest.raises(NotReady) as told:
        move_in(move, seen=1, by=officer)

    assert "“Who” is no lead agency" in str(told.value)
    assert not PartnershipPlan.objects.filter(start_year=2017).exists()
    assert MoveIn.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails_at", [SourceRow, OutcomeUpdate, Initiative])
def test_all_or_nothing(officer, monkeypatch, fails_at):
    move = start(paper(FULL), officer, statuses={"Amber": ""}, priorities=TWO)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(type(fails_at.objects.all()), "bulk_create", fail)
    with pytest.raises(RuntimeError):
        move_in(move, seen=1, by=officer)

    assert not Initiative.objects.exists()
    assert not PartnershipPlan.objects.filter(start_year=2017).exists()
    assert (MoveIn.objects.get().state, MoveIn.objects.get().version) == ("going_on", 1)


@pytest.mark.django_db(transaction=True)
def test_a_plan_year_somebody_made_meanwhile_is_told(officer, monkeypatch):
    move = start(paper({"title": "A"}), officer)
    claim = MoveIn.claim

    def meanwhile(self, seen):
        make_plan(2017)
        claim(self, seen)

    monkeypatch.setattr(MoveIn, "claim", meanwhile)
    with pytest.raises(ChangedMeanwhile):
        move_in(move, seen=1, by=officer)

    assert not Initiative.objects.exists()
    assert MoveIn.objects.get().version == 1


def statements(officer, count, start_year):
    rows = [
        {**FULL, "title": f"Project {number}", "target": f"Target {number % 20}"}
        for number in range(count)
    ]
    move = start(
        paper(*rows), officer, statuses={"Amber": ""}, priorities=TWO, start_year=start_year
    )
    with CaptureQueriesContext(
        connection,
    ) as captured:
        move_in(move, seen=1, by=officer)
    return len(captured)


def test_a_hundred_times_the_rows_take_no_more_statements_a_batch(officer):
    few = statements(officer, 30, 2017)
    many = statements(officer, 3_000, 2018)

    assert few <= 45
    assert many <= few * 100
    assert Initiative.objects.count() == Initiative.history.count() == 3_030
