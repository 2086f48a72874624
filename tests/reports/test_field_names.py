import re
from datetime import date

import pytest

from priorities.models import PartnershipPlan
from reports.catalogue import REPORTS
from reports.field_names import field_names
from tests.reports.slugs import OF_THE_WHOLE_PLAN


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (["Police and Crime Plan", "E.P"], ["police_and_crime_plan", "e_p"]),
        (["E.P", "E-P", "e p"], ["e_p", "e_p_2", "e_p_3"]),
        (["Café plan"], ["cafe_plan"]),
        (["–", "計画"], ["framework", "framework_2"]),
        (["Outcome", "Reference", "Paper"], ["outcome_2", "reference_2", "paper_2"]),
    ],
)
def test_a_name_people_gave_makes_a_field_name_unlike_the_others(names, fields):
    assert field_names(names, beside=["outcome", "timing"]) == fields


@pytest.mark.django_db
@pytest.mark.parametrize("start_year", [2016, 2017])
@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_no_two_columns_of_a_report_have_one_field_name(seed_plans, start_year, slug):
    plan = PartnershipPlan.objects.get(start_year=start_year)

    report = REPORTS[slug].build(plan, as_of=date(2017, 9, 12))

    fields = [column.field for column in report.data_columns]
    assert len(set(fields)) == len(fields)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", field) for field in fields)
