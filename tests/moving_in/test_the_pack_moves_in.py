"""Both papers of the pack, moved in from Word files by what a person decided, against the seed plans."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from initiatives.files import word
from initiatives.files.contents import FileRead
from initiatives.models import (
    Agency,
    FrameworkLink,
    Funding,
    FundSource,
    Initiative,
    Lead,
    MoveIn,
    OutcomeUpdate,
    PriorityLink,
    SourceRow,
)
from initiatives.moving_in.applying import NotReady, move_in
from initiatives.moving_in.decisions import Decisions
from initiatives.moving_in.drafting import draft
from priorities.models import (
    GlossaryEntry,
    KeyPriority,
    PaperParticulars,
    PartnershipPlan,
    PlanFramework,
    PriorityPoint,
    Target,
)
from scp_tracker.accounts.roles import OFFICER
from tests import pack_papers
from tests.moving_in import pack_decisions
from tests.people import make_person

pytestmark = pytest.mark.django_db

KNOWN_BEFORE = ["partnership", "agencies", "frameworks"]
SEED_PLANS = ["plan_2016_17", "plan_2017_18"]
READING = ["timing", "timing_kind", "starts_on", "starts_precision", "ends_on", "ends_precision"]
PAPERS = [
    pytest.param(
        2016, pack_papers.year_end_paper, pack_decisions.of_the_year_end_paper, id="2016-17"
    ),
    pytest.param(
        2017, pack_papers.annual_plan_paper, pack_decisions.of_the_annual_plan_paper, id="2017-18"
    ),
]


@pytest.fixture(scope="module")
def seeds(django_db_setup, django_db_blocker):
    """Everything the seed plans say, by plan year, nothing of which stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *KNOWN_BEFORE, *SEED_PLANS, verbosity=0)
        found = {year: whole_plan(year) for year in (2016, 2017)}
        transaction.set_rollback(True)
    return found


@pytest.fixture
def officer(seeds):
    """An officer of a partnership that knows its agencies and fund sources, and has no plan."""
    call_command("loaddata", *KNOWN_BEFORE, verbosity=0)
    return make_person(OFFICER)


def start(read, decisions, officer):
    return MoveIn.objects.create(
        file_name="Paper.docx",
        started_by=officer,
        read=read.as_json(),
        decided=decisions.as_json(),
    )


def whole_plan(year):
    """Key priorities with points, targets, and each initiative with all that stands beside it."""
    of_plan = {"plan__start_year": year}
    of_initiative = {"initiative__plan__start_year": year}
    said = {
        "key priorities": KeyPriority.objects.filter(**of_plan)
        .order_by("number")
        .values_list("number", "title", "description", "lead"),
        "points": PriorityPoint.objects.filter(key_priority__plan__start_year=year)
        .order_by("key_priority__number", "position")
        .values_list("key_priority__number", "position", "text"),
        "frameworks taken up": PlanFramework.objects.filter(**of_plan)
        .order_by("position")
        .values_list("position", "framework__short_name", "column_heading"),
        "targets": Target.objects.filter(key_priority__plan__start_year=year)
        .order_by("key_priority__number", "number")
        .values_list("key_priority__number", "number", "text"),
        "initiatives": Initiative.objects.filter(**of_plan)
        .order_by("number")
        .values_list(
            "number", "title", "target__key_priority__number", "target__text", *READING,
            "reading_corrected", "removed_on",
        ),
        "served": PriorityLink.objects.filter(**of_initiative)
        .order_by("initiative__number", "position")
        .values_list("initiative__number", "position", "key_priority__number"),
        "served of others": FrameworkLink.objects.filter(**of_initiative)
        .order_by("initiative__number", "position")
        .values_list("initiative__number", "position", "framework_priority__number"),
        "leads": Lead.objects.filter(**of_initiative)
        .order_by("initiative__number", "position")
        .values_list(
            "initiative__number", "position", "joined_by", "agency__short_name", "printed_as"
        ),
        "funding": Funding.objects.filter(**of_initiative)
        .order_by("initiative__number", "position")
        .values_list("initiative__number", "position", "joined_by", "fund_source__name", "printed_as"),
        "headings": PaperParticulars.objects.filter(**of_plan).values_list(
            "paper", "strapline", "title", "date_printed", "dated_on", "prepared_by", "opening",
            "closing",
        ),
        "glossary": GlossaryEntry.objects.filter(**of_plan, plan__prints_glossary=True)
        .order_by("abbreviation")
        .values_list("abbreviation", "meaning"),
        "plan": PartnershipPlan.objects.filter(start_year=year)
        .values_list("updated_on", "prints_glossary"),
        "outcomes": OutcomeUpdate.objects.filter(**of_initiative)
        .order_by("initiative__number", "number")
        .values_list(
            "initiative__number", "number", "text", "internal_note", "status", "status_reason",
            "reported_on", "agency", "source",
        ),
    }  # fmt: skip
    return {what: list(rows) for what, rows in said.items()} | {
        "printed": [
            (each.number, each.led_by, each.funded_by)
            for each in Initiative.objects.filter(**of_plan).order_by("number")
        ]
    }


