import json
from datetime import date
from pathlib import Path

import pytest

from priorities.models import KeyPriority, PaperParticulars, PartnershipPlan, Target
from reports import year_end
from reports.document import Row
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.large_plans import make_large_plan

pytestmark = pytest.mark.django_db

PACK = json.loads(
    (Path(__file__).parent.parent / "pack" / "year_end_2016_17.json").read_text(encoding="utf-8")
)
YEAR_END = date(2018, 3, 31)
AUGUST, JULY = date(2017, 8, 30), date(2017, 7, 14)


def groups(section):
    """Each group as its heading and its rows."""
    return [(group.heading, [row.cells for row in group.rows]) for group in section.groups]


def test_a_target_heads_every_initiative_that_serves_it():
    priority = make_key_priority(number=1)
    target = "Raise awareness of domestic abuse"
    j9 = make_initiative("J9", under=priority, target=target, led_by="CBC")
    ribbon = make_initiative("White ribbon", under=priority, target=target, led_by="CARA / CBC")
    record(j9, "Training delivered in March.")
    record(ribbon, "Every attendee was given a ribbon.")

    [section] = year_end.build(priority.plan, as_of=YEAR_END).sections

    [group] = section.groups
    assert group.heading == "Raise awareness of domestic abuse"
    assert group.rows == (
        Row(("CBC", "Training delivered in March."), reference=j9.reference),
        Row(("CARA / CBC", "Every attendee was given a ribbon."), reference=ribbon.reference),
    )


def test_a_target_nobody_worked_on_prints_an_empty_row():
    priority = make_key_priority()
    Target.objects.create(key_priority=priority, number=1, text="Reduce fear of crime")

    report = year_end.build(priority.plan, as_of=YEAR_END)

    assert groups(report.sections[0]) == [("Reduce fear of crime", [("", "")])]
    assert report.data_rows == ()


def test_priorities_and_targets_stand_in_their_order_with_headings_in_capitals():
    plan = make_plan()
    make_key_priority("To reduce violence", number=2)
    first = make_key_priority("To protect people", number=1)
    KeyPriority.objects.filter(pk=first.pk).update(description="It will include reporting.")
    for number in (2, 1):
        Target.objects.create(key_priority=first, number=number, text=f"Target {number}")

    sections = year_end.build(plan, as_of=YEAR_END).sections

    assert [section.heading for section in sections] == [
        "KEY PRIORITY 1: TO PROTECT PEOPLE",
        "KEY PRIORITY 2: TO REDUCE VIOLENCE",
    ]
    assert [section.description for section in sections] == ["It will include reporting.", ""]
    assert sections[0].caption == "Key priority 1: To protect people"
    assert [heading for heading, _ in groups(sections[0])] == ["Target 1", "Target 2"]
    assert groups(sections[1]) == []


def test_an_initiative_without_a_target_prints_once_in_its_first_priority_under_its_name():
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    make_initiative("Purple Flag", led_by="CBC", serves=(second, first))

    one, two = year_end.build(make_plan(), as_of=YEAR_END).sections

    assert groups(one) == []
    assert groups(two) == [("Purple Flag", [("CBC", "")])]


def test_an_initiative_with_a_target_prints_under_it_alone():
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    make_initiative("J9", under=first, target="Raise awareness", serves=(second, first))

    one, two = year_end.build(make_plan(), as_of=YEAR_END).sections

    assert groups(one) == [("Raise awareness", [("", "")])]
    assert groups(two) == []


def test_what_has_no_key_priority_comes_last_under_a_heading_that_says_so():
    make_key_priority(number=1)
    make_initiative("Beat the Street", number=28, led_by="CBC")
    make_initiative("Project Mercury", number=29)

    *_, last = year_end.build(make_plan(), as_of=YEAR_END).sections

    assert last.heading == "NO KEY PRIORITY RECORDED"
    assert groups(last) == [("Beat the Street", [("CBC", "")]), ("Project Mercury", [("", "")])]


def test_without_loose_initiatives_there_is_no_last_section():
    make_initiative("Purple Flag", serves=(make_key_priority(),))

    assert len(year_end.build(make_plan(), as_of=YEAR_END).sections) == 1


def test_a_plan_with_nothing_in_it_is_an_empty_report():
    report = year_end.build(make_plan(), as_of=YEAR_END)

    assert (report.sections, report.data_rows) == ((), ())


def test_as_of_goes_back_for_outcomes_alone():
    initiative = make_initiative("J9", serves=(make_key_priority(),), led_by="CBC")
    record(initiative, "Planned.", on=JULY)
    record(initiative, "Delivered.", on=AUGUST)

    def outcome(day):
        [section] = year_end.build(make_plan(), as_of=day).sections
        return groups(section)

    assert outcome(AUGUST) == [("J9", [("CBC", "Delivered.")])]
    assert outcome(JULY) == [("J9", [("CBC", "Planned.")])]
    assert outcome(date(2017, 1, 1)) == [("J9", [("CBC", "")])]


