"""The Excel file as a package, its data sheet, and what people type that Excel takes for more."""

import re
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.document import Column, DataColumn, Group, Row, Table
from reports.renderers.excel import render
from reports.renderers.refusals import CannotBeMade
from reports.renderers.spreadsheet.titles import sheet_title
from tests.reports import sample_reports

SHARED = "xl/sharedStrings.xml"
SAMPLES = [sample_reports.year_end, sample_reports.annual_plan]

TYPED = [
    "=1+1",
    "=HYPERLINK(A1)",
    "+1",
    "-x",
    "@SUM(A1)",
    "#REF!",
    "TRUE",
    "1/2",
    "00123",
    "1e5",
    "_x0041_",
    "_x000D_ then __x0042_ and _x0043_x0044_",
    "_x005F_",
    "ax005F_b",
    "  spaces on both sides  ",
    "\nlines on both sides\n",
    "two\n\nlines",
    "tab\there",
    "👩‍👩‍👧 🎉",
    "\u05e9\u05dc\u05d5\u05dd \u202bx\u202c \u0645\u0631\u062d\u0628\u0627",
    "<script>alert(1)</script> & \"q\" 'q' &amp; ]]>",
]


def opened(file: bytes) -> Workbook:
    return load_workbook(BytesIO(file))


def data(file: bytes) -> Worksheet:
    return opened(file)["Data"]


