"""A reading corrected by hand on the page that edits an initiative."""

from datetime import date

import pytest

from initiatives.models import Initiative
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative
from tests.pages import form_of
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(client):
    """Opens the edit page of an initiative, and sends it with some boxes changed."""
    client.force_login(make_person(OFFICER))

    def opened(initiative):
        return form_of(client.get(f"{initiative.get_absolute_url()}edit/"))

    def send(initiative, fields, **changed):
        return client.post(f"{initiative.get_absolute_url()}edit/", {**fields, **changed})

    opened.send = send
    return opened


def test_a_reading_somebody_else_changed_meanwhile_is_no_correction_of_mine(edit):
    initiative = make_initiative(timing="June 17")
    mine = edit(initiative)
    edit.send(initiative, edit(initiative), timing="Sept 17", end_reason="No venue.")

    clash = edit.send(initiative, mine, title="Crucial Crew (Year 6)")
    assert clash.status_code == 409
    edit.send(initiative, form_of(clash), timing="Sept 17")

    initiative = Initiative.objects.get(pk=initiative.pk)
    assert initiative.title == "Crucial Crew (Year 6)"
    assert initiative.starts_on == date(2017, 9, 1)
    assert not initiative.reading_corrected


def test_a_correction_can_be_dropped(edit):
    initiative = make_initiative(timing="TBC")
    edit.send(
        initiative, edit(initiative), timing_kind="by", ends_on="5/6/2017", ends_precision="month"
    )
    initiative.refresh_from_db()
    assert (initiative.timing_kind, initiative.ends_on) == ("by", date(2017, 6, 30))

    edit.send(initiative, edit(initiative), read_again="on", end_reason="Nobody knows yet.")

    initiative = Initiative.objects.get(pk=initiative.pk)
    assert (initiative.timing_kind, initiative.ends_on) == ("to_be_confirmed", None)
    assert not initiative.reading_corrected


def test_a_kind_without_its_day_is_refused_and_the_part_is_open(edit):
    initiative = make_initiative(timing="TBC")

    page = edit.send(initiative, edit(initiative), timing_kind="by").content.decode()

    assert "A timing of the kind “By a date” needs the latest day." in page
    assert '<details class="govuk-details" open>' in page


@pytest.mark.parametrize("day", ["1/6/0001", "1/6/2250", "1/6/9999"])
def test_a_year_nobody_means_is_refused_at_its_box(edit, day):
    initiative = make_initiative(timing="TBC")

    page = edit.send(
        initiative, edit(initiative), timing_kind="by", ends_on=day, ends_precision="year"
    )

    assert "Give a year from 1900 to 2199." in page.content.decode()
    assert Initiative.objects.get().timing_kind == "to_be_confirmed"


def test_a_year_far_ahead_is_a_plan_year_like_any_other(edit):
    initiative = make_initiative(timing="TBC")

    edit.send(
        initiative, edit(initiative), timing_kind="by", ends_on="1/6/2150", ends_precision="year"
    )

    assert Initiative.objects.get().ends_on == date(2151, 3, 31)


def test_a_name_that_was_there_does_not_stop_a_change_elsewhere(edit):
    initiative = make_initiative(led_by="CBC", funded_by="SCP")
    initiative.lead_set.update(printed_as="Colchester BC")
    initiative.funding_set.update(printed_as="S.C.P.")

    assert edit.send(initiative, edit(initiative), title="Purple Flag").status_code == 302

    initiative.refresh_from_db()
    assert (initiative.title, initiative.led_by, initiative.funded_by) == (
        "Purple Flag",
        "Colchester BC",
        "S.C.P.",
    )
