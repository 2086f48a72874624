"""The pack's Word files against the pack's own text, so that what is moved in is what was printed."""

import pytest

from initiatives.files import word
from initiatives.files.contents import FileTable
from tests import pack_papers
from tests.office import saved_by_libreoffice

PAPERS = {
    "appendix_a.txt": pack_papers.year_end_paper,
    "appendix_b.txt": pack_papers.annual_plan_paper,
}


def rows_of_the_text(name):
    """The cells of each run of lines that have tabs, as far as something stands in them."""
    runs = [[]]
    for line in (pack_papers.PACK / name).read_text(encoding="utf-8").split("\n"):
        if "\t" in line:
            runs[-1].append([cell.strip() for cell in line.split("\t") if cell.strip()])
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


@pytest.mark.parametrize("name", PAPERS)
def test_every_word_of_an_appendix_is_in_its_word_file_in_order(name):
    read = word.read(PAPERS[name]())

    said = []
    for block in read.blocks:
        rows = block.rows if isinstance(block, FileTable) else [[block.text]]
        said += [each for row in rows for cell in row for each in cell.split()]
    assert said == (pack_papers.PACK / name).read_text(encoding="utf-8").split()
    assert read.remarks == ()


@pytest.mark.parametrize("name", PAPERS)
def test_every_line_with_tabs_is_a_row_and_a_page_break_ends_a_table(name):
    read = word.read(PAPERS[name]())

    assert [
        [[cell for cell in row if cell] for row in table.rows] for table in read.tables
    ] == rows_of_the_text(name)


@pytest.mark.parametrize(
    ("make", "widths"),
    [
        (pack_papers.year_end_paper, [3, 3, 3, 3, 3, 3, 4, 3, 3, 3]),
        (pack_papers.annual_plan_paper, [8, 8, 8, 8, 8, 8, 4]),
    ],
)
def test_the_tables_have_the_columns_of_their_appendix_save_where_the_scan_put_words(make, widths):
    assert [len(table.rows[0]) for table in word.read(make()).tables] == widths


def test_headings_head_the_key_priorities():
    headings = [
        block.text
        for block in word.read(pack_papers.year_end_paper()).blocks
        if not isinstance(block, FileTable) and block.is_heading
    ]

    assert headings[1:3] == [
        "KEY PRIORITY 1: TO PROTECT VULNERABLE PEOPLE",
        "KEY PRIORITY 2: TO REDUCE REOFFENDING",
    ]
    assert len(headings) == 6


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_that_libreoffice_saved_reads_the_same(name, tmp_path):
    made = PAPERS[name]()

    saved = saved_by_libreoffice(made, tmp_path, made="docx", wanted="docx")

    assert word.read(saved) == word.read(made)
