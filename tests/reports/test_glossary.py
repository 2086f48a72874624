from datetime import date

import pytest

from priorities.models import GlossaryEntry, PartnershipPlan
from reports.catalogue import REPORTS
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record

pytestmark = pytest.mark.django_db

PAPERS = ["year-end", "annual-plan"]


def explain(*abbreviations, plan=None):
    for abbreviation in abbreviations:
        GlossaryEntry.objects.create(
            plan=plan or make_plan(), abbreviation=abbreviation, meaning=f"{abbreviation} in full"
        )


def glossary(slug, plan=None):
    """The glossary of the paper as it prints."""
    return REPORTS[slug].build(plan or make_plan(), as_of=date(2018, 3, 31)).abbreviations


@pytest.mark.parametrize("slug", PAPERS)
def test_the_glossary_is_what_the_paper_uses(slug):
    record(make_initiative("J9", serves=(make_key_priority(),)), "LCAPs met the PSPO's readers.")
    explain("PSPO", "LCAP", "CSE")
    explain("J9", plan=make_plan(2016))

    assert list(glossary(slug).items()) == [("LCAP", "LCAP in full"), ("PSPO", "PSPO in full")]


@pytest.mark.parametrize("slug", PAPERS)
def test_a_paper_that_uses_none_has_no_glossary(slug):
    make_initiative("Crucial Crew")
    explain("PSPO")

    report = REPORTS[slug].build(make_plan(), as_of=date(2018, 3, 31))

    assert not any(table.is_glossary for table in report.tables)


@pytest.mark.parametrize("slug", PAPERS)
def test_the_full_name_of_an_agency_explains_it_where_the_plans_list_does_not(slug):
    make_agency("NPS", name="National Probation Service")
    make_agency("CBC", name="Colchester Borough Council")
    make_agency("Police", name="Essex Police")
    make_agency("DRIVE", name="DRIVE")
    record(make_initiative(led_by="CBC / NPS / Police / DRIVE"), "Delivered.")
    explain("CBC")

    assert glossary(slug) == {"CBC": "CBC in full", "NPS": "National Probation Service"}


def test_a_fixed_list_prints_whole_in_the_annual_plan_and_nothing_else_does():
    plan = make_plan(prints_glossary=True)
    make_agency("NPS", name="National Probation Service")
    record(make_initiative(led_by="NPS"), "The PSPO was adopted.")
    explain("PSPO", "CSE")

    assert list(glossary("annual-plan", plan)) == ["CSE", "PSPO"]
    assert list(glossary("year-end", plan)) == ["NPS", "PSPO"]


def test_the_2016_17_report_explains_what_it_uses(seed_plans):
    plan = PartnershipPlan.objects.get(start_year=2016)

    assert list(glossary("year-end", plan)) == [
        "ASB",
        "CBC",
        "CBH",
        "CCG",
        "CRC",
        "CSP",
        "ECFRS",
        "NPS",
        "SCP",
    ]
