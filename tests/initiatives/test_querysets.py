from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from initiatives.models import Initiative
from scp_tracker.accounts.roles import ADMINISTRATOR, CLERK, OFFICER, PARTNER, READER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.people import make_person

pytestmark = pytest.mark.django_db

JULY, AUGUST, SEPTEMBER = date(2017, 7, 14), date(2017, 8, 30), date(2017, 9, 12)


@pytest.fixture
def plans():
    """One initiative of each sort, titled for what it is to the police."""
    closed = make_plan(2016, closed_on=date(2017, 4, 30))
    make_initiative("closed", plan=closed, led_by="Police")
    make_initiative("own", led_by="Police")
    make_initiative("joint", led_by="CBC / Police")
    make_initiative("another's", led_by="CBC")
    make_initiative("nobody's")
    make_initiative(
        "removed", led_by="Police", removed_on=date(2017, 9, 1), removal_reason="Merged."
    )


def titles(queryset):
    return sorted(queryset.values_list("title", flat=True))


EVERYTHING = ["another's", "closed", "joint", "nobody's", "own", "removed"]
IN_FORCE = ["another's", "closed", "joint", "nobody's", "own"]


@pytest.mark.parametrize(
    ("role", "agencies", "visible", "answerable", "with_notes"),
    [
        ("", [], [], [], []),
        (READER, [], [], [], []),
        (PARTNER, [], IN_FORCE, [], []),
        (PARTNER, ["Police"], IN_FORCE, ["joint", "own"], ["closed", "joint", "own", "removed"]),
        (PARTNER, ["CBC"], IN_FORCE, ["another's", "joint"], ["another's", "joint"]),
        (
            PARTNER,
            ["CBC", "Police"],
            IN_FORCE,
            ["another's", "joint", "own"],
            ["another's", "closed", "joint", "own", "removed"],
        ),
        (CLERK, [], IN_FORCE, [], []),
        (OFFICER, [], EVERYTHING, IN_FORCE, EVERYTHING),
        (ADMINISTRATOR, [], EVERYTHING, IN_FORCE, EVERYTHING),
    ],
    ids=[
        "no role",
        "reader",
        "partner of no agency",
        "police",
        "council",
        "member of two",
        "clerk",
        "officer",
        "administrator",
    ],
)
def test_which_initiatives_a_role_reaches(plans, role, agencies, visible, answerable, with_notes):
    person = make_person(role, agencies=[make_agency(name) for name in agencies])

    assert titles(Initiative.objects.visible_to(person)) == visible
    assert titles(Initiative.objects.answerable_by(person)) == answerable
    assert titles(Initiative.objects.with_notes_for(person)) == with_notes


def test_nobody_signed_in_reaches_nothing(plans):
    nobody = AnonymousUser()

    assert not Initiative.objects.visible_to(nobody)
    assert not Initiative.objects.answerable_by(nobody)
    assert not Initiative.objects.with_notes_for(nobody)


def test_somebody_who_may_no_longer_sign_in_sees_nothing(plans):
    person = make_person(OFFICER)
    person.is_active = False

    assert not Initiative.objects.visible_to(person)
    assert not Initiative.objects.answerable_by(person)


def test_a_joint_initiative_is_listed_once_for_a_member_of_both_its_leads(plans):
    both = make_person(PARTNER, agencies=[make_agency("Police"), make_agency("CBC")])

    assert titles(Initiative.objects.answerable_by(both)).count("joint") == 1


def test_an_initiative_serves_a_priority_through_its_target_or_a_link():
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    make_initiative("through its target", under=first, target="Reduce fear")
    make_initiative("through a link", serves=(second, first))
    make_initiative("both ways", under=first, target="Reduce fear", serves=(first,))
    make_initiative("neither")

    assert titles(Initiative.objects.serving(first)) == [
        "both ways",
        "through a link",
        "through its target",
    ]
    assert titles(Initiative.objects.serving(second)) == ["through a link"]


def test_the_outcome_is_the_newest_by_the_day_it_speaks_for_then_by_number():
    initiative = make_initiative()

    def outcome(as_of):
        return Initiative.objects.with_outcome(as_of=as_of).get().outcome

    record(initiative, "August.", on=AUGUST)
    record(initiative, "July, told late.", on=JULY)
    assert outcome(SEPTEMBER) == outcome(AUGUST) == "August."
    assert outcome(date(2017, 8, 29)) == "July, told late."
    assert outcome(date(2017, 7, 13)) == ""

    record(initiative, "August, put right.", on=AUGUST)
    assert outcome(SEPTEMBER) == outcome(AUGUST) == "August, put right."


def test_the_status_is_the_newest_one_said():
    initiative = make_initiative()
    record(initiative, "Booked.", on=JULY, status="on_track")
    record(initiative, "Venue lost.", on=AUGUST, status="at_risk", status_reason="No venue.")
    record(initiative, "Still looking.", on=SEPTEMBER)

    def status(as_of):
        return Initiative.objects.with_status(as_of=as_of).get().status

    assert status(SEPTEMBER) == "at_risk"
    assert status(date(2017, 8, 29)) == "on_track"
    assert status(date(2017, 7, 13)) == ""


def test_the_last_report_is_the_day_of_the_newest_outcome():
    initiative = make_initiative()
    record(initiative, "Booked.", on=JULY)
    record(initiative, "Done.", on=SEPTEMBER)

    def reported_on(as_of):
        return Initiative.objects.with_last_report(as_of=as_of).get().reported_on

    assert (reported_on(SEPTEMBER), reported_on(AUGUST)) == (SEPTEMBER, JULY)
    assert reported_on(date(2017, 7, 13)) is None
