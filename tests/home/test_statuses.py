"""How many initiatives stand at each status, on everybody's home."""

from datetime import date

import pytest

from scp_tracker.accounts.roles import READER
from scp_tracker.home.progress_picture import WIDTH, in_words, picture_of
from scp_tracker.home.statuses import Tally
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.govuk.tree import Tree
from tests.pages import tables_of, words_of
from tests.people import make_person

pytestmark = pytest.mark.django_db

WORDS = [
    "Not started",
    "On track",
    "At risk",
    "Off track",
    "Complete",
    "Stopped",
    "No status recorded",
    "In all",
]


@pytest.fixture
def reader(client):
    client.force_login(make_person(READER))
    return client


def test_statuses_are_counted_under_their_words_for_each_year(reader):
    for number, status in enumerate(["on_track", "on_track", "complete", ""], start=1):
        record(make_initiative(number=number), "Said.", status=status)
    make_initiative(number=5)
    gone = make_initiative(number=6, removed_on=date(2017, 9, 1), removal_reason="Merged.")
    record(gone, "Said.", status="stopped")
    make_initiative(plan=make_plan(2016))

    years = next(table for table in tables_of(reader.get("/")) if table[0][0] == "Plan year")

    assert years == [
        ["Plan year", *WORDS],
        ["2017-18", "0", "2", "0", "0", "1", "0", "2", "5"],
        ["2016-17", "0", "0", "0", "0", "0", "0", "1", "1"],
    ]


def test_the_plan_in_hand_is_counted_by_key_priority_and_each_initiative_once(reader):
    first, second = make_key_priority(number=1), make_key_priority("Violence", number=2)
    make_key_priority("Nothing under it", number=3)
    record(make_initiative(serves=(second, first)), "Said.", status="at_risk")
    record(make_initiative(under=first, target="Fewer", serves=(second,)), "Said.")
    make_initiative()
    make_initiative(plan=make_plan(2016))

    response = reader.get("/")

    assert "2017-18 by key priority" in words_of(response)
    assert tables_of(response)[0] == [
        ["Key priority", *WORDS],
        ["KP1 To reduce reoffending", "0", "0", "0", "0", "0", "0", "1", "1"],
        ["KP2 Violence", "0", "0", "1", "0", "0", "0", "0", "1"],
        ["No key priority recorded", "0", "0", "0", "0", "0", "0", "1", "1"],
    ]


def test_the_picture_says_in_words_what_it_draws(reader):
    priority = make_key_priority()
    for status in ("on_track", "on_track", "complete"):
        record(make_initiative(serves=(priority,)), "Said.", status=status)

    page = reader.get("/")

    assert "2 on track, 1 complete" in words_of(page)
    assert page.text.count("scp-picture__piece--") == 2
    assert "style=" not in page.text


def test_pieces_stand_side_by_side_to_the_scale_of_the_largest():
    large = Tally("KP1", (1, 2, 0, 0, 0, 0, 3))
    small = Tally("KP2", (0, 0, 0, 3, 0, 0, 0))

    first, second = picture_of([large, small]).bars

    assert [(piece.left, piece.width, piece.status) for piece in first.pieces] == [
        (0, WIDTH // 6, "not_started"),
        (WIDTH // 6, WIDTH // 3, "on_track"),
        (WIDTH // 2, WIDTH // 2, "unsaid"),
    ]
    assert [(piece.left, piece.width) for piece in second.pieces] == [(0, WIDTH // 2)]


def test_a_tally_in_words_leaves_out_what_nothing_stands_at():
    assert in_words(Tally("KP1", (0, 2, 1, 0, 0, 0, 4))) == (
        "2 on track, 1 at risk, 4 no status recorded"
    )


def test_a_plan_with_nothing_in_it_has_no_picture(reader):
    make_plan()

    page = reader.get("/")

    assert page.status_code == 200
    assert "<svg" not in page.text


def test_on_a_phone_each_number_of_a_status_has_its_word_beside_it(reader):
    make_initiative()

    tree = Tree(reader.get("/").content.decode())

    labels = [cell[1]["data-label"] for cell in tree.find("td") if cell[2] in (["0"], ["1"])]
    assert labels == WORDS * 2  # by key priority and by year
