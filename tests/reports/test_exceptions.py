from datetime import date, timedelta

import pytest
from django.utils import timezone

from initiatives.models import Initiative
from priorities.models import PartnershipPlan
from reports import exceptions
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.large_plans import make_large_plan
from tests.pages import tables_of, words_of
from tests.people import make_person, make_reader_of_reports

pytestmark = pytest.mark.django_db

AUGUST = date(2017, 8, 30)
AUTUMN = date(2017, 10, 2)


def built(*, as_of=AUTUMN, plan=None):
    return exceptions.build(plan or make_plan(), as_of=as_of)


def lists(report):
    """The names under each heading; without the counts."""
    return {
        table.heading: [
            row.cells[0].split(" ", 1)[1] for group in table.groups for row in group.rows
        ]
        for table in report.tables
        if table.heading
    }


def counts(report):
    [table] = [table for table in report.tables if not table.heading]
    return {row.cells[0]: row.cells[1] for row in table.groups[0].rows}


def whole(title, **said):
    """An initiative that lacks nothing."""
    said = {"led_by": "CBC", "funded_by": "SCP", "timing": "Mar 18"} | said
    return make_initiative(title, serves=(make_key_priority(number=len(title)),), **said)


def test_each_kind_of_exception_is_a_table_in_order_of_urgency():
    for title, timing, status, on in [
        ("A", "June 17", "on_track", AUGUST),
        ("Bb", "Mar 18", "off_track", AUGUST),
        ("Ccc", "Mar 18", "at_risk", AUGUST),
        ("Dddd", "Ongoing", "on_track", date(2017, 6, 1)),
        ("Eeeee", "Mar 18", "on_track", AUGUST),
        ("Ffffff", "June 17", "complete", date(2017, 6, 1)),
    ]:
        record(whole(title, timing=timing), "Begun.", status=status, on=on)
    make_initiative("Ggggggg")

    found = lists(built())

    assert found == {
        "Late": ["A"],
        "Off track": ["Bb"],
        "At risk": ["Ccc"],
        "Stale": ["Ggggggg", "Dddd"],
        "No lead agency": ["Ggggggg"],
        "No outcome": ["Ggggggg"],
        "No timing": ["Ggggggg"],
        "No key priority": ["Ggggggg"],
        "No fund source": ["Ggggggg"],
    }
    assert list(found) == [kind.name for kind in exceptions.KINDS if kind.name in found]


def test_a_past_year_says_what_was_not_finished():
    record(whole("Left"), "Begun.", status="on_track")
    record(whole("Finished"), "Done.", status="complete")

    found = lists(built(as_of=date(2018, 4, 1)))

    assert found["Not finished at year end"] == ["Left"]
    assert "Late" not in found


def test_the_longest_late_and_the_longest_silent_come_first():
    for title, timing, on in [
        ("Younger", "July 17", date(2017, 7, 2)),
        ("Oldest", "May 17", date(2017, 5, 2)),
        ("Old", "June 17", date(2017, 6, 2)),
    ]:
        record(whole(title, timing=timing), "Begun.", on=on)

    found = lists(built())

    assert found["Late"] == found["Stale"] == ["Oldest", "Old", "Younger"]


def test_a_row_says_who_when_how_it_stands_and_how_its_outcome_begins():
    late = whole("J9", number=5, timing="Mar 17 – July 17")
    record(late, "• " + "word " * 40, status="at_risk", status_reason="No money.")

    [row] = [row for row in built().data_rows if row[1] == "Late"]

    begins = " ".join(["word"] * 30) + " …"
    assert row == (
        "2017-18/05", "Late", "2017-18/05 J9", "CBC", "Mar 17 – July 17", "At risk",
        "30 August 2017", begins,
    )  # fmt: skip


def test_what_was_never_said_is_said_in_words():
    make_initiative("J9")

    row = next(row for row in built().data_rows if row[1] == "No outcome")

    assert row[3:] == ("", "", "No status recorded", "Not yet", "")


def test_na_tbc_and_ongoing_are_no_gaps():
    for title, timing in [("Purple Flag", "TBC"), ("J9", "Ongoing")]:
        record(whole(title, timing=timing, funded_by="N/A"), "Begun.")

    assert not lists(built())


