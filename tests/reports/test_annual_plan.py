import json
from datetime import date
from pathlib import Path

import pytest

from initiatives.models import FrameworkLink
from priorities.models import (
    Framework,
    GlossaryEntry,
    KeyPriority,
    PartnershipPlan,
    PlanFramework,
    PriorityPoint,
)
from reports import annual_plan
from reports.document import Points, Table, Text
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.large_plans import make_large_plan

pytestmark = pytest.mark.django_db

PACK = json.loads(
    (Path(__file__).parent.parent / "pack" / "annual_plan_2017_18.json").read_text(encoding="utf-8")
)
SEPTEMBER, AUGUST, JULY = date(2017, 9, 12), date(2017, 8, 30), date(2017, 7, 14)


def build(plan=None, *, as_of=SEPTEMBER):
    return annual_plan.build(plan or make_plan(), as_of=as_of)


def rows(report):
    """The cells of every initiative."""
    return [row.cells for group in report.tables[0].groups for row in group.rows]


def take_up(short_name, *, plan=None, position=1, numbers=(1, 2, 3)):
    framework = Framework.objects.create(name=f"{short_name} in full", short_name=short_name)
    for number in numbers:
        framework.priorities.create(number=number, text=f"{short_name} {number}")
    PlanFramework.objects.create(
        plan=plan or make_plan(),
        framework=framework,
        position=position,
        column_heading=f"{short_name} KP's (list)",
    )
    return framework


def test_every_initiative_is_one_row_in_printed_order():
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    make_initiative("Op Septre", number=13)
    cuckooing = make_initiative(
        "Cuckooing awareness",
        number=2,
        led_by="SCP / CBC",
        funded_by="SCP / PCC",
        timing="Start Sept 17",
        serves=(second, first),
    )
    record(cuckooing, "Trainer booked.")

    report = build()

    assert rows(report) == [
        (
            "Cuckooing awareness",
            "Trainer booked.",
            "Start Sept 17",
            "SCP / PCC",
            "SCP / CBC",
            "2, 1",
        ),
        ("Op Septre", "", "", "", "", ""),
    ]
    assert [row[0] for row in report.data_rows] == ["2017-18/02", "2017-18/13"]


def test_each_framework_of_the_plan_has_a_column_of_its_own_in_the_plans_order():
    plan_on_a_page = take_up("E.P", position=2)
    pcc = take_up("PCC", position=1)
    take_up("Elsewhere", plan=make_plan(2016))
    initiative = make_initiative()
    chosen = [
        plan_on_a_page.priorities.get(number=3),
        pcc.priorities.get(number=2),
        plan_on_a_page.priorities.get(number=1),
    ]
    for position, priority in enumerate(chosen, start=1):
        FrameworkLink.objects.create(
            initiative=initiative, framework_priority=priority, position=position
        )

    table = build().tables[0]

    assert [column.heading for column in table.columns][5:] == [
        "SCP KP's (list)",
        "PCC KP's (list)",
        "E.P KP's (list)",
    ]
    assert [column.field for column in table.columns][5:] == ["key_priorities", "pcc", "e_p"]
    assert table.groups[0].rows[0].cells[5:] == ("", "2", "3, 1")


def test_a_row_without_a_title_is_called_by_its_target():
    make_initiative("", under=make_key_priority(), target="Reduce fear")

    assert [row[0] for row in rows(build())] == ["Reduce fear"]


def test_key_priorities_stand_with_their_points():
    first = make_key_priority("To reduce violence", number=1)
    make_key_priority("To reduce reoffending", number=2)
    KeyPriority.objects.filter(pk=first.pk).update(description="It will include reporting.")
    for position, text in ((2, "Tackling harm"), (1, "Sharing data")):
        PriorityPoint.objects.create(key_priority=first, position=position, text=text)

    heading, one, points, two, _table = build().sections

    assert heading == Text("2 SAFER COLCHESTER PARTNERSHIP (SCP) KEY PRIORITIES FOR 2017-2018:")
    assert one == Text(
        "KEY PRIORITY (KP) 1", "To reduce violence\nIt will include reporting.", level=3
    )
    assert points == Points("", ("Sharing data", "Tackling harm"), opening="This KP includes:")
    assert two == Text("KEY PRIORITY (KP) 2", "To reduce reoffending", level=3)