def test_removed_initiatives_other_years_and_internal_notes_are_not_in_it():
    priority = make_key_priority()
    shown = make_initiative("J9", serves=(priority,))
    record(shown, "Delivered.", internal_note="A neighbour complained.")
    gone = make_initiative(
        "Gone", serves=(priority,), removed_on=AUGUST, removal_reason="Merged with J9."
    )
    record(gone, "Never happened.")
    make_initiative("Last year's", plan=make_plan(2016))

    report = year_end.build(make_plan(), as_of=YEAR_END)

    assert [row[2:5] for row in report.data_rows] == [("J9", "", "Delivered.")]
    for kept_back in ("Gone", "Never happened", "Merged", "neighbour", "Last year"):
        assert kept_back not in repr(report)


def test_the_data_has_a_row_for_each_outcome_its_reference_first():
    priority = make_key_priority("To reduce violence", number=2)
    target = "Raise awareness"
    make_initiative("J9", number=1, under=priority, target=target, led_by="CBC")
    make_initiative("White ribbon", number=2, under=priority, target=target)

    report = year_end.build(make_plan(), as_of=YEAR_END)

    assert [column.heading for column in report.data_columns] == [
        "Reference",
        "Key Priority",
        "Target",
        "Lead Agency",
        "Outcome",
        "Paper",
    ]
    heading = "KEY PRIORITY 2: TO REDUCE VIOLENCE"
    assert report.data_rows == (
        ("2017-18/01", heading, "Raise awareness", "CBC", "", "DRAFT"),
        ("2017-18/02", heading, "Raise awareness", "", "", "DRAFT"),
    )


def test_the_head_is_as_recorded_for_the_year_else_a_plain_title():
    plan = make_plan()
    plain = year_end.build(plan, as_of=YEAR_END).particulars
    PaperParticulars.objects.create(
        plan=plan,
        paper="year-end",
        title="Year end performance report",
        strapline="Safer and Stronger Communities",
        date_printed="April 2018",
        prepared_by="Sonia",
        opening="This report provides information.",
        closing="All enquiries to: safer@example.org",
    )
    PaperParticulars.objects.create(plan=plan, paper="annual-plan", title="Not this one")

    recorded = year_end.build(plan, as_of=YEAR_END).particulars

    assert plain.title == "Safer Colchester Partnership: Year end performance report 2017-2018"
    assert (plain.date_line, plain.prepared_by, plain.closing) == ("", "", "")
    assert recorded.title == "Year end performance report"
    assert recorded.strapline == "Safer and Stronger Communities"
    assert (recorded.date_line, recorded.prepared_by) == ("Date: April 2018", "Sonia")
    assert recorded.opening == "This report provides information."
    assert recorded.closing == "All enquiries to: safer@example.org"


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(6):
        report = year_end.build(plan, as_of=YEAR_END)

    assert len(report.data_rows) == count


# The committee pack


@pytest.fixture
def printed(seed_plans):
    return year_end.build(PartnershipPlan.objects.get(start_year=2016), as_of=date(2017, 9, 12))


def test_the_2016_17_report_is_appendix_a_row_for_row(printed):
    rows = [
        {"priority": number, "target": group.heading, "lead": row.cells[0], "outcome": row.cells[1]}
        for number, section in enumerate(printed.sections[:-1], start=1)  # the last is the glossary
        for group in section.groups
        for row in group.rows
    ]

    assert rows == [row["repaired"] for row in PACK["rows"]]
    assert len(rows) == len(printed.data_rows) == 34


def test_the_2016_17_report_has_appendix_as_heads_and_columns(printed):
    head = {name: passage["repaired"] for name, passage in PACK["head"].items()}
    particulars = printed.particulars

    assert particulars.strapline == head["above_title"]
    assert particulars.title == head["title"]
    assert particulars.date_line == f"Date: {head['date']}"
    assert particulars.prepared_by == head["prepared_by"]
    assert particulars.opening == head["opening_sentence"]
    for section, priority in zip(printed.sections[:-1], PACK["priorities"], strict=True):
        assert section.heading == priority["heading"]["repaired"]
        assert section.description == priority["description"]["repaired"]
        assert [column.heading for column in section.columns] == PACK["columns"]
    assert [group.heading for section in printed.sections[:-1] for group in section.groups] == [
        target["repaired"] for target in PACK["targets"]
    ]


def test_all_thirty_of_2017_18_stand_under_no_key_priority(seed_plans):
    plan = PartnershipPlan.objects.get(start_year=2017)

    *priorities, last, _glossary = year_end.build(plan, as_of=date(2017, 9, 12)).sections

    assert [groups(section) for section in priorities] == [[], [], []]
    assert last.heading == "NO KEY PRIORITY RECORDED"
    assert len(last.groups) == 30
    assert all(len(group.rows) == 1 for group in last.groups)
