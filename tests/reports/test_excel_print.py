"""The sheet that prints as the committee prints it."""

import math
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Column, Group, Points, Row, Table, Text
from reports.renderers.excel import render
from reports.renderers.spreadsheet import print_sheet
from tests.reports import sample_reports

SAMPLES = [sample_reports.year_end, sample_reports.annual_plan]
HEADINGS = ["Target", "Lead Agency", "Outcome"]


def printed(report) -> Worksheet:
    return load_workbook(BytesIO(render(report))).worksheets[0]


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet for cell in row if cell.value is not None]


def row_of(sheet: Worksheet, text: str) -> int:
    return next(cell.row for row in sheet for cell in row if cell.value == text)


def area(sheet: Worksheet, cell) -> CellRange:
    """The merged cells that a cell heads, or the cell alone."""
    for merged in sheet.merged_cells:
        if (merged.min_row, merged.min_col) == (cell.row, cell.column):
            return merged
    return CellRange(cell.coordinate)


def heights(sheet: Worksheet, area: CellRange) -> float:
    rows = range(area.min_row, area.max_row + 1)
    return sum(sheet.row_dimensions[row].height for row in rows)


def width(sheet: Worksheet, area: CellRange) -> float:
    letters = map(get_column_letter, range(area.min_col, area.max_col + 1))
    return sum(sheet.column_dimensions[letter].width for letter in letters)


def xml(file: bytes) -> str:
    with ZipFile(BytesIO(file)) as package:
        return package.read("xl/worksheets/sheet1.xml").decode()


def written_styles(file: bytes) -> dict[str, str]:
    return dict(re.findall(r'<c r="(\w+)" s="(\d+)"', xml(file)))


def coordinates(merged: CellRange) -> list[str]:
    return [f"{get_column_letter(column)}{row}" for row, column in merged.cells]


def edged(sheet: Worksheet, merged: CellRange) -> bool:
    border = sheet.cell(merged.min_row, merged.min_col).border
    return {side.style for side in (border.left, border.right, border.top, border.bottom)} == {
        "thin"
    }


def pages(sheet: Worksheet) -> list[range]:
    ends = [entry.id for entry in sheet.row_breaks.brk]
    return [
        range(first + 1, last + 1)
        for first, last in zip([0, *ends], [*ends, sheet.max_row], strict=True)
    ]


def first_column(sheet: Worksheet, rows: range) -> list[str]:
    return [sheet.cell(row, 1).value for row in rows if sheet.cell(row, 1).value]


# What is printed


def test_the_year_end_report_prints_in_the_papers_order():
    report = sample_reports.year_end()
    sheet = printed(report)
    table = report.tables[0]

    assert sheet.title == "Year end 2016-17"
    assert texts(sheet)[:13] == [
        "Safer and Stronger Communities",
        "Colchester Community Safety Partnership Year end performance report for 2016-2017",
        "April 2017",
        "Prepared by: Sonia Carr (01206 282978) & Kayleigh Bewlay (01206 282966)",
        report.particulars.opening,
        "KEY PRIORITY 1: TO PROTECT VULNERABLE PEOPLE",
        table.description,
        *HEADINGS,
        "Raise awareness of Domestic Abuse",
        *table.groups[0].rows[0].cells,
    ]


def test_the_annual_plan_prints_lists_tables_and_the_line_for_enquiries():
    report = sample_reports.annual_plan()
    sheet = printed(report)
    told = texts(sheet)

    assert sheet.title == "Annual plan 2017-18"
    assert "Updated 30/8/17" in told
    assert told[told.index("This KP includes:") + 1] == (
        "• Sharing data and good practice (maintaining successful CS Hub)"
    )
    assert "10. Repeat high harm ASB" in told
    assert [column.heading for column in report.tables[0].columns] == told[
        told.index("PROJECT / INITIATIVE") :
    ][:8]
    assert told[-1] == "All enquiries to: Safer.Colchester@colchester.gov.uk"


def test_a_line_with_either_mark_prints_as_it_was_typed_and_stands_in():
    report = sample_reports.annual_plan()
    text = Text("Scope", "It covers:\n• homes\n- streets")
    sheet = printed(replace(report, sections=(text, *report.sections)))

    looks = {text: sheet.cell(row_of(sheet, text), 1).alignment.indent for text in texts(sheet)}
    assert (looks["It covers:"], looks["• homes"], looks["- streets"]) == (0, 2, 2)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_text_of_the_report_is_printed_once(sample):
    report = sample()
    told = texts(printed(report))
    cells = [
        text
        for table in report.tables
        for group in table.groups
        for row in group.rows
        for text in (*row.cells, *([group.heading] if group.heading else []))
    ]

    assert {text for text in cells if text} <= set(told)
    outcomes = [row[-1] if len(row) == 5 else row[2] for row in report.data_rows]
    assert [text for text in told if text in outcomes] == outcomes


def test_parts_that_a_paper_does_not_print_leave_no_row():
    sheet = printed(sample_reports.of_sections())

    assert texts(sheet) == ["A paper"]
    assert sheet.max_row == 1


