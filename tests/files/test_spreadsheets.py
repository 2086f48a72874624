from datetime import date, time
from io import BytesIO

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from initiatives.files import spreadsheets
from initiatives.files.contents import CannotBeRead, FileTable
from initiatives.files.old_excel_records import told_by_records
from tests.files.made import (
    SHEET,
    ods,
    ods_cell,
    ods_parts,
    ods_row,
    typed,
    xls,
    xlsx,
    xlsx_parts,
    zipped,
)

DAY = 42979  # 1 September 2017, as Excel counts days
POUNDS = "[$£-809]#,##0.00"


def number(reference, value, style=0):
    return f"<c r='{reference}' s='{style}'><v>{value}</v></c>"


def cell_of(content):
    """The one cell of a file, and what was remarked on it."""
    read = spreadsheets.read(content)
    [table] = read.tables
    assert len(table.rows) == len(table.rows[0]) == 1
    return table.rows[0][0], [remark.said for remark in read.remarks]


def refusal_of(content):
    with pytest.raises(CannotBeRead) as refused:
        spreadsheets.read(content)
    return str(refused.value)


def test_the_same_sheet_is_read_alike_from_all_three_kinds():
    excel = xlsx(
        f"<row r='3'>{typed('B3', 'Target')}{typed('C3', 'When')}{typed('D3', 'Places')}</row>"
        f"<row r='4'>{typed('B4', 'One line' + chr(10) + 'and another')}{number('C4', DAY, 1)}"
        f"{number('D4', '12.0')}</row>"
        f"<row r='6'>{number('B6', 0.5)}{number('C6', f'{DAY}.4375', 2)}"
        "<c r='D6' t='b'><v>1</v></c></row>"
        f"<row r='7'>{number('B7', 0.5, 3)}{number('C7', DAY, 4)}{number('D7', 1200.5, 5)}</row>",
        formats=["dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0%", "mmm-yy", POUNDS],
    )
    old = xls(
        [
            ["Target", "When", "Places"],
            ["One line\nand another", (date(2017, 9, 1), "dd/mm/yyyy"), 12],
            ["", "", ""],
            [0.5, (DAY + 0.4375, "dd/mm/yyyy hh:mm"), True],
            [(0.5, "0%"), (DAY, "mmm-yy"), (1200.5, POUNDS)],
        ],
        row=2,
        column=1,
    )
    day = ods_cell("01/09/17", value_type="date", date_value="2017-09-01")
    moment = ods_cell("01/09/17 10:30", value_type="date", date_value="2017-09-01T10:30:00")
    opened = ods(
        ods_row(ods_cell(number_columns_repeated=3), number_rows_repeated=2)
        + ods_row(ods_cell(), ods_cell("Target"), ods_cell("When"), ods_cell("Places"))
        + ods_row(
            ods_cell(),
            ods_cell("One line\nand another"),
            day,
            ods_cell("12", value_type="float", value="12"),
        )
        + ods_row(ods_cell())
        + ods_row(
            ods_cell(),
            ods_cell("0.5", value_type="float", value="0.5"),
            moment,
            ods_cell("TRUE", value_type="boolean", boolean_value="true"),
        )
        + ods_row(
            ods_cell(),
            ods_cell("50%", value_type="percentage", value="0.5"),
            ods_cell("Sep-17", value_type="date", date_value="2017-09-01"),
            ods_cell("£1,200.50", value_type="currency", currency="GBP", value="1200.5"),
        )
    )

    reads = [spreadsheets.read(content) for content in (excel, old, opened)]

    rows = (
        ("Target", "When", "Places"),
        ("One line\nand another", "1 September 2017", "12"),
        ("", "", ""),
        ("0.5", "1 September 2017, 10:30", "TRUE"),
        ("50%", "September 2017", "£1,200.50"),
    )
    table = FileTable("Plan", rows, is_sheet=True, first_row=3, first_column=2)
    assert [read.tables for read in reads] == 3 * [[table]]
    [remark] = reads[0].remarks
    assert remark.place == "Sheet “Plan”, cell C7"
    assert [read.remarks for read in reads] == 3 * [(remark,)]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("12", "General", "12"),
        ("0.30000000000000004", "General", "0.3"),
        ("123456789012", "0", "123456789012"),
        ("0.125", "0%", "12.5%"),
        ("1200", "[$£-809]#,##0.00", "£1,200"),
        ("-1200.5", '"£"#,##0.00', "-£1,200.50"),
        (DAY, "dd/mm/yyyy", "1 September 2017"),
        (f"{DAY}.5", "d mmmm yyyy", "1 September 2017"),
        (f"{DAY}.5", "dd/mm/yyyy\\ hh:mm", "1 September 2017, 12:00"),
        (DAY, '[$-809]dddd", "d\\ mmmm\\ yyyy', "1 September 2017"),
        ("1", "dd/mm/yyyy", "1 January 1900"),
        ("0.4375", "hh:mm", "10:30"),
        ("0.4375", "h:mm AM/PM", "10:30"),
        ("1.1041666666666667", "[h]:mm", "26:30"),
        ("3000000", "dd/mm/yyyy", "3000000"),
        ("-1", "dd/mm/yyyy", "-1"),
        ("12", '0 "days"', "12"),
        ("12", "[Red]0", "12"),
        ("nan", "0", "nan"),
        ("1e999", "0%", "1e999"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(value, code, text):
    assert cell_of(xlsx(number("A1", value, 1), formats=[code])) == (text, [])


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        ("mmm\\-yy", "September 2017", "shows its month and year alone"),
        ("mmmm yyyy", "September 2017", "shows its month and year alone"),
        ("d\\-mmm", "1 September 2017", "check that this is the year meant"),
    ],
)
def test_a_date_that_shows_only_a_part_of_itself_is_remarked(code, text, reason):
    read, [said] = cell_of(xlsx(number("A1", DAY, 1), formats=[code]))

    assert read == text
    assert reason in said


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    parts = xlsx_parts(number("A1", DAY - 1462, 1), formats=["dd/mm/yyyy"])
    workbook = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = workbook.replace("<sheets>", "<workbookPr date1904='1'/><sheets>")

    assert cell_of(zipped(parts))[0] == "1 September 2017"


