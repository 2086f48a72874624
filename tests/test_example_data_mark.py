"""Every page and file about a plan of example data says so, and none about another."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from initiatives.models import Agency, Initiative
from priorities.models import PartnershipPlan
from reports.catalogue import FORMATS
from scp_tracker.accounts.roles import CLERK, OFFICER, PARTNER
from tests.builders import make_agency, make_initiative, make_key_priority, make_plan, record
from tests.pages import tables_of, words_of
from tests.people import make_person
from tests.reports.slugs import OF_THE_WHOLE_PLAN

pytestmark = pytest.mark.django_db

MARK = "Made up to show the tracker, not what any agency did."
SENTENCE = "Example data: made up to show the tracker, not what any agency did."
PAGES = [
    "",
    "?q=nothing",
    "?status=splendid",
    "priorities/",
    "calendar/",
    "changes/",
    "changes/?since=never",
    "together/?chosen=1",
    "initiatives/add/",
    "initiatives/1/",
    "initiatives/1/update/",
    "initiatives/1/edit/",
    "initiatives/1/remove/",
    "initiatives/2/put-back/",
    "reports/",
    "reports/year-end/",
    "reports/annual-plan/",
    "reports/annual-plan/?as_of=2026-05-01",
    "reports/annual-plan/?as_of=never",
]


@pytest.fixture
def police() -> Agency:
    return make_agency("Police")


@pytest.fixture
def plan(police: Agency) -> PartnershipPlan:
    """An example plan of two initiatives, one of them removed, beside a real one."""
    plan = make_plan(2026, is_example=True)
    for made in (plan, make_plan(2017)):
        priority = make_key_priority(plan=made)
        make_initiative("Crucial Crew", plan=made, number=1, led_by="Police", serves=(priority,))
    make_initiative(
        plan=plan, number=2, removed_on=timezone.localdate(), removal_reason="Done elsewhere."
    )
    return plan


@pytest.mark.parametrize("page", PAGES)
def test_every_page_about_the_plan_is_marked(client, plan, page):
    client.force_login(make_person(OFFICER))

    words = words_of(client.get(f"/2026-27/{page}"))

    assert f"Example data {MARK}" in words
    assert words.count(MARK) == 1


@pytest.mark.parametrize("page", ["", "priorities/", "initiatives/1/", "reports/year-end/"])
def test_no_page_about_another_plan_is(client, plan, page):
    client.force_login(make_person(OFFICER))

    assert MARK not in words_of(client.get(f"/2017-18/{page}"))


@pytest.mark.parametrize("form", ["initiatives/1/update/", "initiatives/1/edit/"])
def test_a_form_that_is_shown_again_is_marked(client, plan, form):
    client.force_login(make_person(OFFICER))

    assert MARK in words_of(client.post(f"/2026-27/{form}", {"status": "splendid"}))


def test_a_link_to_the_plan_says_what_it_is(client, plan):
    client.force_login(make_person(OFFICER))

    assert "Plan 2026-27 (example data)" in words_of(client.get("/2017-18/"))


@pytest.mark.parametrize(
    ("address", "others"), [("/", []), ("/my-actions/", ["Crucial Crew 2017-18/01"])]
)
def test_each_action_in_the_plan_is_marked(client, plan, police, address, others):
    client.force_login(make_person(PARTNER, agencies=[police]))

    [actions, *_] = tables_of(client.get(address))

    assert [row[0] for row in actions[1:]] == ["Crucial Crew 2026-27/01 Example data", *others]


@pytest.mark.parametrize("address", ["/", "/reports/"])
def test_each_list_of_years_marks_the_plan(client, plan, address):
    client.force_login(make_person(CLERK))

    years = [table for table in tables_of(client.get(address)) if table[0][0] == "Plan year"]
    assert years
    for table in years:
        assert [row[0] for row in table[1:]] == ["2026-27 Example data", "2017-18"]


def test_gaps_and_news_of_the_plan_are_marked(client, plan, police):
    writer = make_person(PARTNER, agencies=[police])
    for initiative in Initiative.objects.filter(number=1):
        record(initiative, "Trainer booked.", by=writer, agency=police)
    client.force_login(make_person(OFFICER))

    words = words_of(client.get("/"))

    assert "In the plan 2026-27 Example data" in words
    news = words.partition("What partner agencies wrote")[2].partition("In the plan")[0]
    assert news.count("Crucial Crew") == 2
    assert news.count("Example data") == 1


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
@pytest.mark.parametrize("extension", FORMATS)
def test_every_file_is_named_for_what_it_is(client, plan, slug, extension):
    client.force_login(make_person(CLERK))

    file = client.get(f"/2026-27/reports/{slug}.{extension}")

    assert f'"{slug}-2026-27-example-data' in file["Content-Disposition"]


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_both_sheets_of_the_excel_file_are_marked(client, plan, slug):
    client.force_login(make_person(CLERK))
    plan.initiatives.update(is_highlight=True)

    file = client.get(f"/2026-27/reports/{slug}.xlsx")

    workbook = load_workbook(BytesIO(file.content))
    printed, data = workbook.worksheets
    assert printed["A1"].value == SENTENCE
    heading, *rows = data.values
    assert heading[-1] == "Kind of data"
    assert {row[-1] for row in rows} == {"Example data"}
    for sheet in workbook.worksheets:
        assert sheet.oddFooter.left.text.startswith("Example data: ")
    assert workbook.properties.title.startswith("Example data: ")


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_the_file_of_another_plan_is_as_it_was(client, plan, slug):
    client.force_login(make_person(CLERK))

    file = client.get(f"/2017-18/reports/{slug}.xlsx")

    assert f'"{slug}-2017-18' in file["Content-Disposition"]
    assert "example" not in file["Content-Disposition"]
    workbook = load_workbook(BytesIO(file.content))
    assert not any(
        "xample data" in str(value) for sheet in workbook for row in sheet.values for value in row
    )


def test_the_set_up_screens_say_so_and_leave_the_mark_alone(client, plan):
    client.force_login(make_person(OFFICER))
    initiative = plan.initiatives.first()

    form = client.get(f"/admin/priorities/partnershipplan/{plan.pk}/change/")

    assert SENTENCE in words_of(form)
    assert "is_example" not in form.content.decode()
    change = f"/admin/initiatives/initiative/{initiative.pk}/change/"
    assert SENTENCE in words_of(client.get(change))
    years = words_of(client.get("/admin/priorities/partnershipplan/"))
    assert years.count("2026-27 (example data)") == 1
