"""Every format of a paper says the same, for the pack's two years and for the example year."""

from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from initiatives.example.year import make_example_year
from priorities.models import PartnershipPlan
from reports.catalogue import FORMATS, REPORTS
from reports.document import NOTHING_RECORDED
from scp_tracker.accounts.demo import DEMO_USERS, made
from scp_tracker.accounts.roles import CLERK
from tests.pages import tables_of, words_of
from tests.people import make_person
from tests.reports import files, sample_reports, tagged_pdf
from tests.reports.files import Rows, run_together, squeezed, words

pytestmark = pytest.mark.django_db

YEARS = ["2016-17", "2017-18", "2026-27"]
PAPERS = [slug for slug, paper in REPORTS.items() if paper.is_to_be_issued]


@pytest.fixture(scope="module")
def plans(plans_of_module, django_db_blocker):
    with django_db_blocker.unblock():
        for demo in DEMO_USERS:
            made(demo, password="demo")
        make_example_year(today=timezone.localdate())
        known = PartnershipPlan.objects.select_related("partnership")
        return {plan.year: plan for plan in known}


@pytest.fixture
def clerk(client):
    client.force_login(make_person(CLERK))
    return client


def printed_in(table) -> Rows:
    """A table of a report as every printed form has it: its headings, then its rows."""
    rows = [
        [*([] if group.heading is None else [group.heading]), *row.cells]
        for group in table.groups
        for row in group.rows
    ]
    return words([[column.heading for column in table.columns], *rows])


def files_of(report) -> dict[str, bytes]:
    return {extension: kind.render(report) for extension, kind in FORMATS.items()}


@pytest.mark.parametrize("slug", PAPERS)
@pytest.mark.parametrize("year", YEARS)
def test_every_format_says_the_same(plans, clerk, year, slug):
    report = REPORTS[slug].build(plans[year], as_of=timezone.localdate())
    made = files_of(report)

    printed = {
        "page": tables_of(clerk.get(f"/{year}/reports/{slug}/")),
        "docx": files.printed_in_word(made["docx"]),
        "pdf": files.printed_in_pdf(made["pdf"]),
    }
    data = {
        "xlsx": files.data_in_excel(made["xlsx"]),
        "csv": files.data_in_csv(made["csv"]),
        "json": files.data_in_json(made["json"]),
    }

    for name, tables in printed.items():
        alike = run_together if name == "pdf" else words
        assert [alike(table) for table in tables] == [
            alike(printed_in(table)) for table in report.tables if table.groups
        ], name
    for name, (_, *rows) in data.items():
        assert words(rows) == words([list(row) for row in report.data_rows]), name
    assert data["csv"][0] == data["json"][0] == [column.field for column in report.data_columns]
    assert data["xlsx"][0] == [" ".join(column.heading.split()) for column in report.data_columns]
    every_outcome = {squeezed(row[report_column(report, "outcome")]) for row in report.data_rows}
    assert every_outcome <= {
        cell for table in report.tables for row in printed_in(table) for cell in row
    }


def report_column(report, field: str) -> int:
    return [column.field for column in report.data_columns].index(field)


@pytest.mark.parametrize("slug", PAPERS)
@pytest.mark.parametrize("year", YEARS)
def test_the_sheet_to_print_has_every_cell_in_its_order(plans, year, slug):
    report = REPORTS[slug].build(plans[year], as_of=timezone.localdate())
    columns = files.columns_printed_in_excel(FORMATS["xlsx"].render(report))

    for table in report.tables:
        if not any(row.reference for group in table.groups for row in group.rows):
            continue  # a glossary stands in two columns side by side
        cells = [row for group in table.groups for row in group.rows]
        for place in range(len(cells[0].cells)):
            texts = ["".join(row.cells[place].split()) for row in cells]
            assert any(_stand_in_order(texts, column) for column in columns), (table.caption, place)


def _stand_in_order(texts: list[str], column: str) -> bool:
    found = 0
    for text in texts:
        found = column.find(text, found)
        if found < 0:
            return False
        found += len(text)
    return True


@pytest.mark.parametrize(
    ("year", "slug", "checked"),
    [
        ("2016-17", "year-end", sample_reports.year_end),
        ("2017-18", "annual-plan", sample_reports.annual_plan),
    ],
)
def test_both_appendices_agree_with_the_hand_checked_rows_in_every_format(
    plans, clerk, year, slug, checked
):
    made = files_of(REPORTS[slug].build(plans[year], as_of=timezone.localdate()))
    [*expected] = [
        row for table in checked().tables if is_of_outcomes(table) for row in printed_in(table)[1:]
    ]
    width = len(expected[0])

    printed = {
        "page": tables_of(clerk.get(f"/{year}/reports/{slug}/")),
        "docx": files.printed_in_word(made["docx"]),
        "pdf": files.printed_in_pdf(made["pdf"]),
    }
    for name, tables in printed.items():
        alike = run_together if name == "pdf" else words
        shown = [row for table in tables if len(table[0]) == width for row in table[1:]]
        assert alike(shown) == alike(expected), name
    worked_on = [row for row in expected if any(row[1:])]  # a target without work is no data
    data = {
        "xlsx": files.data_in_excel(made["xlsx"]),
        "csv": files.data_in_csv(made["csv"]),
        "json": files.data_in_json(made["json"]),
    }
    before = 2 if slug == "year-end" else 1
    for name, (_, *rows) in data.items():
        assert [row[before : before + width] for row in words(rows)] == worked_on, name
    assert len(worked_on) == {"year-end": 34, "annual-plan": 30}[slug]


def is_of_outcomes(table) -> bool:
    return any(row.reference for group in table.groups for row in group.rows)


def test_a_table_without_rows_says_so_in_every_printed_form(plans, clerk):
    report = REPORTS["year-end"].build(plans["2017-18"], as_of=timezone.localdate())
    made = files_of(report)

    said = {
        "page": words_of(clerk.get("/2017-18/reports/year-end/")),
        "docx": "\n".join(part.text for part in Document(BytesIO(made["docx"])).paragraphs),
        "pdf": tagged_pdf.structure(made["pdf"]).text,
        "xlsx": "\n".join(files.texts_printed_in_excel(made["xlsx"])),
    }

    empty = sum(not table.groups for table in report.tables)
    assert empty == 3
    assert {name: text.count(NOTHING_RECORDED) for name, text in said.items()} == dict.fromkeys(
        said, empty
    )