@pytest.mark.parametrize(("year", "paper", "decide"), PAPERS)
def test_a_paper_moved_in_is_the_seed_plan(year, paper, decide, officer, seeds):
    read = word.read(paper())
    move = start(read, decide(read), officer)

    plan = move_in(move, seen=move.version, by=officer)

    moved = whole_plan(year)
    assert plan.start_year == year
    assert len(moved["outcomes"]) == {2016: 34, 2017: 30}[year]
    assert len(moved["frameworks taken up"]) == {2016: 0, 2017: 2}[year]
    assert len(moved["glossary"]) == {2016: 0, 2017: 21}[year]  # of 2016-17 the paper prints none
    for what, rows in seeds[year].items():
        assert moved[what] == rows, what


@pytest.mark.parametrize(("year", "paper", "decide"), PAPERS)
def test_nobody_and_nothing_is_added_to_what_the_partnership_knows(
    year, paper, decide, officer, seeds
):
    agencies, sources = set(Agency.objects.all()), set(FundSource.objects.all())
    read = word.read(paper())
    move = start(read, decide(read), officer)

    move_in(move, seen=move.version, by=officer)

    assert set(Agency.objects.all()) == agencies
    assert set(FundSource.objects.all()) == sources


@pytest.mark.parametrize(("year", "paper", "decide"), PAPERS)
def test_the_cells_are_kept_as_they_stood_damage_included(year, paper, decide, officer):
    read = word.read(paper())
    move = start(read, decide(read), officer)

    move_in(move, seen=move.version, by=officer)

    kept = [row.cells for row in SourceRow.objects.order_by("initiative__number")]
    assert len(kept) == {2016: 34, 2017: 30}[year]
    stood = {cell for table in read.tables for row in table.rows for cell in row}
    assert {text for cells in kept for _, text in cells} <= stood
    damaged = {2016: "- J", 2017: "COO CENTION WHOLE OF CVCING"}[year]
    assert any(damaged in [text for _, text in cells] for cells in kept)


@pytest.mark.parametrize(("year", "paper", "decide"), PAPERS)
def test_without_a_persons_word_nothing_is_moved_in(year, paper, decide, officer):
    read = word.read(paper())
    move = start(read, Decisions(start_year=year), officer)

    with pytest.raises(NotReady):
        move_in(move, seen=move.version, by=officer)

    assert not PartnershipPlan.objects.exists()
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(("year", "paper", "decide"), PAPERS)
def test_what_was_read_and_decided_comes_through_being_kept(year, paper, decide, officer):
    read = word.read(paper())
    decisions = decide(read)

    kept = FileRead.from_json(read.as_json()), Decisions.from_json(decisions.as_json())

    assert kept == (read, decisions)
    assert draft(*kept) == draft(read, decisions)
    assert draft(*kept).reported_on == date.fromisoformat(decisions.reported_on)
