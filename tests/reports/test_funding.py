from datetime import date

import pytest

from initiatives.models import FundSource
from priorities.models import PartnershipPlan
from reports import funding
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_plan, record
from tests.govuk.tree import Tree
from tests.large_plans import make_large_plan
from tests.pages import tables_of, words_of
from tests.people import make_person, make_reader_of_reports

pytestmark = pytest.mark.django_db

SEPTEMBER, JULY = date(2017, 9, 12), date(2017, 7, 14)


def build(plan=None, *, as_of=SEPTEMBER):
    return funding.build(plan or make_plan(), as_of=as_of)


def counts(report):
    """The cells of the table of numbers."""
    return [row.cells for group in report.tables[0].groups for row in group.rows]


def lists(report):
    """The names of the initiatives under each heading."""
    return {
        table.heading: [row.cells[0] for group in table.groups for row in group.rows]
        for table in report.tables[1:]
    }


def not_applicable():
    return FundSource.objects.create(name="N/A", kind=FundSource.Kind.NOT_APPLICABLE)


def test_a_joint_initiative_counts_under_each_of_its_sources_and_is_listed_once():
    make_initiative("J9", funded_by="SCP")
    make_initiative("Cuckooing awareness", funded_by="SCP / PCC")
    make_initiative("White ribbon", funded_by="PCC / SCP")

    report = build()

    assert counts(report) == [("PCC", "0", "2", "2"), ("SCP", "1", "2", "3")]
    assert lists(report) == {
        "SCP": ["J9"],
        "PCC and SCP jointly": ["Cuckooing awareness", "White ribbon"],
    }
    [[_, first], *_] = [table.groups[0].rows for table in report.tables[2:]]
    assert first.cells[3] == "PCC / SCP"  # as the plan prints it
    assert report.sections[0].body == (
        "The plan has 3 initiatives. 2 of them are paid for jointly, and counted under each of the "
        "sources, so the numbers add up to more than that."
    )


def test_no_money_needed_is_a_source_of_its_own_kind_and_blank_is_none():
    not_applicable()
    make_initiative("Op Septre")
    make_initiative("J9", funded_by="N/A")
    make_initiative("Street Weeks", funded_by="SCP")

    report = build()

    assert counts(report) == [
        ("SCP", "1", "0", "1"),
        ("N/A (no money is needed)", "1", "0", "1"),
        ("No fund source recorded", "", "", "1"),
    ]
    assert lists(report) == {
        "SCP": ["Street Weeks"],
        "N/A (no money is needed)": ["J9"],
        "No fund source recorded": ["Op Septre"],
    }
    assert report.sections[0].body == "The plan has 3 initiatives."


def test_three_sources_together_are_named_in_words():
    make_initiative("J9", funded_by="SCP / PCC / ECC")

    assert list(lists(build())) == ["ECC, PCC and SCP jointly"]


def test_the_data_has_each_initiative_once_with_its_sources_as_printed():
    make_initiative("J9", number=2, funded_by="SCP / PCC", led_by="CBC", timing="TBC")
    make_initiative("Op Septre", number=1)

    report = build()

    assert [column.field for column in report.data_columns] == [
        "reference", "initiative", "outcome", "timing", "fund_source", "lead_agency",
    ]  # fmt: skip
    assert report.data_rows == (
        ("2017-18/02", "J9", "", "TBC", "SCP / PCC", "CBC"),
        ("2017-18/01", "Op Septre", "", "", "", ""),
    )


def test_as_of_goes_back_for_outcomes():
    initiative = make_initiative("J9")
    record(initiative, "Planned.", on=JULY)
    record(initiative, "Delivered.")

    assert [build(as_of=day).data_rows[0][2] for day in (JULY, SEPTEMBER)] == [
        "Planned.",
        "Delivered.",
    ]


def test_removed_initiatives_and_those_of_other_years_do_not_count():
    make_initiative("Gone", funded_by="SCP", removed_on=JULY, removal_reason="Merged.")
    make_initiative("Last year's", plan=make_plan(2016), funded_by="PCC")

    report = build()

    assert report.tables == ()
    assert report.sections[0].body == "This plan has no initiatives yet."


def test_each_number_leads_to_as_many_initiatives_of_the_plan(client, seed_plans):
    not_applicable_too = make_initiative("J9", plan=make_plan(2017), funded_by="N/A", number=99)
    client.force_login(make_person(CLERK))
    page = Tree(client.get("/2017-18/reports/funding/").content.decode())

    followed = {}
    for row in build(not_applicable_too.plan).tables[0].groups[0].rows:
        address = row.addresses[3]
        assert any(link[1]["href"] == address for link in page.find("a"))
        [plan] = tables_of(client.get(address))
        followed[row.cells[0]] = (int(row.cells[3]), len(plan) - 1)

    assert len(followed) > 3
    assert all(counted == shown for counted, shown in followed.values())


def test_who_may_not_read_the_plan_is_led_nowhere(client):
    make_initiative("J9", funded_by="SCP", number=7)
    addresses = {}
    for person in (make_person(CLERK), make_reader_of_reports()):
        client.force_login(person)
        response = client.get("/2017-18/reports/funding/")
        assert "Safer Colchester Partnership: funding 2017-2018" in words_of(response)
        addresses[person.groups.get().name] = [
            link[1]["href"] for link in Tree(response.content.decode()).find("a")
        ]

    source = FundSource.objects.get()
    for address in ("/2017-18/initiatives/7/", f"/2017-18/?fund={source.pk}"):
        assert address in addresses[CLERK]
        assert address not in addresses["Reads reports alone"]


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(5):
        report = build(plan)

    assert len(report.data_rows) == count


def test_the_seed_plan_of_2017_18_lists_all_thirty(seed_plans):
    report = build(PartnershipPlan.objects.get(start_year=2017))

    assert len(report.data_rows) == 30
    assert sorted(row[0] for row in report.data_rows) == [f"2017-18/{n:02}" for n in range(1, 31)]
