"""The Word file, as Word and those who read with their ears have it."""

import re
import time
from dataclasses import replace
from datetime import date
from io import BytesIO
from multiprocessing import get_context
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from priorities.models import PartnershipPlan
from reports.catalogue import REPORTS
from reports.document import Column, Group, Issue, Points, Row, Table, Text
from reports.renderers.word import render
from tests.reports import sample_reports

SAMPLES = [sample_reports.year_end, sample_reports.annual_plan]

TYPED = [
    "=HYPERLINK(A1)",
    "<script>alert(1)</script> & \"q\" 'q' &amp; ]]>",
    "<w:t>markup</w:t><w:p/>",
    "{ PAGE } #$*@]",
    "_x0041_",
    "tab\there",
    "two  spaces",
    "👩‍👩‍👧 🎉",
    "\u05e9\u05dc\u05d5\u05dd \u202bx\u202c \u0645\u0631\u062d\u0628\u0627",
    "x" * 32_768,
]


def opened(report):
    return Document(BytesIO(render(report)))


def parts(report) -> dict[str, str]:
    with ZipFile(BytesIO(render(report))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def in_order(document) -> list[Paragraph | WordTable]:
    return list(document.iter_inner_content())


def told(document) -> list[tuple[str, str]]:
    """Every paragraph of the body with its style, tables left out."""
    return [(p.style.name, p.text) for p in document.paragraphs]


def words_of(cell) -> str:
    return "\n".join(p.text for p in cell.paragraphs)


def as_lines(text: str) -> str:
    """A text as a cell shows it, line by line."""
    return "\n".join(re.sub("^(• |- )", "", line).strip() for line in text.split("\n") if line)


def flat(table: Table) -> list[list[str]]:
    return [
        [as_lines(text) for text in ((group.heading, *row.cells) if group.heading else row.cells)]
        for group in table.groups
        for row in group.rows
    ]


def numbers(document) -> list[str]:
    """Which list each numbered point counts in."""
    found = document.element.body.iter(qn("w:numId"))
    return [element.get(qn("w:val")) for element in found]


# The paper


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_tables_are_the_reports_rows(sample):
    report = sample()
    document = opened(report)

    assert len(document.tables) == len(report.tables)
    for written, table in zip(document.tables, report.tables, strict=True):
        headings, *rows = [[words_of(cell) for cell in row.cells] for row in written.rows]
        assert headings == [column.heading for column in table.columns]
        assert rows == flat(table)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "start_year", "count"), [("year-end", 2016, 34), ("annual-plan", 2017, 30)]
)
def test_the_file_of_a_seed_plan_has_the_builders_rows(seed_plans, slug, start_year, count):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    report = REPORTS[slug].build(plan, as_of=date(2018, 3, 31))

    rows = [
        [words_of(cell) for cell in row.cells]
        for table in opened(report).tables
        for row in table.rows[1:]
    ]
    assert rows == [row for table in report.tables for row in flat(table)]
    assert len(report.data_rows) == count


def test_everything_that_heads_and_ends_the_paper_is_there_in_order():
    report = sample_reports.annual_plan()
    particulars = replace(
        report.particulars,
        is_example=True,
        prepared_by="The partnership",
        opening="This plan is agreed.",
        closing="Enquiries to the partnership",
    )
    report = replace(report, particulars=particulars, goes_back=True, is_to_be_issued=True)
    paragraphs = told(opened(report))

    assert paragraphs[:8] == [
        ("Standing", particulars.mark),
        ("Standing", "DRAFT"),
        ("Subtitle", particulars.strapline),
        ("Heading 1", particulars.title),
        ("Normal", particulars.date_line),
        ("Normal", "Prepared by: The partnership"),
        ("Normal", "This plan is agreed."),
        ("Normal", report.note),
    ]
    assert paragraphs[-1] == ("Closing Line", "Enquiries to the partnership")


