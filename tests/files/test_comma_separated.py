import time

import pytest

from initiatives.files import comma_separated
from initiatives.files.contents import CannotBeRead
from reports.renderers.comma_separated import unlike_a_formula

PLAN = "Target,Lead,Outcome\nJ9,CBC,Café opened – £40\n"


def rows_of(text, name="plan.csv"):
    """The rows of the one table in a file."""
    content = text if isinstance(text, bytes) else text.encode()
    [table] = comma_separated.read(content, name).tables
    return [list(row) for row in table.rows]


@pytest.mark.parametrize(
    "content",
    [
        PLAN.encode(),
        PLAN.encode("utf-8-sig"),
        PLAN.encode("utf-16"),
        b"\xfe\xff" + PLAN.encode("utf-16-be"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        PLAN.encode("cp1252"),
        PLAN.replace("\n", "\r\n").encode(),
        PLAN.replace("\n", "\r").encode(),
    ],
    ids=["UTF-8", "with mark", "UTF-16", "BE", "LE unmarked", "BE unmarked", "1252", "CRLF", "CR"],
)
def test_letters_are_read_however_they_are_written(content):
    assert rows_of(content) == [["Target", "Lead", "Outcome"], ["J9", "CBC", "Café opened – £40"]]


def test_a_guess_at_the_letters_is_remarked():
    [remark] = comma_separated.read(PLAN.encode("cp1252"), "plan.csv").remarks

    assert "Windows-1252" in remark.said
    assert comma_separated.read(PLAN.encode(), "plan.csv").remarks == ()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_columns(separator):
    text = "\n".join(
        f'{target}{separator}"a, b; c | d\te"{separator}CBC' for target in ("One", "Two", "Three")
    )

    assert rows_of(text) == [[each, "a, b; c | d\te", "CBC"] for each in ("One", "Two", "Three")]


def test_words_with_commas_do_not_make_columns():
    text = "Target;Outcome\nJ9;Held in March, May, June\nDRIVE;Begun, 33 cases\n"

    assert rows_of(text)[1] == ["J9", "Held in March, May, June"]


def test_a_separator_that_the_file_names_is_taken():
    assert rows_of("sep=;\r\nTarget;Lead\r\nJ9;CBC\r\n") == [["Target", "Lead"], ["J9", "CBC"]]


def test_a_quoted_cell_keeps_its_lines_and_quotes():
    text = 'Target,Outcome\r\nJ9,"He said ""no"",\r\nand left"\r\n'

    assert rows_of(text)[1] == ["J9", 'He said "no",\nand left']


def test_short_rows_are_filled_and_named():
    read = comma_separated.read(b"A,B,C\n1,2,3\n1\n\n1,2\n1,2,3\n", "plan.csv")

    [table] = read.tables
    assert table.rows[2:5] == (("1", "", ""), ("", "", ""), ("1", "2", ""))
    [remark] = read.remarks
    assert remark.place == "plan.csv, rows 3 and 5"
    assert "fewer cells" in remark.said


def test_columns_and_rows_that_say_nothing_at_the_end_are_dropped():
    assert rows_of("A,B,,\n1,2,,\n,,,\n,,,\n") == [["A", "B"], ["1", "2"]]


@pytest.mark.parametrize("text", ["=1+1", "- Booked\n- Held", "'=1", "'tis the season", "\t@x"])
def test_the_guard_of_our_own_files_is_taken_off_again(text):
    cell = unlike_a_formula(text).replace('"', '""')

    assert rows_of(f'Target,Outcome\nJ9,"{cell}"\n')[1] == ["J9", text]


@pytest.mark.parametrize(
    "text",
    ["the partners' - both", "for victims'\nfamilies", "marked '+' or '-'", "' " * 60_000 + "x"],
)
def test_an_apostrophe_within_a_cell_is_somebodys_own(text):
    assert rows_of(f'Target,Outcome\nJ9,"{text}"\n')[1] == ["J9", text]


def test_a_cell_of_apostrophes_is_read_in_a_time_that_grows_with_it():
    began = time.process_time()

    assert rows_of("A,B\n" + "'" * 100_000 + ",x\n")[1] == ["'" * 100_000, "x"]

    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"Target,Lead\nJ9\0,CBC\n", "not text"),
        (b"PK\x03\x04" + bytes(40), "not text"),
        (b"\xff\xfe\x00\x00A\x00\x00\x00", "not text"),
        (b"\xff\xfeA\x00B", "letters"),
        (b"Target,Lead\n\x81\x8d\xe9,CBC\n", "letters"),
        (b"Only one column\nof words\n", "No columns"),
        (b"A paper, in lines.\nNo table here\nat all,\n, or, is, there?\n", "No columns"),
        (b'A,B\n1,2\n"12 inch,2\n3,4\n', "plan.csv, row 3: A quotation mark opens"),
        (b'A,B\n1,2\n1,"a "quoted" word"\n3,4\n', "plan.csv, row 3: A quotation mark closes"),
        (",".join("x" * 201).encode(), "200 columns"),
        (b"A,B\n" * 20_001, "20,000"),
        (b'A,B\n1,"' + b"x" * 200_000 + b'"\n', "row 2: A cell is too long"),
    ],
    ids=range(14),
)
def test_what_is_no_table_is_refused_in_words(content, words):
    with pytest.raises(CannotBeRead, match=words):
        comma_separated.read(content, "plan.csv")
