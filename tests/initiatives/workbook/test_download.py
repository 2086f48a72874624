from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission

from initiatives.workbook.columns import NOTE, REFERENCE
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.initiatives.workbook.workbooks import everything_in, rows_of
from tests.people import make_person

pytestmark = pytest.mark.django_db
ADDRESS = "/2017-18/workbook/outcomes.xlsx"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def work():
    """Two initiatives of the housing, one with the council, and one of the council; each has a note."""
    for number, led_by in ((1, "CBH"), (2, "CBC / CBH"), (3, "CBC")):
        initiative = make_initiative(number=number, led_by=led_by)
        record(initiative, "Held.", internal_note=f"Note {number}.")
    return make_plan()


@pytest.fixture
def ask(client, work):
    """What a person of that role, of the housing, is answered to what the address asks for."""

    def answered(role, asked="", *, agency="CBH", address=ADDRESS):
        client.force_login(make_person(role, agencies=[make_agency(agency)]))
        return client.get(f"{address}{asked}")

    return answered


def of(agency):
    return f"?agency={make_agency(agency).pk}"


def test_an_officer_has_the_workbook_of_the_whole_plan(ask):
    response = ask(OFFICER)

    assert response["Content-Type"] == EXCEL
    assert response["Content-Disposition"] == 'attachment; filename="outcomes-2017-18.xlsx"'
    assert len(rows_of(response.content)) == 3


@pytest.mark.parametrize(
    ("asked", "has_notes"), [("", False), ("?notes=off", False), ("?notes=on", True)]
)
def test_the_whole_plans_notes_are_in_it_only_if_asked_for(ask, asked, has_notes):
    content = ask(OFFICER, asked).content

    assert ("Note 3." in everything_in(content)) is has_notes
    assert (NOTE in rows_of(content)[0]) is has_notes


@pytest.mark.parametrize("role", [OFFICER, PARTNER])
def test_an_agencys_workbook_has_what_it_leads_with_the_notes(ask, role):
    response = ask(role, of("CBH"))

    assert response["Content-Disposition"] == 'attachment; filename="outcomes-2017-18-cbh.xlsx"'
    assert [row[REFERENCE] for row in rows_of(response.content)] == ["2017-18/01", "2017-18/02"]
    assert [row[NOTE] for row in rows_of(response.content)] == ["Note 1.", "Note 2."]


def test_who_may_not_read_every_note_has_those_of_no_agency_but_their_own(client, work):
    group = Group.objects.create(name="Changes plans and reads no notes")
    group.permissions.add(Permission.objects.get(codename="change_initiative"))
    person = make_person(group.name, agencies=[make_agency("CBH")])
    client.force_login(person)

    whole = client.get(f"{ADDRESS}?notes=on").content
    council, housing = (client.get(f"{ADDRESS}{of(each)}").content for each in ("CBC", "CBH"))

    assert "Note" not in everything_in(whole) + everything_in(council)
    assert "Note 1." in everything_in(housing)


def test_an_officer_has_the_workbook_of_any_agency_that_leads(ask):
    assert ask(OFFICER, of("CBC"), agency="CBH").status_code == 200


def test_a_partner_has_no_other_agencys_workbook_and_none_of_the_whole_plan(ask):
    assert ask(PARTNER, of("CBC")).status_code == 403
    assert ask(PARTNER).status_code == 403
    assert ask(PARTNER, "?agency=").status_code == 403


@pytest.mark.parametrize("role", [READER, CLERK, ""])
def test_who_answers_for_no_agency_has_none(ask, role):
    assert ask(role, of("CBH")).status_code == 403


def test_a_closed_plan_is_for_officers_alone(ask, work):
    work.closed_on = date(2018, 6, 1)
    work.save()

    assert ask(PARTNER, of("CBH")).status_code == 403
    assert ask(OFFICER, of("CBH")).status_code == 200


@pytest.mark.parametrize("asked", ["?agency=999999", "?agency=CBH", f"?agency={10**30}"])
def test_an_agency_that_is_not_known_is_not_found(ask, asked):
    assert ask(OFFICER, asked).status_code == 404
    assert ask(PARTNER, asked).status_code == 404


def test_an_agency_that_leads_nothing_in_the_plan_is_not_found(ask):
    assert ask(OFFICER, of("Police")).status_code == 404
    assert ask(PARTNER, of("Police"), agency="Police").status_code == 404


def test_a_year_without_a_plan_is_not_found(ask):
    assert ask(OFFICER, address="/2019-20/workbook/outcomes.xlsx").status_code == 404
