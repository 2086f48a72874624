from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from initiatives.models import FrameworkLink, PriorityLink
from priorities.models import Framework, PartnershipPlan, PlanFramework
from reports import cross_walk
from reports.catalogue import FORMATS
from reports.document import Table, Text
from reports.matrices import HOW_TO_READ
from reports.renderers import excel
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_key_priority, make_plan, record
from tests.govuk.tree import Tree
from tests.large_plans import make_large_plan
from tests.pages import tables_of
from tests.people import make_person, make_reader_of_reports

pytestmark = pytest.mark.django_db

SEPTEMBER, JULY = date(2017, 9, 12), date(2017, 7, 14)


def build(plan=None, *, as_of=SEPTEMBER):
    return cross_walk.build(plan or make_plan(), as_of=as_of)


def take_up(mark="PCC", *, numbers=(1, 2), position=1):
    """A list of another body, taken up by the plan of 2017-18: its priorities by number."""
    framework = Framework.objects.create(name=f"{mark} in full", short_name=mark)
    PlanFramework.objects.create(
        plan=make_plan(),
        framework=framework,
        position=position,
        column_heading=f"{mark} KP's (list)",
    )
    return {
        number: framework.priorities.create(number=number, text=f"Priority {number} of {mark}")
        for number in numbers
    }


def serve(initiative, *priorities):
    for position, priority in enumerate(priorities, start=1):
        FrameworkLink.objects.create(
            initiative=initiative, framework_priority=priority, position=position
        )


def cells(table):
    """The columns' headings, then the cells of every row."""
    rows = [row.cells for group in table.groups for row in group.rows]
    return [tuple(column.heading for column in table.columns), *rows]


def test_a_matrix_counts_what_serves_both():
    pcc = take_up()
    first, second = make_key_priority("Safety", number=1), make_key_priority("Harm", number=2)
    serve(make_initiative("J9", serves=(first,)), pcc[1])
    serve(make_initiative("Street Weeks", under=first, target="Listen", serves=(second,)), pcc[1])
    make_initiative("Op Septre", serves=(second,))
    make_initiative("Drones")

    _own, matrix, *_ = build().tables

    assert matrix.heading == "PCC in full"
    assert cells(matrix) == [
        ("SCP key priority", "PCC 1", "PCC 2", "No PCC priority", "All"),
        ("SCP 1 Safety", "2", "0", "0", "2"),
        ("SCP 2 Harm", "1", "0", "1", "2"),
        ("No key priority recorded", "0", "0", "1", "1"),
        ("All initiatives", "2", "0", "2", "4"),
    ]


def test_priorities_that_nothing_serves_are_said_in_words():
    pcc = take_up(numbers=(1, 2, 3))
    first = make_key_priority("Safety", number=1)
    make_key_priority("Harm", number=2)
    serve(make_initiative("J9", serves=(first,)), pcc[2])

    own, matrix, key, _list = build().tables

    assert cells(own)[1:] == [
        ("SCP 1", "Safety", "1"),
        ("SCP 2", "Harm", "No initiative serves this priority."),
        ("None", "No key priority recorded", "0"),
    ]
    assert matrix.description.endswith("\nNo initiative serves SCP 2, PCC 1 or PCC 3.")
    assert cells(key)[1:] == [
        ("PCC 1", "Priority 1 of PCC", "No initiative serves this priority."),
        ("PCC 2", "Priority 2 of PCC", "1"),
        ("PCC 3", "Priority 3 of PCC", "No initiative serves this priority."),
    ]


def test_a_matrix_in_which_everything_is_served_says_no_more_than_how_to_read_it():
    pcc = take_up(numbers=(1,))
    serve(make_initiative("J9", serves=(make_key_priority(),)), pcc[1])

    assert build().tables[1].description == HOW_TO_READ


def test_each_list_of_the_plan_has_a_matrix_in_the_plans_order():
    take_up("E.P", position=2)
    take_up("PCC", position=1)
    Framework.objects.create(name="Elsewhere", short_name="Elsewhere")
    make_initiative("J9")

    assert [table.heading for table in build().tables if table.heading] == [
        "SCP key priorities",
        "PCC in full",
        "E.P in full",
        "Every initiative",
    ]


def test_every_initiative_is_one_row_of_the_data_with_its_numbers():
    pcc, police = take_up("PCC"), take_up("E.P", position=2)
    first, second = make_key_priority("Safety", number=1), make_key_priority("Harm", number=2)
    j9 = make_initiative("J9", number=7, under=second, target="Listen", serves=(first,))
    serve(j9, pcc[2], police[1])
    record(j9, "Delivered.", internal_note="A neighbour complained.")
    make_initiative("Drones", number=3)

    report = build()

    assert [column.heading for column in report.data_columns] == [
        "Reference", "Project / initiative", "Outcome", "SCP key priorities", "PCC priorities",
        "E.P priorities",
    ]  # fmt: skip
    assert report.data_rows == (
        ("2017-18/03", "Drones", "", "", "", ""),
        ("2017-18/07", "J9", "Delivered.", "1, 2", "2", "1"),
    )
    assert "neighbour" not in repr(report)