def test_a_target_spans_its_rows():
    report = sample_reports.year_end()
    sheet = printed(report)

    for table in report.tables:
        for group in table.groups:
            cell = sheet.cell(row_of(sheet, group.heading), 1)
            assert area(sheet, cell).size == {"columns": 1, "rows": len(group.rows)}
            assert sheet.cell(cell.row, 3).value == group.rows[0].cells[1]


def test_no_two_merged_cells_overlap():
    narrow = Table(
        "n",
        (Column("Target", "a", 1), Column("Outcome", "b", 1)),
        (Group((Row(("x",)), Row(("y",))), "Over two rows and several columns"),),
    )
    for report in (*(sample() for sample in SAMPLES), _with_plan_table(narrow)):
        taken = set()
        for merged in printed(report).merged_cells:
            assert taken.isdisjoint(merged.cells)
            taken.update(merged.cells)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_table_cell_has_edges_on_all_sides_wherever_it_spans(sample):
    """Read from the file itself: openpyxl gives merged cells edges that Excel never sees."""
    file = render(sample())
    written = written_styles(file)
    sheet = load_workbook(BytesIO(file)).worksheets[0]

    in_tables = [merged for merged in sheet.merged_cells if edged(sheet, merged)]
    assert in_tables
    for merged in in_tables:
        assert len({written[coordinate] for coordinate in coordinates(merged)}) == 1


def test_column_headings_are_bold_and_shaded():
    sheet = printed(sample_reports.year_end())
    heading = sheet.cell(row_of(sheet, "Target"), 1)

    assert heading.font.bold
    assert heading.fill.fill_type == "solid"


def test_a_short_table_prints_two_rows_side_by_side_like_the_papers_glossary():
    report = sample_reports.annual_plan()
    sheet = printed(report)
    first = row_of(sheet, "Abbreviation")

    def filled(row):
        return [cell.value for cell in sheet[row] if cell.value]

    assert filled(first) == ["Abbreviation", "Description"] * 2
    assert filled(first + 1) == [
        "ASB",
        "Anti-Social Behaviour",
        "ATCM",
        "Association of Town and City Management",
    ]
    assert filled(first + 11) == ["YSG", "Youth Strategy Group"]


def test_a_short_table_with_little_beside_it_prints_as_it_is():
    entries = sample_reports.glossary([{"repaired": ["ASB", "Anti-Social Behaviour"]}])
    sheet = printed(
        replace(sample_reports.year_end(), sections=(*sample_reports.year_end().sections, entries))
    )
    row = row_of(sheet, "ASB")

    assert sheet.cell(row, 2).value == "Anti-Social Behaviour"
    assert area(sheet, sheet.cell(row, 2)).size["columns"] == 2


def test_text_is_arial_10_at_least_and_the_title_14():
    for sample in SAMPLES:
        sheet = printed(sample())
        fonts = [cell.font for row in sheet for cell in row if cell.value]

        assert {font.name for font in fonts} == {"Arial"}
        assert min(font.size for font in fonts) >= 10
        assert sheet["A2"].font.size >= 14
        assert all(cell.alignment.wrap_text for row in sheet for cell in row if cell.value)


# The page


@pytest.mark.parametrize("sample", SAMPLES)
def test_both_sheets_print_on_a4_landscape_one_page_wide(sample):
    for sheet in load_workbook(BytesIO(render(sample()))):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sum(column.width for column in sheet.column_dimensions.values()) <= 137.5


def test_the_footer_prints_an_ampersand_and_stays_within_excels_limit():
    report = sample_reports.of_sections(title="Crime & Disorder, 1 & 2 " * 30)
    footer = printed(report).oddFooter

    assert footer.left.text.startswith("Crime && Disorder")
    assert len(str(footer)) <= 255


@pytest.mark.parametrize(
    ("sample", "heading"), list(zip(SAMPLES, ["Target", "PROJECT / INITIATIVE"], strict=True))
)
def test_the_column_headings_repeat_on_each_page(sample, heading):
    sheet = printed(sample())
    row = row_of(sheet, heading)

    assert sheet.print_title_rows == f"${row}:${row}"


def test_every_table_stands_under_its_column_headings_once():
    """A table that opens a page stands under the repeated headings and needs none of its own."""
    report = sample_reports.year_end()
    sheet = printed(report)
    opening = [next(iter(first_column(sheet, page))) for page in pages(sheet)]

    for table in report.tables:
        row = row_of(sheet, table.heading)
        assert sheet.cell(row + 1, 1).value == table.description
        under = [sheet.cell(row + 2, column).value for column in (1, 2, 3)]
        assert (under == HEADINGS) == (table.heading not in opening)
    assert sum(table.heading in opening for table in report.tables) >= 1


