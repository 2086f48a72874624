from datetime import date

import pytest

from initiatives.models import Initiative
from initiatives.workbook.standing import Standing, standing, stood
from tests.builders import make_initiative, make_plan, record

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """An initiative whose third update speaks for an earlier day than its second."""
    initiative = make_initiative()
    record(initiative, "Planned.", on=date(2017, 6, 1), status="on_track", internal_note="Ask Jo.")
    said = {"status": "at_risk", "status_reason": "No trainer."}
    record(initiative, "Delayed.", on=date(2017, 9, 1), **said)
    record(initiative, "Booked.", on=date(2017, 7, 1), status="complete", internal_note="Paid.")
    record(initiative, "Held.", on=date(2017, 10, 1), internal_note="Ask Sam.")
    return initiative


def test_what_stands_is_what_prints_and_the_newest_status_said(told):
    assert standing(Initiative.objects.all()) == {
        told.pk: Standing(4, "Held.", "at_risk", "No trainer.", "Ask Sam.")
    }


@pytest.mark.parametrize(
    ("follows", "then"),
    [
        (0, Standing()),
        (1, Standing(1, "Planned.", "on_track", "", "Ask Jo.")),
        (2, Standing(2, "Delayed.", "at_risk", "No trainer.")),
        (3, Standing(3, "Delayed.", "at_risk", "No trainer.")),
        (4, Standing(4, "Held.", "at_risk", "No trainer.", "Ask Sam.")),
        (9, Standing(9, "Held.", "at_risk", "No trainer.", "Ask Sam.")),
    ],
)
def test_what_stood_is_what_printed_before_anything_later_was_recorded(told, follows, then):
    assert stood(Initiative.objects.all(), {told.pk: follows}) == {told.pk: then}


def test_a_status_never_said_is_blank():
    initiative = make_initiative()
    record(initiative, "Held.")

    assert standing(Initiative.objects.all())[initiative.pk] == Standing(1, "Held.")
    assert stood(Initiative.objects.all(), {initiative.pk: 1})[initiative.pk].status == ""


def test_an_initiative_nothing_was_said_of_stands_blank():
    initiative = make_initiative()

    assert standing(Initiative.objects.all()) == {initiative.pk: Standing()}


def test_only_the_initiatives_asked_for_stand(told):
    elsewhere = make_initiative("J9", plan=make_plan(2016))
    record(elsewhere, "Delivered.")
    asked = Initiative.objects.filter(plan__start_year=2017)

    assert standing(asked).keys() == {told.pk}
    assert stood(asked, {told.pk: 1, elsewhere.pk: 1}).keys() == {told.pk}
    assert stood(asked, {}) == {}


def test_what_stands_and_stood_takes_as_many_statements_for_many(django_assert_num_queries):
    for _ in range(20):
        record(make_initiative(), "Held.", status="on_track")
    follows = dict.fromkeys(Initiative.objects.values_list("pk", flat=True), 1)

    with django_assert_num_queries(1):
        assert len(standing(Initiative.objects.all())) == 20
    with django_assert_num_queries(3):
        assert len(stood(Initiative.objects.all(), follows)) == 20


def test_the_words_alone_go_by_the_names_of_an_update():
    assert Standing(3, "Held.").said == {
        "text": "Held.",
        "status": "",
        "status_reason": "",
        "internal_note": "",
    }