def test_headings_are_headings_and_lists_are_lists():
    report = sample_reports.of_sections(
        Text("Priorities", "First of all:\n• a point\n- another"),
        Points("Points", ("one",), opening="These:", level=3),
        Table("t", (Column("A", "a", 1),), (), heading="A table", description="Told before."),
    )

    assert told(opened(report))[1:-1] == [
        ("Heading 2", "Priorities"),
        ("Normal", "First of all:"),
        ("List Bullet", "a point"),
        ("List Bullet", "another"),
        ("Heading 3", "Points"),
        ("Normal", "These:"),
        ("List Bullet", "one"),
        ("Heading 2", "A table"),
        ("Normal", "Told before."),
        ("Normal", "Nothing is recorded here yet."),
    ]


def test_every_numbered_list_begins_at_one():
    document = opened(
        sample_reports.of_sections(
            Points("", ("one", "two"), numbered=True),
            Points("", ("one", "two", "three"), numbered=True),
        )
    )

    first, second = sorted(set(numbers(document)))
    assert numbers(document) == [first] * 2 + [second] * 3
    lists = document.part.numbering_part.element
    for number in (first, second):
        [override] = lists.num_having_numId(int(number)).findall(qn("w:lvlOverride"))
        assert override.find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_the_paragraphs_and_points_of_a_cell_are_paragraphs_and_points():
    document = opened(sample_reports.of_texts("Two meetings:\n• one\n- two\n\nMore to come."))
    cell = document.tables[0].rows[1].cells[2]

    assert [(p.style.name, p.text) for p in cell.paragraphs] == [
        ("Table Text", "Two meetings:"),
        ("Table Bullet", "one"),
        ("Table Bullet", "two"),
        ("Table Text", "More to come."),
    ]


def test_a_list_stays_with_what_it_is_said_of_and_none_of_its_points_is_alone():
    report = sample_reports.of_sections(
        Text("Priority", "To reduce harm"),
        Points("", ("one", "two", "three", "four"), opening="This includes:"),
        Text("Next"),
    )
    _, _, *paragraphs, _, _ = opened(report).paragraphs

    kept = {p.text: p._p.find(f".//{qn('w:keepNext')}") is not None for p in paragraphs}
    assert kept == {
        "To reduce harm": True,
        "This includes:": True,
        "one": True,
        "two": False,
        "three": True,
        "four": False,
    }


# Tables


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_header_row_of_every_table_repeats_and_is_flagged(sample):
    report = sample()
    for written, table in zip(opened(report).tables, report.tables, strict=True):
        flagged = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in written.rows]
        assert flagged == [True] + [False] * (len(flagged) - 1)
        properties = written._tbl.tblPr
        look = properties.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert properties.find(qn("w:tblCaption")).get(qn("w:val")) == table.caption
        description = properties.find(qn("w:tblDescription"))
        assert (description is None) == (not table.description)
        assert description is None or description.get(qn("w:val")) == table.description


def test_a_target_is_written_once_and_spans_its_rows():
    rows = tuple(Row(("CBC", text), text) for text in ("first", "second", "third"))
    table = Table(
        "t", sample_reports.YEAR_END_COLUMNS, (Group(rows, "Target"), Group(rows[:1], "Alone"))
    )
    [written] = opened(sample_reports.of_sections(table)).tables

    firsts = [row._tr.findall(qn("w:tc"))[0] for row in written.rows]
    assert [cell.vMerge for cell in firsts] == [None, "restart", "continue", "continue", None]
    texts = ["".join(t.text for t in cell.iter(qn("w:t"))) for cell in firsts]
    assert texts == ["Target", "Target", "", "", "Alone"]


def test_a_target_that_nobody_worked_on_is_a_row_all_the_same():
    table = Table("t", sample_reports.YEAR_END_COLUMNS, (Group((), "Nobody worked on it"),))
    [written] = opened(sample_reports.of_sections(table)).tables

    assert [words_of(cell) for cell in written.rows[1].cells] == ["Nobody worked on it", "", ""]


def test_a_row_is_not_split_unless_it_is_longer_than_a_page():
    document = opened(sample_reports.of_texts("short", "word " * 5_000))
    [table] = document.tables

    whole = [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows]
    assert whole == [True, True, False]


