import time
import tracemalloc

import pytest

from initiatives.files import pasted
from initiatives.files.contents import CannotBeRead, FileTable, FileText


def rows_of(text):
    """The rows of the one table in a pasted text."""
    [table] = pasted.read(text).tables
    return table.rows


def test_cells_are_told_by_tabs_and_lines_around_them_are_paragraphs():
    read = pasted.read(
        "KEY PRIORITY 1\r\n\r\nTarget\tLead\r\n\tCBC \r\n\r\nAll enquiries to CBC\r\n"
    )

    assert read.blocks == (
        FileText("KEY PRIORITY 1"),
        FileTable("Pasted text", (("Target", "Lead"), ("", "CBC"))),
        FileText("All enquiries to CBC"),
    )
    assert read.remarks == ()


def test_a_paragraph_between_rows_makes_two_tables():
    read = pasted.read("A\tB\nKEY PRIORITY 2\nC\tD\tE")

    assert [table.name for table in read.tables] == ["Pasted text", "Pasted text, table 2"]
    assert [table.rows for table in read.tables] == [(("A", "B"),), (("C", "D", "E"),)]


def test_a_cell_with_lines_comes_from_excel_in_quotes():
    text = 'J9\t"First ""line""\n\nthird"\tCBC\nDRIVE\t33 cases\tDRIVE\n'

    assert rows_of(text) == (
        ("J9", 'First "line"\n\nthird', "CBC"),
        ("DRIVE", "33 cases", "DRIVE"),
    )


@pytest.mark.parametrize("cell", ['"Quoted"', '"Opened only', '12" pipe', '""'])
def test_quotes_in_one_line_are_somebodys_words(cell):
    assert rows_of(f"J9\t{cell}\tCBC\nDRIVE\tx\tCBC") == (
        ("J9", cell, "CBC"),
        ("DRIVE", "x", "CBC"),
    )


def test_short_rows_are_filled_and_named():
    read = pasted.read("A\tB\tC\n1\t2\n1\t2\t3")

    assert read.tables[0].rows[1] == ("1", "2", "")
    [remark] = read.remarks
    assert remark.place == "Pasted text, row 2"
    assert "came apart" in remark.said or "come apart" in remark.said


@pytest.mark.parametrize(
    "text",
    [
        "Target | Lead\nJ9 | CBC",
        "| Target | Lead |\n|:-------|-----:|\n| J9     | CBC  |\n",
        "+-----+\n|Target|Lead|\n+-----+\n|J9|CBC|\n+----+",
        "Target   Lead\n\nJ9       CBC\n",
    ],
)
def test_bars_and_wide_gaps_are_columns_where_every_line_agrees(text):
    assert rows_of(text) == (("Target", "Lead"), ("J9", "CBC"))


def test_a_blank_cell_between_bars_stays_blank():
    assert rows_of("Target|Lead\n|CBC") == (("Target", "Lead"), ("", "CBC"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was pasted"),
        (" \n\t\n ", "Nothing was pasted"),
        ("A paragraph.\nAnother.", "No rows and columns"),
        ("Target  Lead\nJ9", "No rows and columns"),
        ("a | b", "No rows and columns"),
        ("a | b\nc | d | e", "No rows and columns"),
        ("\t" * 200, "Nothing was pasted"),
        ("x\t" * 201, "200 columns"),
        ("a\tb\n" * 20_001, "20,000"),
    ],
)
def test_what_is_no_table_is_refused_with_how_to_copy_one(text, words):
    with pytest.raises(CannotBeRead, match=words):
        pasted.read(text)


def test_one_long_row_does_not_make_every_other_as_long():
    text = "\t" * 20_000 + "\n" + "a\tb\n" * 10_000
    tracemalloc.start()

    with pytest.raises(CannotBeRead, match="200 columns"):
        pasted.read(text)

    taken = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 100 * 1024 * 1024


def test_more_lines_than_a_plan_has_are_refused():
    with pytest.raises(CannotBeRead, match="20,000 paragraphs"):
        pasted.read("A\tB\n" + "a line\n" * 20_001)


def test_text_full_of_quotes_is_read_in_a_time_that_grows_with_it():
    text = '\t"\n"" x' * 40_000
    began = time.process_time()

    with pytest.raises(CannotBeRead):
        pasted.read(text)

    assert time.process_time() - began < 5