def test_shared_rich_and_escaped_texts_are_read_as_excel_shows_them():
    shared = (
        "<si><t>Plain</t></si>"
        "<si><r><t>Two </t></r><r><rPr><b/></rPr><t>pieces</t></r>"
        "<rPh sb='0' eb='1'><t>said so</t></rPh></si>"
        "<si><t>One line_x000D_\nand _x005F_x000D_ typed</t></si>"
    )
    cells = "".join(f"<c r='A{row}' t='s'><v>{row - 1}</v></c>" for row in (1, 2, 3))

    [table] = spreadsheets.read(xlsx(cells, shared=shared)).tables

    assert table.rows == (("Plain",), ("Two pieces",), ("One line\r\nand _x000D_ typed",))


def test_how_a_text_in_its_cell_is_pronounced_is_not_read():
    text = "<is><r><t>東京</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></is>"

    assert cell_of(xlsx(f"<c r='A1' t='inlineStr'>{text}</c>"))[0] == "東京"


def test_cells_without_references_stand_one_after_the_other():
    data = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"

    assert spreadsheets.read(xlsx(data)).tables[0].rows == (("1", "2"), ("", "3"))


def test_a_formula_is_read_as_its_saved_result_and_named():
    cells = "<c r='D7' t='str'><f>A1&amp;B1</f><v>Saved</v></c>"
    read = spreadsheets.read(xlsx(cells))

    assert read.tables[0].rows == (("Saved",),)
    assert [remark.place for remark in read.remarks] == ["Sheet “Plan”, cell D7"]
    assert "result of a formula" in read.remarks[0].said


@pytest.mark.parametrize("saved", ["", "<v/>", "<v></v>"])
def test_a_formula_without_a_saved_result_is_named(saved):
    read = spreadsheets.read(xlsx(typed("A1", "Text") + f"<c r='D7'><f>A1+1</f>{saved}</c>"))

    assert read.tables[0].rows == (("Text",),)
    assert [remark.place for remark in read.remarks] == ["Sheet “Plan”, cell D7"]
    assert "read as blank" in read.remarks[0].said


