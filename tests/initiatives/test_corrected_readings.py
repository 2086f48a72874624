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
    edit.send(initiative, edit(initiative), timing="Sept 17")

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

    edit.send(initiative, edit(initiative), read_again="on")

    initiative = Initiative.objects.get(pk=initiative.pk)
    assert (initiative.timing_kind, initiative.ends_on) == ("to_be_confirmed", None)
    assert not initiative.reading_corrected


def test_a_kind_without_its_day_is_refused_and_the_part_is_open(edit):
    initiative = make_initiative(timing="TBC")

    page = edit.send(initiative, edit(initiative), timing_kind="by").content.decode()

    assert "A timing of the kind “By a date” needs the latest day." in page
    assert '<details class="govuk-details" open>' in page
