from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from initiatives.models import Status
from priorities.models import PartnershipPlan
from reports import agency
from reports.catalogue import FORMATS
from reports.document import Points
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.large_plans import make_large_plan
from tests.pages import tables_of, words_of
from tests.people import make_person, make_reader_of_reports

pytestmark = pytest.mark.django_db

SEPTEMBER, JULY = date(2017, 9, 12), date(2017, 7, 14)
ADDRESS = "/2017-18/reports/agency"


@pytest.fixture
def reader(client):
    client.force_login(make_person(CLERK))
    return client


def build(of="CBC", *, as_of=SEPTEMBER, plan=None):
    return agency.build(plan or make_plan(), agency=make_agency(of), as_of=as_of)


def rows(report):
    """The cells of every initiative."""
    return [row.cells for group in report.tables[0].groups for row in group.rows]


def test_it_has_everything_the_agency_leads_alone_or_jointly_and_nothing_else():
    first, second = make_key_priority(number=1), make_key_priority(number=2)
    cuckooing = make_initiative(
        "Cuckooing awareness",
        number=2,
        led_by="SCP / CBC / Police",
        timing="Start Sept 17",
        under=second,
        target="Protect the vulnerable",
        serves=(first,),
    )
    record(cuckooing, "Trainer booked.", status=Status.ON_TRACK)
    make_initiative("Op Septre", number=1, led_by="CBC")
    make_initiative("J9", number=3, led_by="Police")
    make_initiative("Drones", number=4)

    report = build()

    assert rows(report) == [
        ("Op Septre", "", "", "", "Stale", "", ""),
        (
            "Cuckooing awareness",
            "1, 2",
            "Start Sept 17",
            "On track",
            "",
            "Trainer booked.",
            "SCP, Police",
        ),
    ]
    assert [row[0] for row in report.data_rows] == ["2017-18/01", "2017-18/02"]


def test_it_is_headed_by_the_agency_and_counts_what_it_leads():
    council = make_agency("CBC", name="Colchester Borough Council")
    make_initiative("J9", led_by="CBC", timing="June 17")
    make_initiative("Op Septre", led_by="CBC / Police", serves=(make_key_priority("Safety"),))
    make_key_priority("Nobody of theirs", number=2)

    report = build()

    assert report.particulars.title == (
        f"Safer Colchester Partnership: initiatives led by {council.name}, 2017-2018"
    )
    summary, priorities, _table = report.sections
    assert summary.body.splitlines() == [
        "Colchester Borough Council leads 2 initiatives in this plan, 1 of them jointly with others.",
        "1 initiative is late: the end in the timing has passed.",
        "2 initiatives are stale: nothing was reported for 60 days.",
    ]
    assert priorities == Points("Key priorities they serve", ("1 Safety",))


def test_as_of_goes_back_for_outcomes_statuses_and_what_concerns():
    initiative = make_initiative("J9", led_by="CBC")
    record(initiative, "Planned.", on=JULY, status=Status.ON_TRACK)
    record(initiative, "Delivered.", status=Status.COMPLETE)

    assert rows(build())[0][3:6] == ("Complete", "", "Delivered.")
    assert rows(build(as_of=JULY))[0][3:6] == ("On track", "", "Planned.")
    assert rows(build(as_of=date(2017, 6, 30)))[0][3:6] == ("", "Stale", "")


def test_removed_initiatives_other_years_and_internal_notes_are_not_in_it():
    shown = make_initiative("J9", led_by="CBC")
    record(shown, "Delivered.", internal_note="A neighbour complained.")
    make_initiative("Gone", led_by="CBC", removed_on=JULY, removal_reason="Merged.")
    make_initiative("Last year's", led_by="CBC", plan=make_plan(2016))

    report = build()

    assert [row[0] for row in rows(report)] == ["J9"]
    for kept_back in ("Gone", "Merged", "neighbour", "Last year"):
        assert kept_back not in repr(report)