def test_an_error_is_read_as_it_stands_and_named():
    read = spreadsheets.read(xlsx("<c r='B2' t='e'><v>#REF!</v></c>"))

    assert read.tables[0].rows == (("#REF!",),)
    assert "shows an error" in read.remarks[0].said


def test_a_long_list_of_places_is_cut():
    cells = "".join(f"<c r='A{row}'><f>1</f><v>1</v></c>" for row in range(1, 1213))

    [remark] = spreadsheets.read(xlsx(cells)).remarks

    assert remark.place == "Sheet “Plan”, cells A1, A2, A3, A4, A5 and 1,207 more"


def test_what_is_hidden_is_read_and_named():
    data = f"<row r='2' hidden='1'>{typed('A2', 'a')}</row><row r='3' hidden='1'/>"
    data += f"<row r='5'>{typed('C5', 'b')}</row><row r='9' hidden='1'/>"
    columns = "<cols><col min='3' max='16384' hidden='1'/></cols>"

    read = spreadsheets.read(xlsx(data, before=columns, state="veryHidden"))

    assert read.tables[0].rows[0] == ("a", "", "")
    assert [remark.place for remark in read.remarks] == [
        "Sheet “Plan”",
        "Sheet “Plan”, rows 2 to 3",
        "Sheet “Plan”, column C",
    ]


def test_merged_cells_are_named_and_what_stands_under_them_too():
    data = typed("A1", "Heading") + typed("A2", "Seen") + typed("A3", "Unseen")
    merged = "<mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='A2:A4'/>"
    merged += "<mergeCell ref='E1:F9'/></mergeCells>"

    read = spreadsheets.read(xlsx(data, after=merged))

    assert [remark.place for remark in read.remarks] == [
        "Sheet “Plan”, cells A1:C1",
        "Sheet “Plan”, cells A2:A4",
    ]
    assert "under merged cells" in read.remarks[1].said


def test_a_merge_of_the_whole_sheet_is_read_at_once():
    merged = "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"

    read = spreadsheets.read(xlsx(typed("A1", "Text"), after=merged))

    assert read.tables[0].rows == (("Text",),)


def test_formatted_blank_cells_however_far_out_are_as_if_not_there():
    data = f"{typed('B2', 'Text')}<row r='1048576' hidden='0'><c r='XFD1048576' s='0'/></row>"

    assert spreadsheets.read(xlsx(data, before="<dimension ref='A1:XFD1048576'/>")).tables == [
        FileTable("Plan", (("Text",),), is_sheet=True, first_row=2, first_column=2)
    ]


@pytest.mark.parametrize(
    "cell", ["XFD1048576", "A99999999999", "A20001", "GS1", "ALL1", "ZZZZZZZZZ1", "A0"]
)
def test_text_beyond_what_is_read_of_a_sheet_is_refused_by_its_place(cell):
    said = refusal_of(xlsx(typed("A1", "Text") + typed(cell, "x")))

    assert f"Sheet “Plan” goes as far as cell {cell}. The tracker reads 20,000 rows" in said


def test_references_that_are_none_are_refused():
    assert "damaged" in refusal_of(xlsx(typed("1A", "x")))
    assert "damaged" in refusal_of(xlsx("<c r='A1' t='s'><v>7</v></c>"))
    assert "damaged" in refusal_of(xlsx("<c r='A1' t='s'><v>-1</v></c>"))


def test_a_sheet_with_a_name_longer_than_any_program_gives_is_called_by_its_beginning():
    table = spreadsheets.read(xlsx(typed("A1", "Text"), name="Plan" + "n" * 1_000_000)).tables[0]

    assert table.name == "Plan" + "n" * 96


def test_parts_are_found_whatever_their_capitals():
    parts = xlsx_parts("<c r='A1' t='s'><v>0</v></c>", shared="<si><t>Text</t></si>")
    parts["xl/SharedStrings.xml"] = parts.pop("xl/sharedStrings.xml")

    assert spreadsheets.read(zipped(parts)).tables[0].rows == (("Text",),)


def test_in_an_ods_words_of_shapes_that_stand_on_a_cell_are_none_of_its_text():
    shape = "<draw:custom-shape><text:p>Drawn</text:p></draw:custom-shape>"
    cell = f"<table:table-cell>{shape}<text:p>Typed</text:p></table:table-cell>"
    beside = f"<table:table-cell>{shape}</table:table-cell>"

    read = spreadsheets.read(ods(ods_row(cell, beside, ods_cell("Last"))))

    assert read.tables[0].rows == (("Typed", "", "Last"),)


