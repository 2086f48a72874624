from datetime import date

import pytest
from django.urls import reverse

from initiatives.models import Agency, FundSource
from initiatives.renaming import remember_fund_source, remember_short_name
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_agency, make_initiative, make_plan
from tests.people import make_person
from tests.set_up_screens import fields_of, page, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_year():
    closed = make_plan(2016, closed_on=date(2017, 4, 30))
    return make_initiative("J9", plan=closed, led_by="CBC / Police", funded_by="CBC")


@pytest.fixture
def this_year():
    return make_initiative("J9", plan=make_plan(2017), led_by="CBC", funded_by="CBC")


def test_a_closed_year_prints_the_name_of_its_day(last_year, this_year):
    council = make_agency("CBC")
    council.short_name = "CCC"
    council.save()

    remember_short_name(council, "CBC")

    assert last_year.led_by == "CBC / Police"
    assert this_year.led_by == "CCC"
    assert Agency.objects.called("CBC") == council


def test_a_form_the_paper_printed_already_is_left_alone(last_year):
    last_year.lead_set.filter(agency__short_name="CBC").update(printed_as="The council")

    remember_short_name(make_agency("CBC"), "Old")

    assert last_year.led_by == "The council / Police"


def test_a_fund_source_keeps_the_name_of_its_day_too(last_year, this_year):
    source = FundSource.objects.get(name="CBC")
    source.name = "CCC"
    source.save()

    remember_fund_source(source, "CBC")

    assert (last_year.funded_by, this_year.funded_by) == ("CBC", "CCC")


def test_the_set_up_screens_remember_former_names(client, last_year, this_year):
    client.force_login(make_person(OFFICER))
    council, source = make_agency("CBC"), FundSource.objects.get(name="CBC")

    send(client, council, fields_of(page(client, council), short_name="CCC"))
    send(client, source, fields_of(page(client, source), name="CCC"))

    assert (last_year.led_by, last_year.funded_by) == ("CBC / Police", "CBC")
    assert (this_year.led_by, this_year.funded_by) == ("CCC", "CCC")
    assert Agency.objects.called("CBC") == council


@pytest.mark.parametrize("model", ["initiatives_agency", "initiatives_fundsource"])
def test_choices_that_are_typed_into_come_in_order(client, model):
    client.force_login(make_person(OFFICER))
    for name in ("Police", "CBC", "NPS"):
        make_initiative(led_by=name, funded_by=name)

    listed = client.get(reverse(f"admin:{model}_changelist")).context["cl"].result_list

    assert [str(record) for record in listed] == ["CBC", "NPS", "Police"]
