"""What is otherwise in a plan than it was before a day began."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from initiatives.changes import Fate, changes_since
from initiatives.forms import InitiativeForm
from initiatives.models import Initiative
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record

pytestmark = pytest.mark.django_db

DAY = date(2017, 9, 12)


@pytest.fixture
def before(wait):
    """Everything until then happened before the day."""
    wait(to="2017-09-11 23:59+01:00")
    return lambda: wait(to="2017-09-12 00:00+01:00")


def found(plan=None, *, as_of=None):
    initiatives = Initiative.objects.filter(plan=plan or make_plan())
    return changes_since(initiatives, since=DAY, as_of=as_of or timezone.localdate())


def told(plan=None):
    return [
        (change.initiative.title, change.fate, [tuple(each) for each in change.differences])
        for change in found(plan).changes
    ]


def counts():
    return [(name, [number for _, number in numbers]) for name, numbers in found().counts]


def edit(initiative, **typed):
    """Save the initiative's own form with that in its boxes."""
    initiative = Initiative.objects.get(pk=initiative.pk)
    unbound = InitiativeForm(instance=initiative)
    data = {
        name: value for name in unbound.fields if (value := unbound[name].value()) not in (None, "")
    }
    form = InitiativeForm(data | {"end_reason": "Late."} | typed, instance=initiative)
    assert form.is_valid(), form.errors
    assert form.save_unless_out_of_date()


def test_nothing_changed_is_nothing_told(before):
    make_initiative("Op Lynx", led_by="Police", funded_by="SCP", timing="May 17")

    before()

    assert told() == []
    assert counts() == [("Initiatives", [0, 0, 0]), ("Outcomes", [0, 0, 0])]


def test_what_the_plan_says_of_an_initiative_is_compared_with_what_it_said(before):
    first = make_key_priority(number=1)
    second = make_key_priority("To cut theft", number=2)
    initiative = make_initiative(
        "Op Lynx", led_by="Police / CBC", funded_by="SCP", timing="May 17", serves=(first,)
    )
    make_initiative("Unchanged", led_by="Police")
    make_agency("CBH")

    before()
    edit(
        initiative,
        title="Op Lynx 2",
        lead_names="CBH / Police",
        fund_names="",
        timing="June 17",
        serves=[first.pk, second.pk],
    )

    assert told() == [
        (
            "Op Lynx 2",
            Fate.CHANGED,
            [
                ("Project or initiative", "Op Lynx", "Op Lynx 2"),
                ("Lead agency", "Police / CBC", "CBH / Police"),
                ("Fund source", "SCP", ""),
                ("Timing", "May 17", "June 17"),
                ("Key priorities", f"{first}", f"{first}\nKP2 To cut theft"),
            ],
        )
    ]


def test_targets_are_compared_by_their_words(before):
    priority = make_key_priority()
    one = make_initiative("Op Lynx", under=priority, target="Fewer thefts")
    other = make_initiative("Op Mole", under=priority, target="Safer streets")

    before()
    edit(one, target=other.target_id)

    assert told() == [("Op Lynx", Fate.CHANGED, [("Target", "Fewer thefts", "Safer streets")])]


def test_outcomes_and_statuses_are_compared_by_when_they_were_recorded(before):
    old = make_initiative("Op Lynx")
    record(old, "Planned.", on=date(2017, 9, 1), status="on_track")
    silent = make_initiative("Op Mole")

    before()
    record(old, "Held.", on=date(2017, 9, 11), status="complete", internal_note="Ring Jo.")
    record(silent, "Begun.", on=date(2017, 9, 11))

    assert told() == [
        (
            "Op Lynx",
            Fate.CHANGED,
            [("Status", "On track", "Complete"), ("Outcome", "Planned.", "Held.")],
        ),
        ("Op Mole", Fate.CHANGED, [("Outcome", "", "Begun.")]),
    ]
    assert counts() == [("Initiatives", [0, 2, 0]), ("Outcomes", [1, 1, 0])]