@pytest.mark.parametrize("sample", SAMPLES)
def test_pages_fill_a_landscape_sheet_and_no_more(sample):
    sheet = printed(sample())
    headings = int(sheet.print_title_rows.split("$")[-1])
    margins = (sheet.page_margins.top + sheet.page_margins.bottom) * 72

    for page in pages(sheet):
        rows = [*page, headings] if page[0] > headings else page
        assert sum(sheet.row_dimensions[row].height for row in rows) <= 595 - margins
    assert len(pages(sheet)) < 10


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_page_ends_with_a_heading(sample):
    sheet = printed(sample())

    for page in pages(sheet):
        last = sheet.cell(page[-1], 1)
        assert not last.font.bold
        assert not str(last.value).endswith(":")


def test_a_list_stays_with_what_it_is_said_of():
    sections = [
        section
        for number in range(12)
        for section in (
            Text(f"Priority {number}", "To reduce harm"),
            Points("", ("one", "two", "three"), opening="This KP includes:"),
        )
    ]
    sheet = printed(sample_reports.of_sections(*sections))

    assert len(pages(sheet)) > 1
    for page in pages(sheet):
        told = first_column(sheet, page)
        assert told.count("To reduce harm") == told.count("• three")


def test_what_follows_the_table_is_not_alone_under_its_headings():
    report = sample_reports.annual_plan()
    *others, table, glossary = report.sections
    for count in range(1, 19):  # the nineteenth row is too tall to share a page with a glossary
        short = replace(table, groups=table.groups[:count])
        sheet = printed(replace(report, sections=(*others, short, glossary)))

        last_row = row_of(sheet, "GLOSSARY") - 1
        assert sheet.cell(last_row, 1).value == table.groups[count - 1].rows[0].cells[0]
        assert last_row in pages(sheet)[-1]


def test_a_target_is_not_cut_by_the_end_of_a_page():
    target = "A target of many words that needs several lines of its narrow column. " * 3
    rows = tuple(Row(("CBC", "short"), f"2016-17/{number}") for number in range(12))
    report = sample_reports.of_texts()
    table = replace(report.tables[0], groups=tuple(Group(rows, f"{n} {target}") for n in range(9)))
    sheet = printed(replace(report, sections=(table,)))

    for page in pages(sheet)[:-1]:
        headed = max(row for row in page if str(sheet.cell(row, 1).value).endswith(". "))
        left = CellRange(min_row=headed, max_row=page[-1], min_col=1, max_col=1)
        lines = math.ceil(len(target) * 5 / (30 * 5.25))
        assert heights(sheet, left) >= lines * 11.5


def test_a_sheet_has_no_more_page_breaks_than_excel_allows(monkeypatch):
    report = sample_reports.of_sections(Text("", "word " * 4_000 + "\n" + "word " * 4_000))
    assert len(pages(printed(report))) > 3

    monkeypatch.setattr(print_sheet, "MOST_BREAKS", 2)

    assert len(pages(printed(report))) == 3


# Heights


@pytest.mark.parametrize("sample", SAMPLES)
def test_rows_are_high_enough_for_their_text(sample):
    """Counted another way: Arial's letters are on average somewhat less than half as wide as high."""
    for sheet in load_workbook(BytesIO(render(sample()))):
        for cell in (cell for row in sheet for cell in row if cell.value):
            shown = area(sheet, cell)
            size = cell.font.size
            a_line = width(sheet, shown) * 5.25 / (size * 0.45)
            lines = sum(math.ceil(len(line) / a_line or 1) for line in cell.value.split("\n"))
            assert heights(sheet, shown) >= lines * size * 1.15


def test_a_text_too_long_for_a_row_goes_on_in_the_next():
    words = [f"word{number}" for number in range(3_000)]
    sheet = printed(sample_reports.of_texts(" ".join(words)))
    first = row_of(sheet, "Raise awareness")
    rows = range(first, sheet.max_row + 1)

    assert len(rows) > 2
    assert " ".join(sheet.cell(row, 3).value.strip() for row in rows).split() == words
    assert all(sheet.row_dimensions[row].height <= 409 for row in rows)
    assert area(sheet, sheet.cell(first, 1)).size["rows"] == len(rows)
    assert [bool(sheet.cell(row, 3).border.top.style) for row in rows] == [True] + [False] * (
        len(rows) - 1
    )
    assert sheet.cell(rows[-1], 3).border.bottom.style == "thin"


def test_a_long_target_gets_the_height_it_needs():
    target = "A target that goes on and on. " * 90
    sheet = printed(sample_reports.of_texts("short", heading=target))
    spanned = area(sheet, sheet.cell(row_of(sheet, target), 1))

    assert heights(sheet, spanned) > 409
    assert spanned.size["rows"] > 1
    assert all(row.height <= 409 for row in sheet.row_dimensions.values())


def test_merged_cells_read_as_one():
    sheet = printed(sample_reports.annual_plan())

    for merged in sheet.merged_cells:
        _, *others = merged.cells
        assert others
        assert all(isinstance(sheet.cell(*cell), MergedCell) for cell in others)


def _with_plan_table(table: Table):
    report = sample_reports.annual_plan()
    return replace(report, sections=(*report.sections, table))