def test_other_bodies_lists_stand_in_their_own_words():
    framework = take_up("E.P", numbers=(10, 2))
    framework.vision, framework.plan_text = "Our vision.", "• The plan sets out."
    framework.aims_heading, framework.aims = "Our aims:", "• Help\n• Protect"
    framework.priorities_heading = "Priorities:"
    framework.priorities_opening = "We focus on:"
    framework.save()

    heading, about, aims, priorities, _table = build().sections

    assert heading == Text("OTHER KEY PRIORITIES CONSIDERED BY THE SCP IN 2017-2018:")
    assert about == Text("E.P in full", "Our vision.\n• The plan sets out.", level=3)
    assert aims == Points("", ("Help", "Protect"), opening="Our aims:")
    assert priorities == Points(
        "", ("E.P 2", "E.P 10"), opening="Priorities:\nWe focus on:", numbered=True
    )


def test_the_whole_glossary_prints_where_the_plan_says_so():
    plan = make_plan(prints_glossary=True)
    for abbreviation in ("SCP", "ASB"):
        GlossaryEntry.objects.create(plan=plan, abbreviation=abbreviation, meaning="In full")
    GlossaryEntry.objects.create(plan=make_plan(2016), abbreviation="XYZ", meaning="Not ours")
    make_initiative()

    report = build()

    [group] = report.tables[1].groups
    assert [row.cells for row in group.rows] == [("ASB", "In full"), ("SCP", "In full")]
    assert len(report.data_rows) == 1  # a glossary is no outcome


def test_as_of_goes_back_for_outcomes_alone():
    initiative = make_initiative("J9", timing="TBC")
    record(initiative, "Planned.", on=JULY)
    record(initiative, "Delivered.", on=AUGUST)

    told = [rows(build(as_of=day))[0][:3] for day in (SEPTEMBER, JULY, date(2017, 1, 1))]

    assert told == [("J9", "Delivered.", "TBC"), ("J9", "Planned.", "TBC"), ("J9", "", "TBC")]


def test_removed_initiatives_other_years_and_internal_notes_are_not_in_it():
    shown = make_initiative("J9")
    record(shown, "Delivered.", internal_note="A neighbour complained.")
    gone = make_initiative("Gone", removed_on=AUGUST, removal_reason="Merged with J9.")
    record(gone, "Never happened.")
    make_initiative("Last year's", plan=make_plan(2016))

    report = build()

    assert [row[0] for row in rows(report)] == ["J9"]
    for kept_back in ("Gone", "Never happened", "Merged", "neighbour", "Last year"):
        assert kept_back not in repr(report)


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(8):
        report = build(plan)

    assert len(report.data_rows) == count


# The committee pack


@pytest.fixture
def printed(seed_plans):
    return build(PartnershipPlan.objects.get(start_year=2017))


def test_the_2017_18_plan_is_appendix_b_row_for_row(printed):
    fields = ("title", "outcome", "timing", "fund", "lead", "scp_kps", "pcc_kps", "ep_kps")
    table, _glossary = printed.tables

    assert [dict(zip(fields, row, strict=True)) for row in rows(printed)] == [
        row["repaired"] for row in PACK["rows"]
    ]
    assert [column.heading for column in table.columns] == PACK["columns"]
    assert len(printed.data_rows) == 30


def test_the_2017_18_plan_has_appendix_bs_heads(printed):
    head = {name: passage["repaired"] for name, passage in PACK["head"].items()}
    particulars = printed.particulars
    headings = [section.heading for section in printed.sections if isinstance(section, Text)]

    assert particulars.strapline == head["above_title"]
    assert particulars.title == head["title"]
    assert particulars.date_line == head["date"]
    assert particulars.closing == head["enquiries"]
    assert (particulars.prepared_by, particulars.opening) == ("", "")
    assert headings == [
        head["priorities_heading"],
        *[priority["heading"]["repaired"] for priority in PACK["priorities"]],
        head["frameworks_heading"],
        *[framework["heading"]["repaired"] for framework in PACK["frameworks"]],
    ]


def test_the_2017_18_plan_has_appendix_bs_priorities_and_lists(printed):
    points = [section for section in printed.sections if isinstance(section, Points)]
    own = [
        ("This KP includes:", tuple(point["repaired"] for point in priority["points"]))
        for priority in PACK["priorities"]
    ]

    assert [(section.opening, section.points) for section in points[:3]] == own
    assert [len(texts) for _, texts in own] == [4, 4, 3]
    numbered = [section.points for section in points if section.numbered]
    assert numbered == [
        tuple(priority["repaired"] for priority in framework["priorities"])
        for framework in PACK["frameworks"]
    ]


def test_the_2017_18_plan_has_appendix_bs_glossary(printed):
    *_, glossary = printed.tables

    assert isinstance(glossary, Table)
    assert glossary.heading == "GLOSSARY"
    told = [row.cells for group in glossary.groups for row in group.rows]
    assert sorted(told) == sorted(tuple(entry["repaired"]) for entry in PACK["glossary"])
    assert len(told) == 21