def test_as_of_goes_back_for_outcomes():
    initiative = make_initiative("J9")
    record(initiative, "Planned.", on=JULY)
    record(initiative, "Delivered.")

    assert [build(as_of=day).data_rows[0][2] for day in (JULY, SEPTEMBER)] == [
        "Planned.",
        "Delivered.",
    ]


def test_a_plan_that_takes_up_no_list_and_has_nothing_in_it_says_so():
    report = build()

    own, no_lists, nothing = report.sections
    assert cells(own)[1:] == [("None", "No key priority recorded", "0")]
    assert no_lists == Text(
        "Other bodies’ priorities", "This plan takes up no other body’s priorities."
    )
    assert nothing == Text("Every initiative", "This plan has no initiatives yet.")


def test_a_list_of_forty_priorities_still_has_a_file(client):
    take_up(numbers=range(1, 41))
    make_initiative("J9")
    client.force_login(make_person(CLERK))

    assert all(column.width > 0 for column in build().tables[1].columns)
    for extension in FORMATS:
        assert client.get(f"/2017-18/reports/cross-walk.{extension}").status_code == 200


def test_a_list_without_priorities_says_so():
    take_up(numbers=())

    assert Text("PCC in full", "This list has no priorities yet.") in build().sections


def test_removed_initiatives_and_those_of_other_years_do_not_count():
    pcc = take_up()
    serve(make_initiative("Gone", removed_on=JULY, removal_reason="Merged."), pcc[1])
    serve(make_initiative("Last year's", plan=make_plan(2016)), pcc[1])

    assert cells(build().tables[1])[-1] == ("All initiatives", "0", "0", "0", "0")


def numbers_of(report):
    """Each number that leads somewhere, with where it leads."""
    for table in report.tables:
        for row in (row for group in table.groups for row in group.rows):
            for text, address in zip(row.cells, row.addresses, strict=False):
                if text.isdecimal() and address:
                    yield int(text), address


def link_some(plan):
    """Links of about two initiatives in three, so that some serve nothing and some serve several."""
    own = list(plan.key_priorities.all())
    lists = [list(each.framework.priorities.all()) for each in plan.plan_frameworks.all()]
    PriorityLink.objects.filter(initiative__plan=plan).delete()
    FrameworkLink.objects.filter(initiative__plan=plan).delete()
    for initiative in plan.initiatives.all():
        at = initiative.number
        for position, priority in enumerate(own[: at % 3], start=1):
            PriorityLink.objects.create(
                initiative=initiative, key_priority=priority, position=position
            )
        serve(initiative, *(listed[(at + n) % 4] for listed in lists[: at % 3] for n in range(2)))


@pytest.mark.parametrize(("start_year", "least"), [(2016, 4), (2017, 30)])
def test_each_number_leads_to_as_many_initiatives_of_the_plan(
    client, seed_plans, start_year, least
):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    link_some(plan)
    client.force_login(make_person(CLERK))

    counted = {address: number for number, address in numbers_of(build(plan))}
    shown = {address: len(tables_of(client.get(address))[0]) - 1 for address in counted}

    assert len(counted) > least
    assert shown == counted


def test_a_cell_says_what_it_counts_to_who_hears_it_alone_and_leads_only_who_may_follow(client):
    pcc = take_up()
    serve(make_initiative("J9", serves=(make_key_priority("Safety"),)), pcc[1])
    links = {}
    for role, person in ((CLERK, make_person(CLERK)), ("other", make_reader_of_reports())):
        client.force_login(person)
        page = client.get("/2017-18/reports/cross-walk/").content.decode()
        links[role] = {link[1]["href"] for link in Tree(page).find("a")}
        assert (
            '1<span class="govuk-visually-hidden">: SCP 1 Safety, PCC 1</span></a>' in page
        ) is (role == CLERK)

    [address] = {
        row.addresses[1]
        for group in build().tables[1].groups
        for row in group.rows
        if row.cells[0] == "SCP 1 Safety"
    }
    assert address.startswith("/2017-18/?priority=")
    assert address in links[CLERK]
    assert not any("?priority" in link for link in links["other"])


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(6):
        report = build(plan)

    assert len(report.data_rows) == count
    assert all(isinstance(section, Table) for section in report.sections)


def test_later_pages_of_its_excel_file_repeat_the_headings_of_the_list_not_of_a_matrix(seed_plans):
    report = build(PartnershipPlan.objects.get(start_year=2017))

    sheet = load_workbook(BytesIO(excel.render(report))).worksheets[0]

    row = int(sheet.print_title_rows.split(":")[0].strip("$"))
    assert sheet.cell(row, 1).value == "Project / initiative"
