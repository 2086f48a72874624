"""Awkward strings in every field of the database: each file of each report holds them as texts alone."""

import csv
import re
from io import BytesIO, StringIO
from unicodedata import bidirectional, combining
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from initiatives.models import Initiative
from priorities.models import PartnershipPlan
from priorities.sheets.texts import printable
from reports.catalogue import FORMATS, REPORTS
from reports.models import IssuedPaper
from reports.renderers.refusals import CannotBeMade
from reports.renderers.texts import paragraphs
from tests.pages import tables_of
from tests.reports import files, sample_reports
from tests.strings.awkward import AWKWARD
from tests.strings.stored import store_everywhere
from tests.strings.test_pages import Elements
from tests.walkers import ask

pytestmark = pytest.mark.django_db

# What is written from right to left is read here as it stands on paper.
TURNED = {"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "PDF", "PDI"}


@pytest.fixture(scope="module")
def asked(walkers):
    """With awkward strings everywhere: of whom the agency report is asked, and since when what changed."""
    store_everywhere()
    Initiative.objects.filter(plan__start_year=2017).update(is_highlight=True)
    leads = Initiative.objects.get(plan__start_year=2017, number=12).leads
    return {
        "agency": {"agency": leads.first()},
        "changes": {"issue": IssuedPaper.objects.get(start_year=2017, number=2)},
    }


@pytest.fixture(scope="module")
def reports(asked):
    """Every report of 2017-18."""
    plan = PartnershipPlan.objects.get(start_year=2017)
    today = timezone.localdate()
    return {
        slug: paper.build(plan, as_of=today, **asked.get(slug, {}))
        for slug, paper in REPORTS.items()
    }


@pytest.fixture(scope="module")
def made(reports):
    """Every file of every report."""
    return {
        (slug, extension): kind.render(report)
        for slug, report in reports.items()
        for extension, kind in FORMATS.items()
    }


def words(text):
    """The words of a text without the marks of its points: white space says nothing."""
    return "".join("".join(line.words.split()) for line in paragraphs(text))


def printed_in(report):
    """The tables of a report that have rows, each cell as its words."""
    return [rows_of(table) for table in report.tables if table.groups]


def rows_of(table):
    return [
        [words(column.heading) for column in table.columns],
        *([words(text) for text in texts] for _, texts in table.flat),
    ]


def without_white_space(tables):
    return [[["".join(text.split()) for text in row] for row in table] for table in tables]


def as_on_a_page(tables):
    """The tables of a page: it has marks of its own for points, and "|" for a tab."""
    marks = str.maketrans("", "", "•-|")
    return [[[words(text).translate(marks) for text in row] for row in table] for table in tables]


def as_on_paper(tables):
    """The tables of a PDF file; of a cell that is turned, or has marks without a letter, the letters."""
    return [[[_on_paper(text) for text in row] for row in table] for table in tables]


def _on_paper(text):
    text = text.replace("\ufeff", "\u2060")
    turned = any(bidirectional(letter) in TURNED or combining(letter) for letter in text)
    return sorted(filter(str.isalnum, set(text))) if turned else text


@pytest.mark.parametrize("slug", REPORTS)
def test_the_page_has_every_text_and_no_element_of_it(walkers, asked, reports, slug):
    query = urlencode({name: record.pk for name, record in asked.get(slug, {}).items()})

    page = ask(walkers["admin"], "GET", f"/2017-18/reports/{slug}/?{query}").response

    assert Elements(page.content.decode()).came == []
    shown = as_on_a_page(tables_of(page))
    tables = [table for table in reports[slug].tables if table.is_of_outcomes]
    assert [
        table.caption for table in tables if as_on_a_page([rows_of(table)])[0] not in shown
    ] == []


@pytest.mark.parametrize("slug", REPORTS)
def test_the_word_file_has_every_text_and_no_element_of_it(reports, made, slug):
    file = made[slug, "docx"]

    assert without_white_space(files.printed_in_word(file)) == printed_in(reports[slug])
    body = Document(BytesIO(file)).element.body
    assert not {qn("w:hyperlink"), qn("w:fldSimple"), qn("w:instrText")} & {
        element.tag for element in body.iter()
    }
    inside = {child.tag for run in body.iter(qn("w:r")) for child in run}
    assert inside <= {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:rPr")}


@pytest.mark.parametrize("slug", REPORTS)
def test_the_pdf_file_has_every_text_and_nothing_comes_of_it(reports, made, slug):
    file = made[slug, "pdf"]

    read = without_white_space(files.printed_in_pdf(file))
    assert as_on_paper(read) == as_on_paper(printed_in(reports[slug]))
    assert all("/Annots" not in page for page in PdfReader(BytesIO(file)).pages)


@pytest.mark.parametrize("slug", REPORTS)
def test_the_excel_file_has_every_text_and_no_formula(reports, made, slug):
    file = made[slug, "xlsx"]

    book = load_workbook(BytesIO(file))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    _, *rows = files.data_in_excel(file)
    assert rows == printable_rows(reports[slug])
    columns = files.columns_printed_in_excel(file)  # of which a long text fills several rows
    missing = [
        text
        for _, texts in told(reports[slug])
        for text in texts
        if not any("".join(printable(text).split()) in column for column in columns)
    ]
    assert missing == []


@pytest.mark.parametrize("slug", REPORTS)
def test_the_flat_files_have_every_text_and_no_formula(reports, made, slug):
    lines, objects = made[slug, "csv"], made[slug, "json"]

    assert files.data_in_csv(lines)[1:] == printable_rows(reports[slug])
    assert files.data_in_json(objects)[1:] == printable_rows(reports[slug])
    raw = csv.reader(StringIO(lines.decode("utf-8-sig"), newline=""))
    assert not [text for row in raw for text in row if re.match(r"\s*[=+\-@]", text)]


def told(report):
    """Each row of the tables, a text for every column."""
    return [row for table in report.tables for row in table.flat]


def printable_rows(report):
    return [[printable(text) for text in row] for row in report.data_rows]


@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize("extension", ["xlsx", "docx"])
def test_every_part_of_a_file_is_well_formed(made, slug, extension):
    with ZipFile(BytesIO(made[slug, extension])) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            fromstring(part)
        assert b"<f>" not in part, name


def test_strings_that_no_field_holds_are_whole_in_every_file_but_excels():
    report = sample_reports.of_texts(*AWKWARD.values())

    file = {name: FORMATS[name].render(report) for name in FORMATS if name != "xlsx"}

    assert without_white_space(files.printed_in_word(file["docx"])) == printed_in(report)
    read = without_white_space(files.printed_in_pdf(file["pdf"]))
    assert as_on_paper(read) == as_on_paper(printed_in(report))
    assert files.data_in_csv(file["csv"])[1:] == printable_rows(report)
    assert files.data_in_json(file["json"])[1:] == printable_rows(report)
    with pytest.raises(CannotBeMade, match="32,767"):
        FORMATS["xlsx"].render(report)
