import pytest

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import Initiative
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_initiative, make_key_priority, make_move, make_plan, record
from tests.pages import form_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

LONG = "Forty smoke alarms were fitted in the homes of older people by the fire service"


@pytest.fixture
def officer(client):
    person = make_person(OFFICER)
    client.force_login(person)
    return person


@pytest.fixture
def priority():
    return make_key_priority(number=1, title="Safer")


def address(officer, *rows, headings=("Key priority", "Target", "Outcome"), **decided):
    table = FileTable("Table 1", (headings, *rows))
    decided = {"tables": (0,), "start_year": 2017, **decided}
    move = make_move(by=officer, read=FileRead((table,)), **decided)
    return f"/move-in/{move.pk}/approve/"


def same(client, place):
    found = client.get(place).context["form"].there_already
    return [(each.row.place, there.number) for each, there in found]


@pytest.mark.parametrize(
    ("outcome", "looks_the_same"),
    [
        (LONG, True),
        (f"{LONG.upper()}.", True),
        (f"{LONG}, and in April ten more.", True),
        (f"In May 2017 {LONG}", True),
        ("Something else was done.", False),
        ("", False),
    ],
)
def test_a_row_looks_the_same_by_its_target_and_nearly_its_outcome(
    client, officer, priority, outcome, looks_the_same
):
    record(make_initiative("", number=1, under=priority, target="Fewer fires"), LONG)

    place = address(officer, ("1: Safer", "Fewer Fires.", outcome))

    assert same(client, place) == ([("Table 1, row 2", 1)] if looks_the_same else [])


def test_the_same_outcome_under_another_target_is_another(client, officer, priority):
    record(make_initiative("", number=1, under=priority, target="Fewer fires"), LONG)

    assert same(client, address(officer, ("1: Safer", "Fewer thefts", LONG))) == []


@pytest.mark.parametrize(
    ("stands", "paper", "looks_the_same"),
    [("", "", True), ("", LONG, True), (LONG, "", True), (LONG, "Another one.", False)],
)
def test_a_title_looks_the_same_unless_two_outcomes_differ(
    client, officer, priority, stands, paper, looks_the_same
):
    initiative = make_initiative("J9", number=1, under=priority)
    if stands:
        record(initiative, stands)

    place = address(officer, ("J9", "CBC", paper), headings=("Action", "Lead", "Progress"))

    assert bool(same(client, place)) is looks_the_same


def test_what_was_removed_stands_in_nobodys_way(client, officer, priority):
    initiative = make_initiative("J9", number=1, under=priority)
    Initiative.objects.filter(pk=initiative.pk).update(
        removed_on="2017-09-01", removal_reason="Called off."
    )

    page = client.get(address(officer, ("J9", "Done."), headings=("Action", "Progress")))

    assert "after" not in page.context["form"].fields
    assert "added after number 1" in words_of(page)


def test_it_is_moved_into_a_year_with_initiatives_only_with_a_tick(client, officer, priority):
    record(make_initiative("", number=1, under=priority, target="Fewer fires"), LONG)
    place = address(officer, ("1: Safer", "Fewer fires", LONG), ("", "Fewer thefts", "New."))

    page = client.get(place)
    words = words_of(page)
    assert "2017-18 has 1 initiative already. 1 of the 2 that you are moving in looks" in words
    assert 'href="/2017-18/initiatives/1/"' in page.text
    refused = client.post(place, form_of(page) | {"move": "yes"})
    assert "Tick that they are to be added after number 1" in refused.text
    assert 'href="#id_after' in refused.text
    assert Initiative.objects.count() == 1

    taken = client.post(place, form_of(page) | {"move": "yes", "after": "2017-1"})

    assert taken["Location"] == "/2017-18/"
    assert [each.number for each in Initiative.objects.order_by("number")] == [1, 2, 3]


def test_a_tick_for_fewer_than_there_are_by_now_is_none(client, officer, priority):
    make_initiative("J9", number=1, under=priority)
    place = address(officer, ("1: Safer", "Fewer fires", LONG))
    said = form_of(client.get(place)) | {"move": "yes", "after": "2017-1"}
    make_initiative("White ribbon", number=2, under=priority)

    refused = client.post(place, said)

    assert "The plan year has more initiatives by now." in refused.text
    assert Initiative.objects.count() == 2


@pytest.mark.parametrize("year", ["2016-17", "2018-19"])
def test_another_year_or_a_new_one_asks_for_no_tick(client, officer, priority, year):
    make_plan(2016)
    make_initiative("J9", number=1, under=priority)
    place = address(officer, ("1: Safer", "Fewer fires", LONG), start_year=int(year[:4]))

    page = client.get(place)

    assert 'id="already"' not in page.text
    assert client.post(place, form_of(page) | {"move": "yes"})["Location"] == f"/{year}/"
