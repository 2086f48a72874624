"""Columns of other bodies' priorities on the pages of a plan that is moved in."""

import pytest

from initiatives.models import FrameworkLink
from initiatives.moving_in.decisions import FrameworkList, Part
from scp_tracker.accounts.roles import ADMINISTRATOR, OFFICER
from tests.builders import make_move, make_plan
from tests.moving_in.test_frameworks import make_framework, paper
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

ROWS = (("Street pastors", "1, 3", "", "Done."), ("Crucial Crew", "Violence", "", "Done."))
LIST, OTHER = "column-0-1", "column-0-2"


@pytest.fixture
def officer(client):
    person = make_person(OFFICER)
    client.force_login(person)
    return person


@pytest.fixture
def pcc(officer):
    return make_framework("Police and Crime Plan", 1, 2, 3)


@pytest.fixture
def before(pcc):
    make_plan(2016).plan_frameworks.create(framework=pcc, column_heading="PCC KP's (list)")


@pytest.fixture
def move(officer):
    return make_move(by=officer, read=paper(*ROWS), tables=(0,), start_year=2017)


def send(client, address, **typed):
    return client.post(address, form_of(client.get(address)) | typed)


def test_every_known_framework_may_be_what_a_column_holds(client, pcc, move):
    page = client.get(f"/move-in/{move.pk}/columns/")

    assert (FrameworkList.of(pcc.pk), "Priorities of Police and Crime Plan") in (
        page.context["form"].fields[LIST].choices
    )
    assert form_of(page)[LIST] == Part.EXTRA  # never guessed


def test_it_is_proposed_where_a_plan_before_took_it_up_under_that_heading(
    client, pcc, before, move
):
    said = form_of(client.get(f"/move-in/{move.pk}/columns/"))

    assert (said[LIST], said[OTHER]) == (FrameworkList.of(pcc.pk), Part.EXTRA)


def test_it_is_not_where_the_heading_stood_for_two(client, pcc, before, move):
    other = make_framework("Another", 1)
    make_plan(2015).plan_frameworks.create(framework=other, column_heading="PCC KP's (list)")

    assert form_of(client.get(f"/move-in/{move.pk}/columns/"))[LIST] == Part.EXTRA


def test_what_a_person_said_stands_against_the_proposal(client, before, move):
    address = f"/move-in/{move.pk}/columns/"
    send(client, address, **{LIST: Part.EXTRA})

    assert form_of(client.get(address))[LIST] == Part.EXTRA


def test_two_columns_of_one_framework_are_refused(client, pcc, move):
    column = FrameworkList.of(pcc.pk)

    page = send(client, f"/move-in/{move.pk}/columns/", **{LIST: column, OTHER: column})

    assert "Two columns are “Priorities of Police and Crime Plan”." in page.text
    move.refresh_from_db()
    assert not move.decided["columns"]


@pytest.mark.parametrize("said", ["framework.999", "framework.", "framework.x"])
def test_a_framework_nobody_knows_is_refused(client, pcc, move, said):
    page = send(client, f"/move-in/{move.pk}/columns/", **{LIST: said})

    assert page.context["form"].errors[LIST]


def test_one_that_was_removed_meanwhile_is_extra_text_again(client, pcc, move):
    address = f"/move-in/{move.pk}/columns/"
    send(client, address, **{LIST: FrameworkList.of(pcc.pk)})
    pcc.delete()

    assert form_of(client.get(address))[LIST] == Part.EXTRA


@pytest.mark.parametrize("role", [OFFICER, ADMINISTRATOR])
def test_one_not_known_yet_can_be_added_by_who_may(client, role):
    person = make_person(role)
    client.force_login(person)
    move = make_move(by=person, tables=(0,))

    page = client.get(f"/move-in/{move.pk}/columns/")

    assert "meanwhile the column may be kept as extra text" in words_of(page)
    may = person.has_perm("priorities.add_framework")
    assert ("/admin/priorities/framework/add/" in page.text) == may


def test_the_plan_stands_there_as_it_will_print_and_a_row_mends_what_is_not_understood(
    client, pcc, move
):
    here = f"/move-in/{move.pk}"
    send(client, f"{here}/columns/", **{LIST: FrameworkList.of(pcc.pk)})
    page = client.get(f"{here}/approve/")
    [[headings, first, second]] = tables_of(page)
    at = headings.index("PCC KP's (list)")
    assert (first[at], second[at]) == ("1, 3", "“Violence” Not understood")
    assert "“Violence” is not understood." in page.text

    send(client, f"{here}/rows/0.2/", **{FrameworkList.of(pcc.pk): "2"})

    [[_, _, second]] = tables_of(client.get(f"{here}/approve/"))
    assert second[at] == "2"


def test_the_annual_plan_has_the_column_once_it_is_moved_in(client, pcc, before, move):
    here = f"/move-in/{move.pk}"
    send(client, f"{here}/columns/")
    send(client, f"{here}/rows/0.2/", **{FrameworkList.of(pcc.pk): ""})

    send(client, f"{here}/approve/", move="yes")

    page = words_of(client.get("/2017-18/reports/annual-plan/"))
    assert "PCC KP's (list)" in page
    assert "1, 3" in page
    assert FrameworkLink.objects.count() == 2


def test_a_plan_without_such_columns_has_no_such_boxes(client, officer):
    make_framework("Police and Crime Plan", 1)
    move = make_move(by=officer, tables=(0,))

    assert not any(
        "framework" in name for name in form_of(client.get(f"/move-in/{move.pk}/rows/0.1/"))
    )
