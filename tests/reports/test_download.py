from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from priorities.models import PartnershipPlan
from reports.catalogue import FORMATS, REPORTS
from scp_tracker.accounts.roles import CLERK
from tests.builders import make_initiative, make_key_priority, record
from tests.people import make_person
from tests.reports.slugs import OF_THE_WHOLE_PLAN

pytestmark = pytest.mark.django_db

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAPERS = [(2016, "year-end"), (2017, "year-end"), (2016, "annual-plan"), (2017, "annual-plan")]


@pytest.fixture
def clerk(client):
    client.force_login(make_person(CLERK))
    return client


def data_of(response):
    """The rows of the file's Data sheet, headings first; a blank cell is ""."""
    workbook = load_workbook(BytesIO(response.content))
    return [[cell or "" for cell in row] for row in workbook["Data"].iter_rows(values_only=True)]


@pytest.mark.parametrize(("start_year", "slug"), PAPERS)
def test_the_file_holds_the_builders_rows(clerk, seed_plans, start_year, slug):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    report = REPORTS[slug].build(plan, as_of=timezone.localdate())

    response = clerk.get(f"/{plan.year}/reports/{slug}.xlsx")

    assert data_of(response) == [
        [column.heading for column in report.data_columns],
        *map(list, report.data_rows),
    ]
    assert len(report.data_rows) == {2016: 34, 2017: 30}[start_year]


def ending(slug):
    """What the name of a file ends in that the committee was not given."""
    return "-draft" if REPORTS[slug].is_to_be_issued else ""


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
@pytest.mark.parametrize("extension", FORMATS)
def test_a_file_comes_with_its_name_and_type(clerk, slug, extension):
    make_initiative()

    response = clerk.get(f"/2017-18/reports/{slug}.{extension}")

    assert response.status_code == 200
    assert response["Content-Disposition"] == (
        f'attachment; filename="{slug}-2017-18{ending(slug)}.{extension}"'
    )
    assert response["Content-Type"] == FORMATS[extension].content_type
    assert response["Cache-Control"] == "no-store, private"


def test_excel_says_that_it_is_excel(clerk):
    make_initiative()

    assert clerk.get("/2017-18/reports/year-end.xlsx")["Content-Type"] == XLSX


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_report_is_the_same_bytes(clerk, slug, extension):
    record(make_initiative(serves=(make_key_priority(),), led_by="CBC / Police"), "Delivered.")
    address = f"/2017-18/reports/{slug}.{extension}?as_of=2017-08-30"

    assert clerk.get(address).content == clerk.get(address).content


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_a_file_goes_back_as_the_page_does(clerk, slug):
    initiative = make_initiative("J9", is_highlight=True)
    record(initiative, "Planned.", on=date(2017, 7, 14))
    record(initiative, "Delivered.", on=date(2017, 8, 30))

    def words(query):
        _, *rows = data_of(clerk.get(f"/2017-18/reports/{slug}.xlsx{query}"))
        return "\n".join(text for row in rows for text in row)

    assert "Delivered." in words("")
    assert "Planned." not in words("")
    assert "Planned." in words("?as_of=2017-08-29")
    assert "Delivered." not in words("?as_of=2017-08-29")


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_removed_initiatives_and_internal_notes_are_in_no_file(clerk, slug):
    shown = make_initiative("J9", is_highlight=True, serves=(make_key_priority(),))
    record(shown, "Delivered.", internal_note="A neighbour complained.")
    gone = make_initiative("Gone away", removed_on=date(2017, 9, 1), removal_reason="Merged.")
    record(gone, "Never happened.")

    workbook = load_workbook(BytesIO(clerk.get(f"/2017-18/reports/{slug}.xlsx").content))

    words = [
        str(cell)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell
    ]
    assert any("Delivered." in text for text in words)
    for kept_back in ("neighbour", "Gone away", "Never happened", "Merged"):
        assert not any(kept_back in text for text in words)


def test_an_outcome_written_now_is_in_the_next_file(clerk):
    initiative = make_initiative("J9")
    record(initiative, "Planned.")
    before = data_of(clerk.get("/2017-18/reports/annual-plan.xlsx"))
    record(initiative, "Delivered.", on=timezone.localdate())

    after = data_of(clerk.get("/2017-18/reports/annual-plan.xlsx"))

    assert (before[1][2], after[1][2]) == ("Planned.", "Delivered.")


@pytest.mark.parametrize("slug", OF_THE_WHOLE_PLAN)
def test_the_longest_text_that_can_be_recorded_can_be_downloaded(clerk, slug):
    record(make_initiative("J9"), "x" * 20_000)

    assert clerk.get(f"/2017-18/reports/{slug}.xlsx").status_code == 200


def test_a_file_of_an_earlier_day_says_so_in_its_name_and_in_its_head(clerk):
    make_initiative()

    response = clerk.get("/2017-18/reports/annual-plan.xlsx?as_of=1/5/2017")

    assert (
        'filename="annual-plan-2017-18-as-of-2017-05-01-draft.xlsx"'
        in response["Content-Disposition"]
    )
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row]
    assert "Outcomes as reported by 1 May 2017. Titles, leads and timings are newer." in texts


@pytest.mark.parametrize("slug", [slug for slug, paper in REPORTS.items() if paper.is_to_be_issued])
def test_a_draft_says_so_on_every_page_of_its_excel_file_and_in_every_row(clerk, slug):
    make_initiative()

    workbook = load_workbook(BytesIO(clerk.get(f"/2017-18/reports/{slug}.xlsx").content))

    printed, data = workbook.worksheets
    assert [sheet.oddHeader.right.text for sheet in workbook.worksheets] == ["DRAFT", "DRAFT"]
    assert printed["A1"].value == "DRAFT"
    headings, *rows = data.values
    assert {dict(zip(headings, row, strict=True))["Paper"] for row in rows} == {"DRAFT"}


@pytest.mark.parametrize("slug", [slug for slug, paper in REPORTS.items() if paper.is_to_be_issued])
def test_the_page_of_a_draft_says_so(clerk, slug):
    make_initiative()

    assert "DRAFT" in clerk.get(f"/2017-18/reports/{slug}/").content.decode()


def test_a_paper_that_cannot_be_a_file_says_why_and_leads_to_its_page(clerk, monkeypatch):
    monkeypatch.setattr("priorities.sheets.texts.LONGEST_TEXT", 10)
    record(make_initiative("J9", number=7), "Delivered as was agreed.", on=date(2017, 8, 30))

    response = clerk.get("/2017-18/reports/annual-plan.xlsx?as_of=2017-08-30")

    page = response.content.decode()
    assert response.status_code == 503
    assert response["Content-Type"].startswith("text/html")
    assert "The Excel file could not be made" in page
    assert "has 24 characters; an Excel cell holds 10." in page
    assert '/2017-18/reports/annual-plan/?as_of=2017-08-30"' in page