def test_the_end_of_a_page_does_not_cut_a_target():
    report = sample_reports.of_texts(
        *["short"] * 6, heading="A target that needs four lines of its narrow column. " * 2
    )
    [table] = opened(report).tables

    kept = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in table.rows[1:]]
    assert 1 <= sum(kept) < 5
    assert kept == sorted(kept, reverse=True)


@pytest.mark.parametrize("sample", SAMPLES)
def test_columns_have_their_share_of_the_page_and_room_for_their_headings(sample):
    report = sample()
    for written, table in zip(opened(report).tables, report.tables, strict=True):
        widths = [int(column.get(qn("w:w"))) for column in written._tbl.tblGrid]
        assert written._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        assert sum(widths) == pytest.approx(15_136, abs=10)
        shares = [column.width for column in table.columns]
        for width, share in zip(widths, shares, strict=True):
            assert width / 15_136 == pytest.approx(share / sum(shares), abs=0.02)


def test_a_table_is_as_wide_as_the_page_however_many_columns_and_long_words_it_has():
    columns = tuple(
        Column("Incomprehensibilities " + "x" * 90, f"f{n}", 30 if n < 2 else 1) for n in range(12)
    )
    [written] = opened(
        sample_reports.of_sections(Table("t", columns, (Group((Row(("",) * 12),)),)))
    ).tables

    widths = [int(column.get(qn("w:w"))) for column in written._tbl.tblGrid]
    assert sum(widths) == pytest.approx(15_136, abs=20)


def test_what_opens_a_table_without_a_heading_stands_off_from_the_table_before_it():
    plain = Table("t", (Column("A", "a", 1),), (), description="Told before.")
    headed = replace(plain, heading="A table")

    assert told(opened(sample_reports.of_sections(headed, plain)))[1:-1] == [
        ("Heading 2", "A table"),
        ("Normal", "Told before."),
        ("Normal", "Nothing is recorded here yet."),
        ("Table Opening", "Told before."),
        ("Normal", "Nothing is recorded here yet."),
    ]


def test_tables_that_follow_each_other_are_not_one():
    table = Table("t", (Column("A", "a", 1),), (Group((Row(("one",)),)),))
    inside = in_order(opened(sample_reports.of_sections(table, table)))

    title, *kinds, last = [type(part) for part in inside]
    assert kinds == [Paragraph, WordTable, Paragraph, WordTable]
    assert title == last == Paragraph


