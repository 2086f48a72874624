"""Columns of other bodies' priorities: said by a person, read by number, taken up by the plan year."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.files.contents import FileRead, FileTable
from initiatives.models import FrameworkLink, Initiative, MoveIn
from initiatives.moving_in import assembling, shapes
from initiatives.moving_in.applying import move_in
from initiatives.moving_in.decisions import Decisions, FrameworkList, Part, Shape
from initiatives.moving_in.drafting import draft
from initiatives.moving_in.finding import find
from priorities.models import Framework, FrameworkPriority, PlanFramework
from scp_tracker.accounts.roles import OFFICER
from tests.builders import make_plan
from tests.people import make_person

pytestmark = pytest.mark.django_db

HEADINGS = ("Project", "PCC KP's (list)", "E.P KP's (list)", "Outcome")


def make_framework(short_name, *numbers):
    framework = Framework.objects.create(short_name=short_name, name=short_name, body="A body")
    for number in numbers:
        framework.priorities.create(number=number, text=f"Priority {number}")
    return framework


@pytest.fixture
def pcc():
    make_plan(2015)  # and with it the partnership
    return make_framework("Police and Crime Plan", 1, 2, 3)


@pytest.fixture
def police(pcc):
    return make_framework("Essex Police Plan", 1, 2, 4)


def paper(*rows, headings=HEADINGS):
    return FileRead((FileTable("Table 1", (headings, *rows)),))


def decided(read, *frameworks, **said):
    [found] = find(read)
    lists = [FrameworkList.of(each.pk) for each in frameworks]
    parts = (Part.TITLE, *lists, *[Part.EXTRA] * (2 - len(lists)), Part.OUTCOME)
    said = {"start_year": 2017, "reported_on": "2017-08-30", "values_confirmed": True} | said
    shaped = {f"0.{at}": Shape.NEW for at in range(1, found.row_count + 1)}
    return Decisions(tables=(0,), columns={found.layout: parts}, shapes=shaped, **said)


def drafted(frameworks, *rows, headings=HEADINGS, **said):
    read = paper(*rows, headings=headings)
    return draft(read, decided(read, *frameworks, **said))


def moved(read, decisions):
    officer = MoveIn.objects.create(
        file_name="Plan.docx",
        started_by=make_person(OFFICER),
        read=read.as_json(),
        decided=decisions.as_json(),
    )
    return move_in(officer, seen=officer.version, by=officer.started_by)


def served(plan):
    links = FrameworkLink.objects.filter(initiative__plan=plan).order_by(
        "initiative__number", "position"
    )
    return list(
        links.values_list(
            "initiative__title",
            "position",
            "framework_priority__framework__short_name",
            "framework_priority__number",
        )
    )


def told(notices):
    return [(notice.step, notice.said, notice.row) for notice in notices]


def test_what_a_column_holds_comes_through_being_kept(pcc):
    decisions = decided(paper(("A", "1", "", "")), pcc)

    kept = Decisions.from_json(decisions.as_json())

    assert kept == decisions
    [parts] = kept.columns.values()
    assert parts[1].framework == pcc.pk


def test_a_move_that_went_on_before_is_still_read():
    kept = Decisions.from_json({"columns": {"0": ["title", "extra", "outcome"]}})

    assert kept.columns == {"0": (Part.TITLE, Part.EXTRA, Part.OUTCOME)}


def test_the_plan_year_takes_up_the_frameworks_in_the_order_of_the_columns(pcc, police):
    read = paper(("A", "3, 1", "1 & 4", "Done."), ("B", "", "2", ""), ("C", "", "", ""))

    plan = moved(read, decided(read, pcc, police))

    taken_up = plan.plan_frameworks.values_list("framework", "position", "column_heading")
    assert list(taken_up) == [(pcc.pk, 1, "PCC KP's (list)"), (police.pk, 2, "E.P KP's (list)")]
    assert served(plan) == [
        ("A", 1, "Police and Crime Plan", 3),
        ("A", 2, "Police and Crime Plan", 1),
        ("A", 3, "Essex Police Plan", 1),
        ("A", 4, "Essex Police Plan", 4),
        ("B", 1, "Essex Police Plan", 2),
    ]


def test_blank_columns_are_taken_up_as_well(pcc, police):
    read = paper(("A", "", "", "Done."))

    plan = moved(read, decided(read, pcc, police))

    assert plan.plan_frameworks.count() == 2
    assert not FrameworkLink.objects.exists()


def test_both_have_a_history_that_names_the_file(pcc):
    read = paper(("A", "1", "", ""))
    moved(read, decided(read, pcc))

    for model in (PlanFramework, FrameworkLink):
        [first] = model.history.all()
        assert (first.history_type, first.history_change_reason) == (
            "+",
            "Moved in from Plan.docx",
        )


def test_a_plan_that_has_taken_a_framework_up_keeps_its_heading_and_order(pcc, police):
    there = make_plan(2017).plan_frameworks.create(
        framework=police, column_heading="Police", position=4
    )
    read = paper(("A", "1", "2", ""))
    decisions = decided(read, pcc, police)

    warnings = told(draft(read, decisions).warnings)
    plan = moved(read, decisions)

    assert list(plan.plan_frameworks.values_list("column_heading", "position")) == [
        ("Police", there.position),
        ("PCC KP's (list)", 5),
    ]
    said = (
        "The plan heads the column of Essex Police Plan “Police”. The paper calls it “E.P KP's "
        "(list)”."
    )
    assert warnings == [("columns", said, "")]
    assert len(served(plan)) == 2


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (
            "Violence",
            "“Violence” is not understood. Write the numbers of the priorities of {}, such as 1, 3,",
        ),
        ("1, 9", "{} has no priority 9. Correct the number,"),
    ],
)
def test_what_the_framework_does_not_have_is_a_problem_with_the_row(pcc, cell, said):
    [problem] = told(drafted([pcc], ("A", cell, "", "")).problems)

    said = f"Table 1, row 2, PCC KP's (list): {said.format(pcc)} or leave it blank."
    assert problem == ("rows", said, "0.1")


def test_an_edit_mends_it(pcc):
    mended = {"0.1": {FrameworkList.of(pcc.pk): "2"}}

    plan = drafted([pcc], ("A", "Violence", "", ""), edits=mended)

    assert plan.is_ready
    assert plan.initiatives[0].lists[0].printed == "2"


def test_a_correction_of_a_column_that_now_holds_something_else_is_forgotten(pcc):
    mended = {"0.1": {FrameworkList.of(pcc.pk): "Violence"}}

    plan = drafted([], ("A", "1", "", ""), edits=mended)

    assert plan.is_ready
    assert plan.lists == ()


def test_what_is_left_out_stands_in_nobodys_way(pcc):
    plan = drafted([pcc], ("A", "Violence", "", ""), ("B", "1", "", ""), left_out=("0.1",))

    assert plan.is_ready


def test_many_cells_that_are_not_understood_are_counted(pcc):
    plan = drafted([pcc], *((f"A{at}", "?!x", "", "") for at in range(30)))

    assert len(plan.problems) == 21
    assert (
        plan.problems[-1].said == "And 10 more cells of other bodies’ priorities have to be mended."
    )


def test_a_framework_that_was_removed_meanwhile_is_told(pcc, police):
    read = paper(("A", "1", "1", ""))
    decisions = decided(read, pcc, police)
    police.delete()

    [(step, said, _)] = told(draft(read, decisions).problems)

    assert step == "columns"
    assert said.startswith("The column “E.P KP's (list)” was said to hold the priorities of")


def test_a_column_that_a_plan_before_took_up_is_to_be_said_before_anything_is_moved_in(pcc):
    make_plan(2016).plan_frameworks.create(framework=pcc, column_heading="pcc  KP's (LIST)")
    read = paper(("A", "1", "", ""))

    plan = draft(read, Decisions(tables=(0,), start_year=2017, shapes={"0.1": Shape.NEW}))

    said = (
        "A column “PCC KP's (list)” held the priorities of another body in a plan before. Say what "
        "each column holds."
    )
    assert ("columns", said, "") in told(plan.problems)
    assert draft(read, decided(read)).is_ready  # said, and kept as extra text


def test_a_heading_too_long_for_the_plan_is_shortened_and_told(pcc):
    long = "Priorities of the Police and Crime Commissioner that it serves (list)"
    plan = drafted([pcc], ("A", "1", "", ""), headings=("Project", long, "Other", "Outcome"))

    assert len(plan.lists[0].heading) == 60
    assert [notice.step for notice in plan.warnings] == ["columns"]


def test_rows_are_told_apart_as_they_were_without_the_lists(pcc, police):
    read = paper(("A", "1", "2", "Went well and"), ("", "3", "", "goes on."))
    [layout] = [found.layout for found in find(read)]
    kept = {layout: (Part.TITLE, Part.EXTRA, Part.EXTRA, Part.OUTCOME)}

    plain = shapes.shaped(read, Decisions(tables=(0,), columns=kept))
    listed = shapes.shaped(read, Decisions(tables=(0,), columns=decided(read, pcc, police).columns))

    assert [row.shape for row in listed] == [row.shape for row in plain]


def test_cells_of_rows_that_go_on_are_joined(pcc):
    read = paper(("A", "1,", "", "Went well and"), ("", "3", "", "goes on."))
    decisions = decided(read, pcc)
    decisions.shapes["0.2"] = Shape.WRAPPED

    [row] = assembling.plan_rows(read, decisions)

    assert [cell.written for cell in row.lists] == ["1, 3"]


def test_ten_times_the_rows_take_no_more_statements_a_batch(pcc, police):
    counted = []
    for year, count in ((2018, 30), (2019, 300)):
        read = paper(*((f"A{at}", "1-3", "1/2", "Done.") for at in range(count)))
        decisions = decided(read, pcc, police, start_year=year)
        with CaptureQueriesContext(connection) as captured:
            moved(read, decisions)
        counted.append(len(captured))

    assert counted[1] <= counted[0] * 2  # the database takes so many values in a statement
    assert Initiative.objects.count() == 330
    assert FrameworkLink.objects.count() == FrameworkLink.history.count() == 330 * 5
    assert FrameworkPriority.objects.count() == 6
