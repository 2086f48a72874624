from collections import Counter

import pytest

from priorities.models import PartnershipPlan
from tests.reports.checks.papers import found, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_2017_18(plans_of_module):
    return PartnershipPlan.objects.select_related("partnership").get(start_year=2017)


@pytest.fixture
def plan_2016_17(plans_of_module):
    return PartnershipPlan.objects.select_related("partnership").get(start_year=2016)


def test_texts_of_2017_18_that_contradict_their_timing(plan_2017_18):
    clashes = [
        (finding.label, finding.says)
        for finding in found(plan_2017_18)
        if finding.rule == "timing-and-text"
    ]

    assert clashes == [
        (
            "CSE / Sexual Violence Conference",
            "The text says “6th February 2018”, but the timing is “Feb 17”.",
        ),
        (
            "Street Weeks initiative",
            "The text says “October 2017”, but the timing is “Start Sept 17”.",
        ),
        (
            "Older Peoples Crucial Crew",
            "The text says “November 17”, but the timing is “Oct 17”.",
        ),
    ]


def test_what_is_found_in_the_plan_of_2017_18(plan_2017_18):
    counts = Counter((finding.severity, finding.rule) for finding in found(plan_2017_18))

    assert counts == {
        ("warning", "age"): 1,
        ("warning", "timing-and-text"): 3,
        ("warning", "unexplained-abbreviation"): 6,
        ("warning", "no-timing"): 4,
        ("warning", "no-priority"): 30,
        ("information", "timing-to-be-confirmed"): 1,
        ("information", "other-name"): 1,
        ("information", "timing-outside-year"): 6,
        ("information", "text-outside-year"): 5,
        ("information", "no-author"): 1,
    }


def test_what_is_found_in_the_year_end_report_of_2016_17(plan_2016_17):
    findings = found(plan_2016_17, "year-end")

    counts = Counter((finding.severity, finding.rule) for finding in findings)

    assert counts == {
        ("warning", "few-people"): 4,
        ("warning", "no-lead"): 1,
        ("warning", "unexplained-abbreviation"): 20,
        ("information", "lead-printed-as"): 8,
        ("information", "other-name"): 1,
        ("information", "text-outside-year"): 8,
    }
    assert "The lead is printed as “POLICE”; its short name is “Police”." in said(
        findings, "lead-printed-as"
    )


def test_no_two_findings_of_a_paper_are_the_same(plan_2016_17, plan_2017_18):
    for plan in (plan_2016_17, plan_2017_18):
        for paper in ("annual-plan", "year-end"):
            keys = [finding.key for finding in found(plan, paper)]
            assert len(set(keys)) == len(keys)


def test_every_sentence_of_a_finding_is_whole(plan_2016_17, plan_2017_18):
    for plan in (plan_2016_17, plan_2017_18):
        for finding in found(plan, "year-end") + found(plan, "annual-plan"):
            assert finding.says[0].isupper()
            assert finding.says[-1] in ".”"
            assert finding.places