def parts(file: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(file)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


# What was typed


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_comes_back_as_text(typed):
    workbook = opened(render(sample_reports.of_texts(typed)))

    printed = [cell for row in workbook.worksheets[0] for cell in row if cell.value == typed]
    for cell in [workbook["Data"]["D2"], *printed]:
        assert cell.value == typed
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert len(printed) == 1


@pytest.mark.parametrize("typed", ["=1+1", "#REF!", "=cmd|'/c calc'!A0"])
def test_nothing_typed_becomes_a_formula_or_an_error(typed):
    report = sample_reports.of_texts(typed, heading=typed, year=typed[:5])
    [table] = report.tables
    columns = (Column(typed, "target", 1), *table.columns[1:])
    written = parts(render(replace(report, sections=(replace(table, columns=columns),))))

    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        cells = re.findall(r"<c .*?(?:/>|</c>)", written[name])
        assert len(cells) > 3
        for cell in cells:  # blank, or the number of a text
            assert re.fullmatch(r'<c r="\w+" s="\d+"(/>| t="s"><v>\d+</v></c>)', cell)


def test_typed_escapes_are_never_whole_in_one_run():
    """Excel reads "_x0041_" in one run as "A"; openpyxl does not, so its reading proves nothing."""
    written = parts(render(sample_reports.of_texts("_x0041_ and _x005F_x0042_")))

    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "x0041_" in written[name]
        assert not re.search("_x[0-9A-Fa-f]{4}_", written[name])


def test_spaces_at_the_ends_are_marked_as_meant():
    written = parts(render(sample_reports.of_texts(" kept ", " _x0041_ ")))

    assert '<t xml:space="preserve"> kept </t>' in written[SHARED]
    assert '<t xml:space="preserve"> _</t>' in written["xl/worksheets/sheet2.xml"]


def test_a_text_is_held_once_however_many_cells_show_it():
    written = parts(render(sample_reports.of_texts("Delivered.", "Delivered.")))[SHARED]

    assert written.count("Delivered.") == 1
    assert f'uniqueCount="{written.count("<si>")}"' in written


def test_the_file_says_where_its_texts_are():
    """Excel looks in both places; openpyxl only in the second."""
    written = parts(render(sample_reports.of_texts("Delivered.")))

    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        assert written[name].count(SHARED) == 1


@pytest.mark.parametrize(
    "unwritable", ["\x07", "\x0b", "\x1b", "\x00", "\ufffe", "\uffff", "\ud800"]
)
def test_characters_no_file_can_hold_are_replaced(unwritable):
    report = sample_reports.of_texts(f"a{unwritable}b", heading=f"a{unwritable}b")
    report = replace(
        report, particulars=replace(report.particulars, title=f"a{unwritable}b", partnership="\x07")
    )
    workbook = opened(render(report))

    assert workbook["Data"]["D2"].value == "a\ufffdb"
    assert workbook["Data"]["B2"].value == "a\ufffdb"
    assert workbook.worksheets[0]["A1"].value == "a\ufffdb"
    assert workbook.properties.title == "a\ufffdb"


def test_every_kind_of_line_ending_is_one_line_feed():
    assert data(render(sample_reports.of_texts("a\r\nb\rc")))["D2"].value == "a\nb\nc"


def test_a_text_that_just_fits_a_cell_is_kept_whole():
    longest = "x " * 16_383 + "x"

    assert data(render(sample_reports.of_texts(longest)))["D2"].value == longest


@pytest.mark.parametrize("too_long", ["x" * 32_768, "🎉" * 16_384])
def test_a_text_that_excel_would_cut_is_refused_by_name(too_long):
    with pytest.raises(CannotBeMade, match=r"2016-17/02: .*“Outcome” has 32,768 characters"):
        render(sample_reports.of_texts("short", too_long))


def test_a_target_that_excel_would_cut_is_refused_by_name():
    report = sample_reports.of_texts("", heading="x" * 32_768)

    with pytest.raises(CannotBeMade, match=r"2016-17/01: .*“Target”"):
        render(report)


# The file


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_same_report_makes_the_same_bytes_in_any_process(sample, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "4")  # puts sets in another order

    with get_context("spawn").Pool(1) as elsewhere:
        assert elsewhere.apply(render, [sample()]) == render(sample())


def test_the_same_report_makes_the_same_bytes_on_another_day(monkeypatch):
    report = sample_reports.of_texts("Delivered.", "Delivered again.")
    first = render(report)
    now = time.time()

    monkeypatch.setattr(time, "time", lambda: now + 86_400)

    assert render(report) == first


def test_nothing_in_the_file_tells_when_it_was_made():
    file = render(sample_reports.year_end())

    with ZipFile(BytesIO(file)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(file).properties
    assert properties.created == properties.modified
    assert properties.created.date() == date(2017, 4, 30)
    assert time.strftime("%Y-%m-") not in "".join(parts(file).values())


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_file_names_the_partnership_and_no_person(sample):
    report = sample()
    workbook = opened(render(report))
    properties = workbook.properties

    assert properties.creator == "Safer Colchester Partnership"
    assert properties.title == report.particulars.title
    assert properties.language == "en-GB"
    assert properties.lastModifiedBy is None
    assert len(workbook.custom_doc_props) == 0


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_hidden_linked_or_left_over(sample):
    file = render(sample())
    workbook = opened(file)

    assert len(workbook.sheetnames) == 2
    for sheet in workbook:
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert set(sheet.defined_names) <= {"_xlnm.Print_Titles"}
    assert not workbook.defined_names
    assert "definedName " in parts(file)["xl/workbook.xml"]
    assert not any("external" in name.lower() for name in parts(file))
    assert not any("TargetMode" in text for text in parts(file).values())


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Year end 2016-17", "Year end 2016-17"),
        (r"a/b\c?d*e[f]g:h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("A title of more than thirty-one characters", "A title of more than thirty-one"),
        ("***", "Report"),
        ("History", "Report"),
        ("data", "Report"),
        ("a\x07b", "a\ufffdb"),
    ],
)
def test_sheet_titles_keep_excels_rules(text, title):
    assert sheet_title(text) == title


# The data sheet


@pytest.mark.parametrize(("sample", "count"), list(zip(SAMPLES, [34, 30], strict=True)))
def test_the_data_sheet_is_the_reports_data(sample, count):
    report = sample()
    rows = list(data(render(report)).iter_rows(values_only=True))

    assert rows[0] == tuple(column.heading for column in report.data_columns)
    assert [tuple(text or "" for text in row) for row in rows[1:]] == list(report.data_rows)
    assert len(rows) == count + 1
    assert all(any(row) for row in rows)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_data_sheet_is_one_excel_table_with_filters(sample):
    report = sample()
    sheet = data(render(report))

    [table] = sheet.tables.values()
    assert table.displayName == f"data_{report.file_stem}".replace("-", "_")
    assert table.ref == sheet.dimensions == table.autoFilter.ref
    assert table.column_names == [cell.value for cell in sheet[1]]
    assert not sheet.merged_cells
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"


def test_a_data_row_keeps_one_row_however_long_its_text():
    sheet = data(render(sample_reports.of_texts("word " * 4_000, "short")))

    assert sheet.max_row == 3
    assert 400 < sheet.row_dimensions[2].height <= 409
    assert sheet.row_dimensions[3].height < 40


def test_a_report_without_outcomes_has_headings_and_no_table():
    for report in (
        sample_reports.of_texts(),
        sample_reports.of_sections(),
        replace(
            sample_reports.of_sections(), section_column=DataColumn("Key Priority", "key_priority")
        ),
    ):
        sheet = data(render(report))

        assert [cell.value for cell in sheet[1]] == [c.heading for c in report.data_columns]
        assert sheet.max_row == 1
        assert not sheet.tables


def test_headings_that_excel_would_repair_are_told_apart():
    columns = tuple(
        Column(heading, f"field_{number}", 1)
        for number, heading in enumerate(["KP's (list)", "kp's (list)", "", "two\nlines"])
    )
    table = Table("t", columns, (Group((Row(("1", "2", "3", "4"), "2017-18/01"),)),))
    sheet = data(render(sample_reports.of_sections(table)))

    headings = ["Reference", "KP's (list)", "kp's (list) (2)", "Column 4", "two lines"]
    assert [cell.value for cell in sheet[1]] == headings
    assert next(iter(sheet.tables.values())).column_names == headings