def test_a_target_counts_as_a_key_priority():
    record(
        make_initiative("J9", under=make_key_priority(), target="Raise awareness", led_by="CBC"),
        ".",
    )

    assert "No key priority" not in lists(built())


def test_a_kind_without_any_says_none_and_what_there_is_is_counted():
    record(whole("J9"), "Begun.")
    make_initiative("Mercury", led_by="CBC", timing="June 17")

    report = built()

    assert counts(report)["Late"] == "1"
    assert counts(report)["At risk"] == "None"
    assert list(counts(report)) == [kind.name for kind in exceptions.KINDS]
    assert report.sections[0].body == (
        "Of 2 initiatives 1 is listed below, under each exception that holds."
    )


def test_a_plan_without_exceptions_and_one_without_initiatives_say_so():
    empty = built()
    record(whole("J9"), "Begun.")
    good = built()

    assert empty.sections[0].body == "This plan has no initiatives yet."
    assert good.sections[0].body == "None of the plan’s 1 initiative is listed."
    assert len(empty.sections) == len(good.sections) == 1


def test_it_goes_back_to_an_earlier_day():
    initiative = whole("J9", timing="Ongoing")
    record(initiative, "Begun.", status="off_track", on=date(2017, 8, 1))
    record(initiative, "Mended.", status="on_track", on=AUGUST)

    assert "Off track" not in lists(built())
    assert lists(built(as_of=date(2017, 8, 2)))["Off track"] == ["J9"]
    assert lists(built(as_of=date(2017, 5, 31)))["Stale"] == ["J9"]


def test_removed_initiatives_other_years_notes_and_reasons_are_not_in_it():
    make_initiative("Gone", removed_on=AUGUST, removal_reason="Merged.")
    make_initiative("Older", plan=make_plan(2016))
    shown = make_initiative("J9")
    record(
        shown, "Begun.", internal_note="Neighbour.", status="at_risk", status_reason="Son is ill."
    )

    said = repr(built())

    for kept_back in ("Gone", "Merged", "Older", "Neighbour", "Son is ill"):
        assert kept_back not in said


def test_each_row_and_each_number_leads_to_the_plan_for_those_who_may_read_it(client):
    make_initiative("J9", number=5)
    page = "/2017-18/reports/exceptions/"

    client.force_login(make_person(CLERK))
    for_clerk = client.get(page).text
    on_a_day = client.get(f"{page}?as_of=2017-10-02").text
    client.force_login(make_reader_of_reports())
    for_reader = client.get(page)

    assert 'href="/2017-18/initiatives/5/"' in for_clerk
    for asked in ("concern=stale", "agency=none", "timing=none", "priority=none", "fund=none"):
        assert f'href="/2017-18/?{asked}"' in for_clerk
        assert f"/2017-18/?{asked}" not in on_a_day  # the plan's page is of today
    assert "/2017-18/initiatives/5/" not in for_reader.text
    assert "2017-18/05 J9" in words_of(for_reader)


def test_the_numbers_are_those_of_the_plans_own_page(client, seed_plans):
    client.force_login(make_person(CLERK))
    plan = PartnershipPlan.objects.get(start_year=2017)
    report = built(as_of=timezone.localdate(), plan=plan)
    [numbers] = [table for table in report.tables if not table.heading]

    leading = [row for row in numbers.groups[0].rows if row.addresses[1]]

    assert leading
    for row in leading:
        shown = tables_of(client.get(row.addresses[1]))
        assert sum(len(table) - 1 for table in shown) == int(row.cells[1]), row


def test_the_2017_18_plan_has_the_gaps_the_pack_left(seed_plans):
    found = counts(built(plan=PartnershipPlan.objects.get(start_year=2017)))

    assert found["No key priority"] == "30"
    assert found["No timing"] == "4"
    assert found["No outcome"] == str(
        Initiative.objects.filter(plan__start_year=2017, updates=None, removed_on=None).count()
        or "None"
    )


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(4):
        built(plan=plan, as_of=AUGUST + timedelta(days=90))
