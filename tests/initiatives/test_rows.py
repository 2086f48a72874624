from datetime import date

import pytest

from initiatives.models import FrameworkLink, Initiative, Lead
from initiatives.rows import initiative_rows
from priorities.models import Framework
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.large_plans import make_large_plan

pytestmark = pytest.mark.django_db

AUGUST, SEPTEMBER = date(2017, 8, 30), date(2017, 9, 12)


def rows(initiatives=None, *, as_of=SEPTEMBER):
    return initiative_rows(
        Initiative.objects.all() if initiatives is None else initiatives, as_of=as_of
    )


def test_a_row_holds_what_its_plan_prints():
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    initiative = make_initiative(
        "Cuckooing awareness",
        number=15,
        led_by="SCP / CBC",
        funded_by="SCP / PCC",
        timing="Start Sept 17",
        serves=(second, first),
    )
    record(initiative, "Trainer booked.", status="on_track", on=AUGUST)

    [row] = rows()

    assert (row.reference, row.address) == ("2017-18/15", "/2017-18/initiatives/15/")
    assert (row.title, row.label) == ("Cuckooing awareness", "Cuckooing awareness")
    assert (row.led_by, row.funded_by) == ("SCP / CBC", "SCP / PCC")
    assert (row.timing, row.timing_kind) == ("Start Sept 17", "open_start")
    assert row.priority_numbers == "2, 1"
    assert row.served_priority_ids == {first.pk, second.pk}
    assert (row.outcome, row.reported_on) == ("Trainer booked.", AUGUST)
    assert row.status == "on_track"


def test_blank_stays_blank():
    make_initiative("DRIVE project")

    [row] = rows()

    assert (row.led_by, row.funded_by, row.timing, row.outcome) == ("", "", "", "")
    assert (row.priority_numbers, row.framework_numbers(1), row.target_text) == ("", "", "")
    assert (row.reported_on, row.target_id, row.served_priority_ids) == (None, None, set())
    assert row.status == ""


def test_a_row_serves_the_priority_of_its_target():
    priority = make_key_priority()
    initiative = make_initiative("", under=priority, target="Reduce fear")

    [row] = rows()

    assert (row.target_id, row.target_text) == (initiative.target_id, "Reduce fear")
    assert row.served_priority_ids == {priority.pk}
    assert row.label == "Reduce fear"


def test_another_form_of_a_name_prints_with_its_join():
    initiative = make_initiative(led_by="CBC")
    Lead.objects.create(
        initiative=initiative,
        agency=make_agency("Police"),
        position=2,
        printed_as="Essex Police",
        joined_by=" & ",
    )

    [row] = rows()

    assert row.led_by == initiative.led_by == "CBC & Essex Police"


def test_priorities_of_each_framework_print_apart_in_their_order():
    initiative = make_initiative()
    links = []
    for short_name, numbers in (("Police and Crime Plan", (5, 2)), ("Plan on a Page", (10,))):
        framework = Framework.objects.create(name=short_name, short_name=short_name)
        links += [framework.priorities.create(number=number, text="x") for number in numbers]
    for position, priority in enumerate(links, start=1):
        FrameworkLink.objects.create(
            initiative=initiative, framework_priority=priority, position=position
        )

    [row] = rows()

    assert row.framework_numbers(links[0].framework_id) == "5, 2"
    assert row.framework_numbers(links[2].framework_id) == "10"


def test_rows_stand_in_printed_order_and_only_those_asked_for():
    for number in (2, 10, 1):
        make_initiative(f"Project {number}", number=number, led_by="CBC")
    make_initiative("Last year's", number=3, plan=make_plan(2016), led_by="CBH")
    this_year = Initiative.objects.filter(plan__start_year=2017)

    assert [row.number for row in rows(this_year)] == [1, 2, 10]
    assert [row.led_by for row in rows(this_year.filter(number=10))] == ["CBC"]


def test_a_row_goes_back_to_what_had_been_said():
    initiative = make_initiative()
    record(initiative, "Booked.", on=date(2017, 7, 14), status="on_track")
    record(initiative, "Done.", on=SEPTEMBER, status="complete")

    [now], [then], [before] = rows(), rows(as_of=AUGUST), rows(as_of=date(2017, 7, 13))

    assert (now.outcome, now.status) == ("Done.", "complete")
    assert (then.outcome, then.status) == ("Booked.", "on_track")
    assert (before.outcome, before.status) == ("", "")


@pytest.mark.parametrize("count", [10, 300])
def test_two_statements_however_many_rows(django_assert_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_num_queries(2):
        read = rows(Initiative.objects.filter(plan=plan))

    assert len(read) == count
    assert {row.led_by for row in read} == {"Police / CBC", "CBC / Police"}
    assert all(row.funded_by == "SCP / PCC" and row.outcome for row in read)
