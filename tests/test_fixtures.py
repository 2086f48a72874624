"""The seed plans, as loaded, against the hand-checked list of both appendices."""

import json
import re
import unicodedata
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from initiatives.models import (
    Agency,
    AgencyAlias,
    FrameworkLink,
    Funding,
    FundSource,
    Initiative,
    Lead,
    Membership,
    OutcomeUpdate,
    PriorityLink,
)
from initiatives.timing import parse_timing
from priorities.models import Framework, KeyPriority, Partnership, PartnershipPlan, Target

pytestmark = pytest.mark.django_db

PACK = Path(__file__).parent / "pack"
FIXTURES = Path(__file__).parent.parent / "fixtures"
SEED = ["partnership", "agencies", "frameworks", "plan_2016_17", "plan_2017_18"]
YEAR_END = json.loads((PACK / "year_end_2016_17.json").read_text(encoding="utf-8"))
ANNUAL_PLAN = json.loads((PACK / "annual_plan_2017_18.json").read_text(encoding="utf-8"))
MEMBERS = json.loads((PACK / "members.json").read_text(encoding="utf-8"))
PAPERS = [pytest.param(2016, YEAR_END, id="2016-17"), pytest.param(2017, ANNUAL_PLAN, id="2017-18")]


@pytest.fixture(scope="module", autouse=True)
def _seed_plans(django_db_setup, django_db_blocker):
    """Load the seed plans once: no test here writes anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *SEED, verbosity=0)
        yield
        transaction.set_rollback(True)


def initiatives(start_year):
    plan = Initiative.objects.filter(plan__start_year=start_year)
    return plan.with_outcome(as_of=date(2017, 9, 12)).order_by("number")


def repaired(passages):
    return [passage["repaired"] for passage in passages]


def listed(passages):
    """`passages` as a text of the tracker holds a list."""
    return "\n".join(f"• {text}" for text in repaired(passages))


def test_the_year_end_report_holds_the_papers_rows():
    loaded = [
        {
            "priority": initiative.target.key_priority.number,
            "target": initiative.target.text,
            "lead": initiative.led_by,
            "outcome": initiative.outcome,
        }
        for initiative in initiatives(2016)
    ]

    assert loaded == repaired(YEAR_END["rows"])
    assert [initiative.number for initiative in initiatives(2016)] == list(range(1, 35))


def test_the_annual_plan_holds_the_papers_rows():
    loaded = [
        {
            "title": initiative.title,
            "outcome": initiative.outcome,
            "timing": initiative.timing,
            "fund": initiative.funded_by,
            "lead": initiative.led_by,
            "scp_kps": "",
            "pcc_kps": "",
            "ep_kps": "",
        }
        for initiative in initiatives(2017)
    ]

    assert loaded == repaired(ANNUAL_PLAN["rows"])
    assert [initiative.number for initiative in initiatives(2017)] == list(range(1, 31))


def test_no_links_titles_or_timings_are_invented():
    assert not PriorityLink.objects.exists()
    assert not FrameworkLink.objects.exists()
    assert not Initiative.objects.exclude(continues=None).exists()
    assert not Initiative.objects.exclude(removed_on=None).exists()
    assert not initiatives(2016).exclude(title="", timing="").exists()
    assert not initiatives(2016).filter(fund_sources__isnull=False).exists()
    assert not initiatives(2017).exclude(target=None).exists()
    assert not KeyPriority.objects.exclude(lead="").exists()


def test_targets_stand_under_their_priorities_in_the_papers_order():
    loaded = [
        (target.key_priority.number, target.text)
        for target in Target.objects.order_by("key_priority__number", "number")
    ]

    assert loaded == [(target["priority"], target["repaired"]) for target in YEAR_END["targets"]]
    assert {target.key_priority.plan.start_year for target in Target.objects.all()} == {2016}


def test_the_year_end_priorities_print_as_the_paper_heads_them():
    loaded = [
        (f"KEY PRIORITY {priority.number}: {priority.title.upper()}", priority.description)
        for priority in KeyPriority.objects.filter(plan__start_year=2016)
    ]

    assert loaded == [
        (priority["heading"]["repaired"], priority["description"]["repaired"])
        for priority in YEAR_END["priorities"]
    ]


def test_the_annual_plans_priorities_have_the_papers_points():
    loaded = [
        (
            priority.number,
            priority.title,
            priority.description,
            [point.text for point in priority.points.all()],
        )
        for priority in KeyPriority.objects.filter(plan__start_year=2017)
    ]

    assert loaded == [
        (priority["number"], priority["title"], "", repaired(priority["points"]))
        for priority in ANNUAL_PLAN["priorities"]
    ]


def test_the_plan_takes_up_other_bodies_lists_in_the_papers_order():
    plan = PartnershipPlan.objects.get(start_year=2017)
    loaded = [
        (
            taken_up.column_heading,
            taken_up.framework.name,
            taken_up.framework.vision,
            taken_up.framework.plan_text,
            taken_up.framework.aims_heading,
            taken_up.framework.aims,
            taken_up.framework.priorities_heading,
            taken_up.framework.priorities_opening,
            [(p.number, p.text) for p in taken_up.framework.priorities.all()],
        )
        for taken_up in plan.plan_frameworks.all()
    ]

    assert loaded == [
        (
            framework["column"],
            framework["heading"]["repaired"],
            framework["vision"]["repaired"],
            listed(framework["plan_text"]),
            framework["aims_heading"]["repaired"],
            listed(framework["aims"]),
            framework["priorities_heading"]["repaired"],
            "\n".join(
                filter(
                    None,
                    repaired([framework["priorities_opening"], framework["focus_heading"]]),
                )
            ),
            [(p["number"], p["repaired"]) for p in framework["priorities"]],
        )
        for framework in ANNUAL_PLAN["frameworks"]
    ]
    assert [heading for heading, *_ in loaded] == ANNUAL_PLAN["columns"][6:]
    assert Framework.objects.count() == 2


@pytest.mark.parametrize(("start_year", "paper"), PAPERS)
def test_the_particulars_are_the_papers(start_year, paper):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    [particulars] = plan.particulars.all()
    head = {name: passage["repaired"] for name, passage in paper["head"].items()}

    assert particulars.paper == {2016: "year-end", 2017: "annual-plan"}[start_year]
    assert particulars.strapline == head["above_title"]
    assert particulars.title == head["title"]
    assert particulars.date_printed == head["date"]
    assert particulars.prepared_by == head["prepared_by"]
    assert particulars.opening == head["opening_sentence"]
    assert particulars.closing == head.get("enquiries", "")
    assert plan.prints_glossary is (start_year == 2017)


@pytest.mark.parametrize(("start_year", "paper"), PAPERS)
def test_the_glossary_is_the_papers(start_year, paper):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    loaded = plan.glossary.values_list("abbreviation", "meaning")

    assert sorted(loaded) == sorted(tuple(words) for words in repaired(paper["glossary"]))


def test_last_year_is_closed_and_this_year_open():
    closed, running = PartnershipPlan.objects.order_by("start_year")

    assert (closed.year, closed.closed_on) == ("2016-17", date(2017, 4, 30))
    assert (running.year, running.closed_on) == ("2017-18", None)
    assert running.updated_on == date(2017, 8, 30)
    assert Partnership.current() == closed.partnership == running.partnership


@pytest.mark.parametrize(
    ("start_year", "day"), [(2016, date(2017, 4, 30)), (2017, date(2017, 8, 30))]
)
def test_every_initiative_has_one_update_that_nobody_signed(start_year, day):
    updates = OutcomeUpdate.objects.filter(initiative__plan__start_year=start_year)

    assert updates.count() == initiatives(start_year).count()
    for update in updates:
        noon = update.recorded_at.astimezone(ZoneInfo("Europe/London"))
        assert (update.number, update.source, update.reported_on) == (1, "import", day)
        assert (update.recorded_by, update.agency) == (None, None)
        assert (update.status, update.status_reason, update.internal_note) == ("", "", "")
        assert (noon.date(), noon.time()) == (day, time(12))


def test_every_stored_reading_is_what_the_reader_says_today():
    for initiative in Initiative.objects.all():
        assert initiative.reading == parse_timing(initiative.timing)
        assert initiative.reading_of == initiative.timing
        assert initiative.reading_corrected is False


def test_the_leads_count_as_the_paper_does():
    def led(short_name, start_year):
        found = Initiative.objects.filter(plan__start_year=start_year, leads__short_name=short_name)
        return found.count(), sum(initiative.lead_set.count() > 1 for initiative in found)

    assert (led("Police", 2017), led("CBH", 2017), led("CBC", 2017)) == ((6, 1), (2, 1), (19, 7))
    assert (led("Police", 2016), led("CBH", 2016)) == ((5, 0), (2, 2))


def test_every_name_in_a_lead_cell_means_the_agency_that_leads():
    for lead in Lead.objects.select_related("agency"):
        assert Agency.objects.called(lead.printed) == lead.agency


@pytest.mark.parametrize("link", [Lead, Funding])
def test_a_printed_form_and_a_join_are_kept_only_where_they_say_something(link):
    for part in link.objects.all():
        name = part.agency.short_name if link is Lead else part.fund_source.name
        assert part.printed_as != name
        assert part.joined_by == " / " or part.position > 1
    for initiative in Initiative.objects.all():
        positions = [p.position for p in link.objects.filter(initiative=initiative)]
        assert positions == list(range(1, len(positions) + 1))


def test_not_applicable_is_a_fund_source_of_its_own_kind():
    [not_applicable] = FundSource.objects.filter(agency=None)
    paid = Initiative.objects.filter(fund_sources=not_applicable)

    assert (not_applicable.name, not_applicable.kind) == ("N/A", "not_applicable")
    assert [initiative.reference for initiative in paid] == ["2017-18/20", "2017-18/22"]
    for source in FundSource.objects.exclude(agency=None):
        assert source.name == source.agency.short_name


def test_agency_names_are_plain_letters():
    names = [
        *Agency.objects.values_list("name", "short_name"),
        *AgencyAlias.objects.values_list("name"),
    ]

    assert names
    assert all(name.isascii() for row in names for name in row)


def test_every_agency_is_in_the_papers_and_none_is_there_twice():
    text = "\n".join(
        (PACK / f"{name}.txt").read_text(encoding="utf-8")
        for name in ("appendix_a", "appendix_b", "members")
    )
    flat = re.sub(r"\s+", " ", text)
    for alias in AgencyAlias.objects.all():
        assert alias.name in flat
    for agency in Agency.objects.all():
        assert agency.name in flat or agency.short_name in flat
        assert (
            agency.lead_set.exists() or agency.fund_sources.exists() or agency.memberships.exists()
        )


def test_members_are_those_of_the_press_notice_and_the_cover_report():
    kinds = {"statutory": "statutory", "non-statutory": "non_statutory"}
    expected = [
        sorted(
            (said["source"].split()[-1], said["name"], kinds.get(said.get("kind"), "not_stated"))
            for said in member["said"]
        )
        for member in MEMBERS["members"]
    ]
    loaded = [
        sorted(
            ("notice" if "press notice" in m.source else m.source.split()[-1], m.named_as, m.kind)
            for m in agency.memberships.all()
        )
        for agency in Agency.objects.exclude(memberships=None)
    ]

    assert sorted(loaded) == sorted(expected)


def test_the_only_date_of_membership_is_the_one_the_cover_report_gives():
    [dated] = Membership.objects.exclude(starts_on=None, ends_on=None)

    assert (dated.agency.short_name, dated.starts_on, dated.ends_on) == (
        "CCG",
        date(2013, 4, 1),
        None,
    )


def test_everything_loaded_would_pass_the_forms():
    unsigned = ["recorded_by", "agency"]
    for label in ("priorities", "initiatives"):
        for model in apps.get_app_config(label).get_models():
            if model.__name__.startswith("Historical"):
                continue
            for record in model._default_manager.all():
                record.full_clean(exclude=unsigned if model is OutcomeUpdate else None)


@pytest.mark.parametrize("name", SEED)
def test_a_fixture_names_its_rows_and_counts_none(name):
    rows = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))

    assert rows
    assert not [row for row in rows if "pk" in row]


@pytest.mark.parametrize("name", SEED)
def test_no_letter_of_another_alphabet_is_in_a_fixture(name):
    letters = {c for c in (FIXTURES / f"{name}.json").read_text(encoding="utf-8") if c.isalpha()}

    assert letters
    assert not [c for c in letters if not unicodedata.name(c).startswith("LATIN ")]
