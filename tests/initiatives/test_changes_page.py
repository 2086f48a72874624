from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.views.changes import INITIATIVES_AT_ONCE
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_plan, record
from tests.govuk.tree import Tree, text_of
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

PAGE = "/2017-18/changes/"


@pytest.fixture
def initiative(wait):
    wait(to="2017-09-01 10:00+01:00")
    initiative = make_initiative("Op Lynx", number=5, led_by="Police", timing="May 17")
    record(initiative, "Planned for May.", status="on_track", internal_note="Ring Jo.")
    wait(to="2017-09-20 10:00+01:00")
    return initiative


def page(client, role=CLERK, query="?since=12/9/2017"):
    client.force_login(make_person(role))
    return client.get(PAGE + query)


def test_the_old_stands_above_the_new_with_marked_words(client, initiative):
    record(initiative, "Held in May.", on=date(2017, 9, 12), status="complete")

    words = words_of(page(client))

    assert "Since 12 September 2017" in words
    assert "Op Lynx 2017-18/05 Changed" in words
    assert "Status Before removed: On track Now added: Complete" in words
    assert "Outcome Before removed: Planned for May. Now added: Held in May." in words


def test_what_was_added_and_removed_is_counted(client, initiative):
    record(initiative, "Held in May.", on=date(2017, 9, 12))
    record(make_initiative("Op Mole", number=6), "Begun.", on=date(2017, 9, 13))

    [table] = tables_of(page(client))

    assert table == [
        ["What", "Added", "Changed", "Removed"],
        ["Initiatives", "1", "1", "0"],
        ["Outcomes", "1", "1", "0"],
    ]


def test_a_new_initiative_says_that_there_was_nothing_before(client, initiative):
    make_initiative("Op Mole", number=6, led_by="Police")

    assert "Op Mole 2017-18/06 Added" in (words := words_of(page(client)))
    assert "Lead agency Before Nothing Now added: Police" in words


def test_nothing_is_said_in_words(client, initiative):
    words = words_of(page(client))

    assert "Nothing in this plan was added, changed or removed." in words


def test_blank_means_the_last_thirty_days(client, initiative):
    day = timezone.localdate() - timedelta(days=30)

    assert f"Since {day:%-d %B %Y}" in words_of(page(client, query=""))
    assert "Op Lynx 2017-18/05 Added" in words_of(page(client, query="?since="))


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ("never", "Write the date as day, month and year"),
        ("21/9/2017", "The date is in the future."),
        ("1/1/0001", "Give a year from 1900 to 2199."),
        ("31/2/2017", "There is no 31 February 2017. Check the day and the month."),
    ],
)
def test_a_day_that_is_none_is_asked_for_again(client, initiative, asked, error):
    response = page(client, query=f"?since={asked}")

    assert response.status_code == 400
    assert error in words_of(response)
    assert asked in response.content.decode()


def test_the_earliest_day_there_is_shows_all_as_added(client, initiative):
    assert "Op Lynx 2017-18/05 Added" in words_of(page(client, query="?since=1900-01-01"))


@pytest.mark.parametrize("role", [CLERK, OFFICER, PARTNER])
def test_internal_notes_never_stand_on_it(client, initiative, role):
    record(initiative, "Held.", on=date(2017, 9, 12), internal_note="Ring the county.")
    person = make_person(role, agencies=[make_agency("Police")])
    client.force_login(person)

    words = words_of(client.get(f"{PAGE}?since=2017-09-12"))

    assert "Held." in words
    assert "Ring" not in words


def test_a_removed_initiative_is_told_to_those_who_may_see_it_alone(client, initiative):
    initiative.removed_on, initiative.removal_reason = date(2017, 9, 15), "Merged."
    initiative.save()

    officers, clerks = words_of(page(client, OFFICER)), words_of(page(client, CLERK))

    assert "Op Lynx 2017-18/05 Removed on 15 September 2017" in officers
    assert "Op Lynx" not in clerks


def test_what_was_written_is_never_markup(client, initiative):
    record(initiative, "<img src=x onerror=alert(1)>", on=date(2017, 9, 12))

    html = page(client).content.decode()

    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert "<img" not in html


def test_many_changes_come_in_pages_that_keep_the_day(client, initiative):
    for number in range(10, 10 + INITIATIVES_AT_ONCE + 2):
        make_initiative(f"Project {number}", number=number)

    first = page(client, query="?since=2017-09-12")
    [on] = Tree(first.content.decode()).find("a", rel="next")
    second = client.get(PAGE + on[1]["href"].split("#")[0])

    assert "Initiatives 1 to 50 of 52." in words_of(first)
    assert text_of(on) == "Next initiatives"
    assert "Since 12 September 2017" in words_of(second)
    assert "Project 61 2017-18/61 Added" in words_of(second)
    assert "Project 10" not in words_of(second)
    assert tables_of(second)[0][1] == ["Initiatives", "52", "0", "0"]


@pytest.mark.parametrize(("role", "status"), [("", 403), (READER, 403), (PARTNER, 200)])
def test_only_readers_of_the_plan_see_it(client, role, status):
    make_plan()

    assert page(client, role).status_code == status


def test_the_plan_leads_to_it(client, initiative):
    client.force_login(make_person(CLERK))

    assert f'href="{PAGE}"' in client.get("/2017-18/").content.decode()