def test_before_an_agency_is_chosen_the_page_asks_and_has_nothing_else(reader):
    make_initiative("J9", led_by="CBC / Police")
    make_agency("Probation")
    make_initiative("Gone", led_by="ECC", removed_on=JULY, removal_reason="Merged.")
    make_initiative("Last year's", led_by="PCC", plan=make_plan(2016))

    page = reader.get(f"{ADDRESS}/")

    assert page.status_code == 200
    assert not tables_of(page)
    words = words_of(page)
    assert "There is a problem" not in words
    for offered in ("CBC", "Police"):
        assert offered in words
    for not_offered in ("Probation", "ECC", "PCC", "Download"):
        assert not_offered not in words


def test_a_plan_in_which_nobody_leads_says_so(reader):
    make_initiative("J9")

    assert "No agency leads anything in this plan yet." in words_of(reader.get(f"{ADDRESS}/"))


@pytest.mark.parametrize("ending", ["/", *(f".{extension}" for extension in FORMATS)])
@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ("", "Choose the agency that the report is of."),
        (
            "99999",
            "The address asks for an agency that leads nothing in this plan. Choose another.",
        ),
        ("CBC", "The address asks for an agency that leads nothing in this plan. Choose another."),
        ("1\0", "The address asks for an agency that leads nothing in this plan. Choose another."),
        (
            "9" * 40,
            "The address asks for an agency that leads nothing in this plan. Choose another.",
        ),
    ],
    ids=["blank", "nobody", "a name", "control character", "beyond any number"],
)
def test_no_agency_or_a_wrong_one_shows_the_form_again_with_the_reason(
    reader, ending, asked, complaint
):
    make_initiative("J9", led_by="CBC")

    response = reader.get(f"{ADDRESS}{ending}", {"agency": asked})

    assert response.status_code == 400
    assert complaint in words_of(response)
    assert 'href="#id_agency"' in response.content.decode()


def test_a_file_that_is_of_nobody_asks_whose_it_is_to_be(reader):
    make_initiative("J9", led_by="CBC")

    response = reader.get(f"{ADDRESS}.xlsx")

    assert response.status_code == 400
    assert "Choose the agency that the report is of." in words_of(response)


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize(
    ("short_name", "stem"), [("Community 360", "community-360"), ("Ярослав", None)]
)
def test_its_files_are_named_for_the_agency(reader, extension, short_name, stem):
    council = make_agency(short_name)
    make_initiative("J9", led_by=short_name)

    response = reader.get(f"{ADDRESS}.{extension}", {"agency": council.pk})

    assert response.status_code == 200
    assert response["Content-Disposition"] == (
        f'attachment; filename="agency-{stem or council.pk}-2017-18.{extension}"'
    )


def test_the_page_and_the_file_hold_the_builders_rows(reader, seed_plans):
    plan = PartnershipPlan.objects.get(start_year=2017)
    report = build("SCP", plan=plan, as_of=timezone.localdate())
    asked = {"agency": make_agency("SCP").pk}

    [shown] = tables_of(reader.get(f"{ADDRESS}/", asked))
    workbook = load_workbook(BytesIO(reader.get(f"{ADDRESS}.xlsx", asked).content))

    assert len(rows(report)) == 4
    assert [row[0] for row in shown[1:]] == [row[0] for row in rows(report)]
    told = [tuple(cell or "" for cell in row) for row in workbook["Data"].values]
    assert told[1:] == list(report.data_rows)


def test_an_initiative_leads_to_its_page_for_who_may_read_it(client):
    council = make_agency("CBC")
    make_initiative("J9", led_by="CBC", number=7)

    for person, leads in ((make_person(CLERK), True), (make_reader_of_reports(), False)):
        client.force_login(person)
        page = client.get(f"{ADDRESS}/?agency={council.pk}").content.decode()
        assert ('href="/2017-18/initiatives/7/"' in page) is leads


@pytest.mark.parametrize("count", [10, 300])
def test_its_statements_do_not_grow(django_assert_max_num_queries, count):
    plan = make_large_plan(count)

    with django_assert_max_num_queries(5):
        report = agency.build(plan, agency=make_agency("CBC"), as_of=SEPTEMBER)

    assert len(report.data_rows) == count