def test_an_outcome_that_speaks_for_an_earlier_day_changes_nothing_that_prints(before):
    initiative = make_initiative("Op Lynx")
    record(initiative, "Held.", on=date(2017, 9, 1))

    before()
    record(initiative, "Planned.", on=date(2017, 8, 1))

    assert told() == []


def test_a_new_initiative_is_added_with_all_that_is_said_of_it(before):
    before()
    initiative = make_initiative("Op Lynx", led_by="Police", timing="May 17")
    record(initiative, "Begun.", on=date(2017, 9, 12))

    assert told() == [
        (
            "Op Lynx",
            Fate.ADDED,
            [
                ("Project or initiative", "", "Op Lynx"),
                ("Lead agency", "", "Police"),
                ("Timing", "", "May 17"),
                ("Outcome", "", "Begun."),
            ],
        )
    ]
    assert counts() == [("Initiatives", [1, 0, 0]), ("Outcomes", [1, 0, 0])]


def removed(initiative, on=None, reason=""):
    initiative.removed_on, initiative.removal_reason = on, reason
    initiative.save()


def test_a_removed_initiative_is_told_without_its_words(before):
    initiative = make_initiative("Op Lynx", led_by="Police")
    record(initiative, "Held.")

    before()
    record(initiative, "Held again.")
    removed(initiative, date(2017, 9, 13), "Merged.")

    assert told() == [("Op Lynx", Fate.REMOVED, [])]
    assert counts() == [("Initiatives", [0, 0, 1]), ("Outcomes", [0, 0, 0])]


def test_an_initiative_put_back_is_added_and_one_that_came_and_went_is_not_told(before):
    gone = make_initiative("Op Lynx")
    removed(gone, date(2017, 9, 1), "Merged.")

    before()
    removed(gone)
    removed(make_initiative("Op Mole"), date(2017, 9, 13), "A mistake.")

    assert [(title, fate) for title, fate, _ in told()] == [("Op Lynx", Fate.ADDED)]


def test_what_changed_and_changed_back_is_as_it_was(before):
    initiative = make_initiative("Op Lynx", led_by="Police / CBC", timing="May 17")

    before()
    edit(initiative, timing="June 17", lead_names="CBC")
    edit(initiative, timing="May 17", lead_names="Police / CBC")

    assert told() == []


def test_an_initiative_is_known_by_itself_when_its_number_changes(before):
    initiative = make_initiative("Op Lynx", number=5)

    before()
    initiative.number = 6
    initiative.save()
    make_initiative("Op Mole", number=5)

    assert [(title, fate) for title, fate, _ in told()] == [("Op Mole", Fate.ADDED)]


def test_an_agency_under_a_new_name_is_still_the_same_lead(before):
    make_initiative("Op Lynx", led_by="Police")

    before()
    police = make_agency("Police")
    police.short_name = police.name = "Essex Police"
    police.save()

    assert told() == []


def test_an_agency_that_is_no_longer_kept_is_said_to_be_so(before):
    initiative = make_initiative("Op Lynx", led_by="Police")
    make_agency("CBC")

    before()
    edit(initiative, lead_names="CBC")
    make_agency("Police").delete()

    [(_, _, [lead])] = told()
    assert lead == ("Lead agency", "(no longer kept)", "CBC")


def test_other_years_are_no_part_of_it(before):
    before()
    make_initiative("Op Lynx", plan=make_plan(2016))

    assert told() == []


def test_the_day_begins_at_midnight_in_london(before):
    initiative = make_initiative("Op Lynx")
    at = datetime(2017, 9, 11, 22, 59, tzinfo=UTC)
    record(initiative, "On the eve.", on=date(2017, 9, 11), recorded_at=at)

    assert told() == []

    at = datetime(2017, 9, 11, 23, 0, tzinfo=UTC)
    record(initiative, "On the day.", on=date(2017, 9, 11), recorded_at=at)

    assert told() == [("Op Lynx", Fate.CHANGED, [("Outcome", "On the eve.", "On the day.")])]