def test_a_workbook_without_text_is_refused():
    assert "no text in any sheet" in refusal_of(xlsx("<c r='A1' s='0'/>"))
    assert "no text in any sheet" in refusal_of(ods(ods_row(ods_cell())))
    assert "no text in any sheet" in refusal_of(xls([[""]]))


def test_five_million_shared_texts_are_refused():
    assert "400,000 cells" in refusal_of(xlsx(shared="<si/>" * 400_001))


def test_blank_cells_between_texts_count_as_well():
    said = refusal_of(xlsx(typed("A1", "Top left") + typed("GR20000", "Bottom right")))

    assert "400,000 cells" in said


def test_one_long_text_that_every_cell_shows_is_refused():
    data = "".join(f"<c r='A{row}' t='s'><v>0</v></c>" for row in range(1, 2010))

    assert "letters" in refusal_of(xlsx(data, shared=f"<si><t>{'long ' * 2000}</t></si>"))


@pytest.mark.parametrize("make", [xlsx, ods])
def test_entities_are_refused_before_they_are_expanded(make):
    parts, name = (xlsx_parts(), SHEET) if make is xlsx else (ods_parts(), "content.xml")
    parts[name] = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + parts[name]

    assert "declares a document type" in refusal_of(zipped(parts))


def test_a_part_that_is_no_xml_is_refused():
    assert "damaged" in refusal_of(xlsx("<row>"))


def test_in_an_ods_blank_repeats_at_the_ends_cost_nothing():
    rows = ods_row(ods_cell("Text"), ods_cell(number_columns_repeated=16383))
    rows += ods_row(ods_cell(number_columns_repeated=16384), number_rows_repeated=1048575)

    assert spreadsheets.read(ods(rows)).tables[0].rows == (("Text",),)


def test_in_an_ods_repeated_cells_and_rows_are_all_read():
    rows = ods_row(ods_cell("a", number_columns_repeated=2), ods_cell("b"), number_rows_repeated=3)

    assert spreadsheets.read(ods(rows)).tables[0].rows == 3 * (("a", "a", "b"),)


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (ods_row(ods_cell("x", number_columns_repeated=999999999)), "CFDGSXK1"),
        (ods_row(ods_cell("x", number_columns_repeated=1000)), "ALL1"),
        (ods_row(ods_cell("x"), number_rows_repeated=999999999), "A20001"),
        (ods_row(number_rows_repeated=999999999) + ods_row(ods_cell("x")), "A1000000000"),
    ],
)
def test_in_an_ods_repeats_beyond_what_is_read_are_refused(row, cell):
    said = refusal_of(ods(row))

    assert "Sheet “Plan” goes as far as cell" in said
    assert cell in said


def test_in_an_ods_only_the_text_of_a_cell_is_read():
    cell = (
        "<table:table-cell><office:annotation><text:p>A comment</text:p></office:annotation>"
        "<text:p>Two<text:s text:c='2'/>spaces,<text:tab/>a <text:span>tab</text:span>"
        "<text:line-break/>and a line</text:p></table:table-cell>"
    )

    assert cell_of(ods(ods_row(cell)))[0] == "Two  spaces,\ta tab\nand a line"


@pytest.mark.parametrize(
    ("cell", "text", "reasons"),
    [
        (ods_cell("50%", value_type="percentage", value="0.5"), "50%", []),
        (ods_cell("£5", value_type="currency", currency="GBP", value="5"), "£5", []),
        (ods_cell("5 €", value_type="currency", currency="EUR", value="5"), "5 €", []),
        (ods_cell("10:30", value_type="time", time_value="PT10H30M00S"), "10:30", []),
        (ods_cell("26:30", value_type="time", time_value="PT26H30M00S"), "26:30", []),
        (
            ods_cell("Sep-17", value_type="date", date_value="2017-09-01"),
            "September 2017",
            ["month and year alone"],
        ),
        (
            ods_cell("17 Sep", value_type="date", date_value="2026-09-17"),
            "17 September 2026",
            ["the year meant"],
        ),
        (
            ods_cell("#N/A", value_type="float", value="0", formula="of:=NA()"),
            "#N/A",
            ["result of a formula", "shows an error"],
        ),
    ],
)
def test_in_an_ods_values_are_read_as_they_are_shown(cell, text, reasons):
    read, remarks = cell_of(ods(ods_row(cell)))

    assert read == text
    assert len(remarks) == len(reasons)
    assert all(reason in said for reason, said in zip(reasons, remarks, strict=True))


