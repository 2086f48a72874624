import pytest

from initiatives.files.contents import FileRead, FileTable
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_move, make_plan
from tests.pages import form_of, tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

YEAR_END = (
    ("Key priority", "Target", "Outcome", "Lead", "Timing", "Status"),
    ("2: Calmer", "Fewer fires", "Forty alarms were fitted.", "", "", ""),
    ("1: Safer", "Raise awareness", "Tweets were sent.", "", "", ""),
    ("1: Safer", "Fewer thefts", "Bikes were marked.", "", "", ""),
    ("1: Safer", "Raise awareness", "Training was given.", "", "", ""),
)


@pytest.fixture
def officer(client):
    person = make_person(OFFICER)
    client.force_login(person)
    make_plan(2016)
    return person


def page_of(client, officer, rows, query="", **decided):
    move = make_move(
        by=officer,
        read=FileRead((FileTable("Table 1", rows),)),
        **{"tables": (0,), "start_year": 2018, **decided},
    )
    return client.get(f"/move-in/{move.pk}/approve/{query}")


def test_outcomes_stand_under_their_target_and_key_priority(client, officer):
    page = page_of(client, officer, YEAR_END)

    assert [
        (section.heading, group.target, [each.outcome for each in group.initiatives])
        for section in page.context["form"].sections()
        for group in section.groups
    ] == [
        ("KP1 Safer", "Raise awareness", ["Tweets were sent.", "Training was given."]),
        ("KP1 Safer", "Fewer thefts", ["Bikes were marked."]),
        ("KP2 Calmer", "Fewer fires", ["Forty alarms were fitted."]),
    ]
    safer, calmer = tables_of(page)
    assert [row[-1] for row in safer[1:]] == [
        "Tweets were sent.",
        "Training was given.",
        "Bikes were marked.",
    ]
    assert safer[1][0] == "Raise awareness"
    assert calmer[1][0] == "Fewer fires"


def test_columns_in_which_nothing_stands_are_left_out(client, officer):
    words = words_of(page_of(client, officer, YEAR_END))

    assert "Target Move in Outcome Raise awareness" in words
    assert "Project or initiative" not in words
    assert "Fund source" not in words


def test_a_column_stays_where_anything_stands_in_it_on_some_page(client, officer):
    rows = [("Action", "Lead", "Timing")]
    rows += [(f"Project {number}", "", "") for number in range(60)]
    rows.append(("The last", "", "Ongoing"))

    words = words_of(page_of(client, officer, tuple(rows)))

    assert "Move in Project or initiative Timing Outcome" in words
    assert "Lead agency" not in words


def test_work_without_a_target_is_listed_one_by_one_under_its_key_priority(client, officer):
    rows = (
        ("Key priority", "Action", "Progress"),
        ("2: Calmer", "Street pastors", "Two shifts."),
        ("", "Taxi marshals", "On Fridays."),
        ("1, 2", "Lights", "Walked."),
    )

    page = page_of(client, officer, rows)

    assert [
        (section.heading, [each.title for group in section.groups for each in group.initiatives])
        for section in page.context["form"].sections()
    ] == [("KP1", ["Lights"]), ("KP2 Calmer", ["Street pastors", "Taxi marshals"])]
    assert "Key priorities" in words_of(page)


def test_what_was_left_out_stays_in_its_place_unticked(client, officer):
    page = page_of(client, officer, YEAR_END, left_out=("0.4",))

    safer, _ = tables_of(page)
    assert "Left out" in safer[2][1]
    assert set(form_of(page)["chosen"]) == {"0.1", "0.2", "0.3"}


def test_a_cell_that_names_no_key_priority_heads_its_work_in_its_own_words(client, officer):
    rows = (
        ("Key priority", "Action", "Progress"),
        ("1: Safer", "Lights", "Walked."),
        ("7", "Street pastors", "Two shifts."),
    )

    page = page_of(client, officer, rows)

    headings = [section.heading for section in page.context["form"].sections()]
    assert headings[0] == "KP1 Safer"
    assert len(headings) == 2