# The page


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_paper_is_a4_on_its_side_and_every_page_is_numbered(sample):
    report = sample()
    [section] = opened(report).sections

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"
    [foot] = section.footer.paragraphs
    assert foot.runs[0].text == report.particulars.title
    fields = [field.get(qn("w:instr")).strip() for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    words = "".join(part.text or "" for part in foot._p.iter(qn("w:t")))
    assert words == f"{report.particulars.title}Page 1 of 1"


@pytest.mark.parametrize(
    ("issue", "standing"),
    [(None, "DRAFT"), (Issue(2, date(2017, 9, 12)), "Issue 2, 12 September 2017")],
)
def test_every_page_says_whether_the_committee_has_had_the_paper(issue, standing):
    report = replace(sample_reports.year_end(), is_to_be_issued=True, issue=issue)
    document = opened(report)

    assert document.sections[0].header.paragraphs[0].text == f"\t{standing}"
    assert told(document)[0] == ("Standing", standing)


def test_every_page_of_example_data_says_so():
    report = sample_reports.year_end()
    report = replace(report, particulars=replace(report.particulars, is_example=True))
    document = opened(report)
    [section] = document.sections

    assert section.header.paragraphs[0].text == f"{report.particulars.mark}\t"
    assert section.footer.paragraphs[0].runs[0].text == report.particulars.marked_title
    assert document.core_properties.title == report.particulars.marked_title
    assert told(document)[0] == ("Standing", report.particulars.mark)


def test_a_title_of_many_words_stays_one_line_of_the_footer():
    report = sample_reports.of_sections(title="Crime & Disorder\t" * 40)
    document = opened(report)

    foot = document.sections[0].footer.paragraphs[0].runs[0].text
    assert foot.startswith("Crime & Disorder Crime")
    assert len(foot) <= 120
    assert len(document.core_properties.title) <= 255


# The file


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_file_is_in_british_english_throughout(sample):
    written = parts(sample())

    languages = {
        language
        for part in written.values()
        for language in re.findall(r'<w:(?:lang|themeFontLang) w:val="([^"]*)"', part)
    }
    assert languages == {"en-GB"}
    assert "w:lang " in written["word/styles.xml"]
    assert "themeFontLang" in written["word/settings.xml"]
    assert "<dc:language>en-GB</dc:language>" in written["docProps/core.xml"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_file_names_the_partnership_and_no_person_program_or_present_moment(sample):
    report = sample()
    properties = opened(report).core_properties
    written = parts(report)

    assert properties.title == report.particulars.title
    assert properties.author == "Safer Colchester Partnership"
    assert properties.last_modified_by == properties.comments == properties.subject == ""
    assert properties.created.date() == properties.modified.date() == report.as_of
    assert not any("python-docx" in part or "Microsoft" in part for part in written.values())
    assert time.strftime("%Y-%m-") not in "".join(written.values())
    assert sorted(written) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    assert not any("TargetMode" in part for part in written.values())


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_style_that_is_used_is_there_and_set_in_arial(sample):
    written = parts(sample())

    used = set(re.findall(r'<w:(?:pStyle|tblStyle) w:val="(\w+)"', "".join(written.values())))
    assert used <= set(re.findall(r'w:styleId="(\w+)"', written["word/styles.xml"]))
    fonts = re.findall(r' w:(?:ascii|hAnsi|cs)="([^"]*)"', "".join(written.values()))
    assert set(fonts) == {"Arial"}


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
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


# What was typed


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_comes_back_as_text(typed):
    report = sample_reports.of_texts(typed, heading=typed)
    point, text = Points(typed, (typed,), opening=typed), Text(typed, typed)
    table = replace(
        report.tables[0], columns=(Column(typed, "t", 1), *report.tables[0].columns[1:])
    )
    table = replace(table, caption=typed, description=typed, heading=typed)
    particulars = replace(report.particulars, title=typed, closing=typed)
    plain = sample_reports.of_sections(table, point, text)
    document = opened(replace(plain, particulars=particulars))

    assert [text for _, text in told(document)] == [typed] * 9
    [written] = document.tables
    assert [words_of(cell) for cell in written.rows[1].cells] == [typed, "CBC", typed]
    assert words_of(written.rows[0].cells[0]) == typed
    assert written._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == typed
    kinds = {child.tag for run in document.element.body.iter(qn("w:r")) for child in run}
    assert kinds <= {qn("w:t"), qn("w:tab")}


@pytest.mark.parametrize(
    "unwritable", ["\x07", "\x0b", "\x1b", "\x00", "\ufffe", "\uffff", "\ud800"]
)
def test_characters_no_file_can_hold_are_replaced(unwritable):
    typed = f"a{unwritable}b"
    report = sample_reports.of_texts(typed, heading=typed)
    table = replace(report.tables[0], caption=typed, heading=typed, description=typed)
    particulars = replace(report.particulars, title=typed, partnership=typed)
    document = opened(replace(report, sections=(table,), particulars=particulars))

    assert [text for _, text in told(document)][:3] == ["a\ufffdb"] * 3
    assert [words_of(cell) for cell in document.tables[0].rows[1].cells][::2] == ["a\ufffdb"] * 2
    assert document.sections[0].footer.paragraphs[0].runs[0].text == "a\ufffdb"
    assert document.core_properties.title == document.core_properties.author == "a\ufffdb"


def test_spaces_at_the_ends_are_marked_as_meant():
    """Word drops them otherwise; python-docx does not, so its reading proves nothing."""
    written = parts(sample_reports.of_sections(Text("\tkept ")))["word/document.xml"]

    assert '<w:tab/><w:t xml:space="preserve">kept </w:t>' in written


def test_a_line_end_in_a_heading_or_a_point_is_a_line_end():
    document = opened(sample_reports.of_sections(Points("a\r\nb", ("c\rd",))))

    assert [text for _, text in told(document)][1:3] == ["a\nb", "c\nd"]
