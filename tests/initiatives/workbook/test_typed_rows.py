"""Rows are found by their headings, wherever people moved them; what cannot be told is refused by name."""

import pytest

from initiatives.files.contents import FileRead, FileTable, FileText, Remark
from initiatives.workbook.headed_lines import CannotBeUsed
from initiatives.workbook.typed_rows import typed_rows

HEAD = ("Reference", "Project or initiative", "Outcome", "Status")
LYNX = ("2017-18/05", "Op Lynx", "Trained 40.", "On track")
MOLE = ("2017-18/06", "Op Mole", "", "")


def sheet(*rows, name="Outcomes", **said):
    width = max(map(len, rows))
    padded = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return FileTable(name, padded, is_sheet=True, **said)


def found(*tables):
    """Each row's number, outcome and the place of its outcome."""
    rows = typed_rows(FileRead(tables), start_year=2017).rows
    cells = [(row.number, row.cells.get("text")) for row in rows]
    return [(number, cell and cell.text, cell and cell.place) for number, cell in cells]


def refusal(*tables):
    with pytest.raises(CannotBeUsed) as refused:
        typed_rows(FileRead(tables), start_year=2017)
    return str(refused.value)


def remarks(*tables):
    told = typed_rows(FileRead(tables), start_year=2017).remarks
    return [(remark.place, remark.said) for remark in told]


def test_a_row_is_known_by_its_reference_and_each_cell_by_its_place():
    assert found(sheet(HEAD, LYNX, MOLE)) == [
        (5, "Trained 40.", "Sheet “Outcomes”, cell C2"),
        (6, "", "Sheet “Outcomes”, cell C3"),
    ]


def test_columns_come_in_any_order_with_others_between_them():
    assert found(sheet(("Mine", "OUTCOME ", "", " reference"), ("x", "Begun.", "y", "2017-18/05"))) == [
        (5, "Begun.", "Sheet “Outcomes”, cell B2")
    ]  # fmt: skip


def test_headings_are_known_in_any_capitals_and_blanks():
    head = ("REFERENCE", "Reason\nfor  the status")
    [row] = typed_rows(FileRead((sheet(head, ("2017-18/05", "No money")),)), start_year=2017).rows

    assert row.cells["status_reason"].text == "No money"


def test_the_heading_row_stands_anywhere_in_any_sheet():
    notes = sheet(("To do", "Reference"), ("Ring CBH", "none"), name="My notes")
    table = sheet(("Please type here",), (), HEAD, LYNX, name="Copy of Sheet 2", first_row=3)

    assert found(notes, table, FileText("A text")) == [
        (5, "Trained 40.", "Sheet “Copy of Sheet 2”, cell C6")
    ]


def test_several_sheets_may_have_rows():
    assert [row[0] for row in found(sheet(HEAD, LYNX), sheet(HEAD, MOLE, name="Two"))] == [5, 6]


def test_a_copy_of_the_heading_row_is_passed_by_and_may_have_another_order():
    moved = ("Outcome", "Reference"), ("Begun.", "2017-18/06")

    assert [row[:2] for row in found(sheet(HEAD, LYNX, HEAD, ("2017-18/07",), *moved))] == [
        (5, "Trained 40."),
        (7, ""),
        (6, "Begun."),
    ]


def test_blank_rows_and_columns_that_are_gone_are_nothing():
    assert found(sheet(("Reference", "Status"), (), ("2017-18/05", ""), ())) == [(5, None, None)]


@pytest.mark.parametrize(
    "written", [" 2017-18/05 ", "2017-18 / 05", "2017-18/5", "2017-18/0005", "\xa02017-18/05"]
)
def test_blanks_and_noughts_make_no_other_reference(written):
    assert [row[0] for row in found(sheet(HEAD, (written,)))] == [5]


@pytest.mark.parametrize(
    "written",
    [
        "2017/18/05",
        "2017-18-05",
        "5",
        "2017-19/05",
        "2017–18/05",
        "17-18/05",
        "2017-18/\N{ARABIC-INDIC DIGIT FIVE}",
        "2017-18/",
        "Op Lynx",
        "18/05/2017",
    ],
)
def test_what_is_no_reference_is_named_and_left_alone(written):
    [(place, said)] = remarks(sheet(HEAD, LYNX, (written, "", "Begun.")))

    assert place == "Sheet “Outcomes”, cell A3"
    assert f"“{written}” is not a reference" in said


def test_what_stands_under_no_reference_creates_nothing_and_is_told_of_once():
    rows = ("", "A new one", "Begun."), ("", "Another", "Begun too."), ("", "No outcome", "")

    [(place, said)] = remarks(sheet(HEAD, LYNX, *rows))

    assert place == "Sheet “Outcomes”, row 3"
    assert "2 rows have no reference" in said
    assert "Sheet “Outcomes”, row 4" in said


def test_a_row_of_another_year_is_left_alone():
    [(place, said)] = remarks(sheet(HEAD, LYNX, ("2016-17/05", "", "Begun.")))

    assert place == "Sheet “Outcomes”, cell A3"
    assert "2016-17" in said


def test_a_workbook_of_another_year_is_refused_as_a_whole():
    assert "Upload it on the workbook page of 2016-17" in refusal(sheet(HEAD, ("2016-17/05",)))


def test_the_same_reference_twice_is_refused_with_both_places():
    said = refusal(sheet(HEAD, LYNX), sheet(HEAD, MOLE, ("2017-18/5",), name="Copy"))

    assert said.startswith("2017-18/05 stands in this workbook twice")
    assert "Sheet “Outcomes”, row 2" in said
    assert "Sheet “Copy”, row 3" in said


def test_a_column_twice_is_refused_with_both_places():
    said = refusal(sheet((*HEAD, "outcome"), LYNX))

    assert "Two columns are headed “Outcome”" in said
    assert "cell C1" in said
    assert "cell E1" in said


def test_a_text_that_says_a_heading_twice_is_no_heading_row():
    assert len(found(sheet(("Outcome", "Outcome"), HEAD, LYNX))) == 1


@pytest.mark.parametrize(
    "table",
    [
        sheet(("Target", "Outcome"), ("Raise awareness", "Done")),
        sheet(("Reference", "Lead"), ("2017-18/05", "CBC")),
        sheet(("x",)),
    ],
)
def test_what_is_no_workbook_of_the_trackers_is_refused(table):
    assert refusal(table).startswith("This does not look like a workbook the tracker made")


@pytest.mark.parametrize(
    "table",
    [
        sheet(("Ref no.", "Outcome", "Made with"), ("2017-18/05", "Done", "1-ae1c679f")),
        sheet(("Outcome", "Status", "Made with"), ("Done", "", "1-ae1c679f")),
        sheet(("x",), ("Ref", "internal  note", "made with")),
    ],
)
def test_a_workbook_whose_references_have_another_heading_is_to_have_it_named_again(table):
    said = refusal(table)

    assert said.startswith("No column of this workbook is headed “Reference”")
    assert "Name that column “Reference” again" in said


def test_a_workbook_with_no_rows_is_refused():
    assert refusal(sheet(HEAD, (), ("",))).startswith("There are no initiatives in this workbook")


def test_what_the_reader_says_of_other_sheets_is_not_passed_on():
    tables = sheet(HEAD, LYNX), sheet(("Read me",), name="Notes")
    places = ["", "Sheet “Outcomes”, cell C2", "Sheet “Outcomes”", "Sheet “Notes”, cell A1"]
    read = FileRead(tables, tuple(Remark(place, "Look at it.") for place in places))

    told = typed_rows(read, start_year=2017).remarks

    assert [remark.place for remark in told] == places[:3]