def test_in_an_ods_what_is_hidden_or_merged_is_named():
    styles = (
        "<style:style style:name='t1'><style:table-properties table:display='false'/></style:style>"
    )
    columns = "<table:table-column/><table:table-column table:visibility='collapse'/>"
    rows = ods_row(ods_cell("a", number_rows_spanned=2), ods_cell("b"), visibility="filter")

    read = spreadsheets.read(ods(rows, styles=styles, style="t1", columns=columns))

    assert [remark.place for remark in read.remarks] == [
        "Sheet “Plan”",
        "Sheet “Plan”, row 1",
        "Sheet “Plan”, column B",
        "Sheet “Plan”, cells A1:A2",
    ]


def test_an_ods_that_takes_values_from_other_files_is_refused():
    source = "<table:table-source xlink:href='file:///plan.ods'/>"
    said = refusal_of(ods(ods_row(ods_cell("a")), columns=source.replace(" xlink:href", " a")))

    assert "takes values from other files" in said


def test_an_ods_with_a_password_is_refused():
    parts = ods_parts() | {"META-INF/manifest.xml": "<manifest:encryption-data/>"}

    assert "password" in refusal_of(zipped(parts))


def test_in_an_xls_hidden_sheets_and_merged_cells_are_named():
    read = spreadsheets.read(xls([["a"]], visibility=1, merged=[(0, 1, 0, 0)]))

    assert [remark.place for remark in read.remarks] == [
        "Sheet “Plan”",
        "Sheet “Plan”, cells A1:A2",
    ]


def test_in_an_xls_formulas_errors_and_what_is_hidden_are_named():
    book = xlwt.Workbook()
    sheet = book.add_sheet("Plan")
    sheet.write(0, 0, "Text")
    sheet.write(1, 1, xlwt.Formula("1+1"))
    sheet.row(2).set_cell_error(2, "#REF!")
    sheet.write(3, 0, "Text")
    sheet.row(3).hidden = True
    sheet.col(1).hidden = True
    content = BytesIO()
    book.save(content)

    read = spreadsheets.read(content.getvalue())

    assert read.tables[0].rows[2] == ("", "", "#REF!")
    assert [remark.place for remark in read.remarks] == [
        "Sheet “Plan”, cell B2",
        "Sheet “Plan”, cell C3",
        "Sheet “Plan”, row 4",
        "Sheet “Plan”, column B",
    ]


def test_of_an_xls_older_than_excel_97_it_is_said_what_cannot_be_told():
    whole = xls([["Text", 0.5]])
    name, older = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le").ljust(16, b"\0"))
    entry = whole.index(name)
    content = (
        whole[:entry] + older + whole[entry + 16 : entry + 64] + b"\x0a\0" + whole[entry + 66 :]
    )

    read = spreadsheets.read(content)

    assert read.tables[0].rows == (("Text", "0.5"),)
    [remark] = read.remarks
    assert "In this old .xls file" in remark.said


def test_in_an_xls_times_are_read_as_times():
    assert cell_of(xls([[(time(10, 30), "hh:mm")]]))[0] == "10:30"


def test_in_an_xls_columns_beyond_what_is_read_are_refused():
    assert "cell GS1" in refusal_of(xls([["x"] * 201]))


def test_a_damaged_xls_is_refused():
    whole = xls([["Text"]])

    assert "damaged" in refusal_of(whole[: len(whole) // 2])


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8))
def test_records_that_lead_astray_are_told_or_not_told_and_nothing_else(changed):
    content = bytearray(xls([["Text", 0.5, (DAY, "mmm-yy")], [True, 2, 3]]))
    for at, byte in changed:
        content[at] = byte

    told = told_by_records(bytes(content))

    assert told is None or isinstance(told, dict)
