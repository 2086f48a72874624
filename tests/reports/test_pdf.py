"""The PDF file: what it says, what a screen reader is told, and what it is made with."""

import hashlib
import json
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from priorities.models import PartnershipPlan
from priorities.sheets import arial
from reports.catalogue import REPORTS
from reports.document import Column, Group, Issue, Points, Row, Table, Text
from reports.renderers import typesetting
from reports.renderers.pdf import render
from reports.renderers.refusals import CannotBeMade
from reports.renderers.texts import paragraphs
from reports.renderers.typesetting import process
from tests.reports import sample_reports, tagged_pdf

SAMPLES = [sample_reports.year_end, sample_reports.annual_plan]
FONTS = Path(typesetting.__file__).with_name("fonts")
AWKWARD = [
    '#panic(1) #include "/etc/passwd" #let x = 1',
    "$x^2$ *bold* _slanted_ `raw` @label <label> [content] ] = Heading",
    "<w:t>Word</w:t> <script>alert(1)</script> &amp; \\ \\u{41} // not a comment /* nor this */",
    "'straight' \"quotes\" -- --- ... ~ 1/2",
    '+44 1206 282978 #hashtag =HYPERLINK("http://example.org")',
]


def squeezed(text):
    """Every letter of a text without white space, of which a PDF file keeps little."""
    return "".join(text.split())


def words_of(text):
    """A text as its paragraphs and points, without white space and marks."""
    return "".join(squeezed(paragraph.words) for paragraph in paragraphs(text))


def pages(file):
    return [page.extract_text() for page in PdfReader(BytesIO(file)).pages]


def spoken(file):
    """What a reader is told to say in place of a glyph that several characters share."""
    for page in PdfReader(BytesIO(file)).pages:
        for operands, operator in page.get_contents().operations:
            if operator == b"BDC" and "/ActualText" in operands[1]:
                yield operands[1]["/ActualText"]


def printed_rows(report):
    """What the tables hold, headings first, and a group's heading in each of its rows."""
    return [
        [
            [words_of(column.heading) for column in table.columns],
            *(
                [words_of(text) for text in (*filter(None, [group.heading]), *row.cells)]
                for group in table.groups
                for row in group.rows
            ),
        ]
        for table in report.tables
    ]


def read_rows(file):
    return [
        [[squeezed(text) for text in row] for row in table] for table in tagged_pdf.tables(file)
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_table_is_one_table_with_all_its_rows_however_many_pages(sample):
    report = sample()

    file = render(report)

    assert len(pages(file)) > 3
    assert read_rows(file) == printed_rows(report)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start_year", "slug"), [(2016, "year-end"), (2017, "annual-plan"), (2017, "year-end")]
)
def test_the_plans_own_papers_are_in_the_file_row_for_row(seed_plans, start_year, slug):
    plan = PartnershipPlan.objects.get(start_year=start_year)
    report = REPORTS[slug].build(plan, as_of=date(2017, 9, 12))
    filled = [
        rows
        for table, rows in zip(report.tables, printed_rows(report), strict=True)
        if table.groups
    ]

    assert read_rows(render(report)) == filled


@pytest.mark.parametrize("sample", SAMPLES)
def test_headings_of_columns_are_header_cells_and_repeat_on_paper_alone(sample):
    report = sample()

    tables = list(tagged_pdf.structure(render(report)).find("Table"))

    assert [[words_of(cell.text) for cell in table.find("TH")] for table in tables] == [
        [words_of(column.heading) for column in table.columns] for table in report.tables
    ]


def test_a_targets_cell_spans_its_rows():
    report = sample_reports.of_texts("One.", "Two.", "Three.")

    [table] = tagged_pdf.structure(render(report)).find("Table")

    spans = [cell.row_span for cell in table.find("TD")]
    assert spans == [3, 1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_file_says_that_it_is_accessible_and_in_which_language(sample):
    report = sample()

    reader = PdfReader(BytesIO(render(report)))

    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == report.particulars.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_headings_and_lists_are_headings_and_lists():
    report = sample_reports.of_sections(
        Text("Our priorities", "They are:\n• safe streets\n• safe homes"),
        Points("Our aims", ("to listen", "to act"), opening="We aim", numbered=True),
    )

    root = tagged_pdf.structure(render(report))

    assert [(tag.name, tag.text) for tag in root.find("H1", "H2", "H3")] == [
        ("H1", "A paper"),
        ("H2", "Our priorities"),
        ("H3", "Our aims"),
    ]
    assert [[point.text for point in one.find("LBody")] for one in root.find("L")] == [
        ["safe streets", "safe homes"],
        ["to listen", "to act"],
    ]


def test_no_level_of_heading_is_left_out():
    report = sample_reports.of_sections(Text("Straight to the third", level=3))

    names = [tag.name for tag in tagged_pdf.structure(render(report)).find("H1", "H2", "H3")]

    assert names == ["H1", "H2"]


def test_the_paper_is_printed_in_the_order_of_its_parts():
    report = replace(sample_reports.annual_plan(), is_to_be_issued=True, goes_back=True)
    particulars = replace(report.particulars, opening="An opening.", closing="Enquiries to us.")
    report = replace(report, particulars=particulars)

    said = squeezed(tagged_pdf.structure(render(report)).text)

    places = [
        said.index(squeezed(text))
        for text in (
            "DRAFT",
            particulars.strapline,
            particulars.title,
            particulars.date_line,
            "An opening.",
            report.note,
            report.sections[0].heading,
            report.tables[0].columns[0].heading,
            "GLOSSARY",
            "Enquiries to us.",
        )
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("issue", "standing"),
    [(None, "DRAFT"), (Issue(2, date(2017, 9, 12), "A mistake."), "Issue 2, 12 September 2017")],
)
def test_every_page_says_what_the_paper_is_and_which_page_of_how_many(issue, standing):
    report = replace(sample_reports.annual_plan(), is_to_be_issued=True, issue=issue)

    shown = pages(render(report))

    for number, page in enumerate(shown, start=1):
        assert squeezed(standing) in squeezed(page)
        assert squeezed(report.particulars.title) in squeezed(page)
        assert f"Page{number}of{len(shown)}" in squeezed(page)


def test_every_page_and_the_title_say_that_an_example_is_made_up():
    report = sample_reports.annual_plan()
    report = replace(report, particulars=replace(report.particulars, is_example=True))

    file = render(report)

    for page in pages(file):
        assert squeezed(report.particulars.mark) in squeezed(page)
    assert PdfReader(BytesIO(file)).metadata.title == report.particulars.marked_title
    assert report.particulars.mark in tagged_pdf.structure(file).text


def test_a_table_without_rows_says_so():
    table = Table("Nothing", sample_reports.YEAR_END_COLUMNS, (), heading="KEY PRIORITY 1")

    root = tagged_pdf.structure(render(sample_reports.of_sections(table)))

    assert not list(root.find("Table"))
    assert "Nothing is recorded here yet." in root.text


@pytest.mark.parametrize("text", AWKWARD)
def test_what_people_type_is_never_markup(text):
    report = sample_reports.of_texts(text, heading=text)
    report = replace(report, particulars=replace(report.particulars, title=text))

    file = render(report)

    assert read_rows(file) == printed_rows(report)
    assert PdfReader(BytesIO(file)).metadata.title == text


@pytest.mark.parametrize("length", [20_000, 32_768])
@pytest.mark.parametrize("word", ["x", "word ", "W"])
def test_a_very_long_text_flows_over_pages_whole(word, length):
    text = (word * length)[:length]
    report = sample_reports.of_texts(text, "After it.")

    file = render(report)

    assert len(pages(file)) > 1
    assert read_rows(file) == printed_rows(report)


def test_no_word_leaves_its_column():
    table = Table(
        "A table",
        (Column("One", "one", 5), Column("Other", "other", 95)),
        (Group((Row(("Incomprehensibilities" * 5, "Beside it.")),)),),
    )

    [page] = PdfReader(BytesIO(render(sample_reports.of_sections(table)))).pages

    lefts = {}
    page.extract_text(visitor_text=lambda text, cm, *_: lefts.update({text.strip(): cm[4]}))
    assert lefts["Beside it."] == lefts["Other"]
    room = lefts["Other"] - lefts["One"]
    lines = [text for text, left in lefts.items() if text and left == lefts["One"]]
    assert "".join(lines) == "One" + "Incomprehensibilities" * 5
    assert all(arial.longest_word(line, size=9.5) < room for line in lines)


def test_the_same_report_is_the_same_bytes_and_names_nobody():
    report = sample_reports.annual_plan()

    first, second = render(report), render(report)

    assert first == second
    information = PdfReader(BytesIO(first)).metadata
    assert information.author is None
    assert information.creation_date.date() == report.as_of
    assert "typst" in f"{information.creator} {information.producer}".lower()


def test_the_fonts_are_in_the_file_and_are_the_projects_own():
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in PdfReader(BytesIO(render(sample_reports.annual_plan()))).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert names == {"LiberationSans", "LiberationSans-Bold"}


def test_each_font_is_the_one_that_was_chosen_and_has_its_licence():
    chosen = json.loads((FONTS / "FONTS.json").read_text())

    assert {path.name for path in FONTS.iterdir()} == {
        "FONTS.json",
        *(name for font in chosen for name in (font["file"], font["licence_file"])),
    }
    for font in chosen:
        assert hashlib.sha256((FONTS / font["file"]).read_bytes()).hexdigest() == font["sha256"]


def test_a_file_that_takes_too_long_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(process, "MOST_SECONDS", 0.001)

    with pytest.raises(CannotBeMade, match="longer to make"):
        render(sample_reports.year_end())


def test_a_file_that_cannot_be_set_is_refused_in_words(monkeypatch, tmp_path):
    broken = tmp_path / "setter.py"
    broken.write_text("raise SystemExit('no')")
    monkeypatch.setattr(process, "_SETTER", broken)

    with pytest.raises(CannotBeMade, match="could not be made"):
        render(sample_reports.year_end())


def test_nothing_of_ours_is_on_the_command_line_or_imported(monkeypatch):
    seen = {}
    run = subprocess.run

    def watched(command, **how):
        seen["command"] = command
        return run(command, **how)

    monkeypatch.setattr(subprocess, "run", watched)
    render(sample_reports.of_texts("Told in confidence."))

    assert "confidence" not in " ".join(map(str, seen["command"]))
    imports = Path(seen["command"][-1]).read_text()
    assert "django" not in imports
    assert "from reports" not in imports


@pytest.mark.parametrize(
    "text",
    [
        "漢字かな",
        "🎉 👨‍👩‍👧 🇬🇧",
        "हिन्दी",
        "\ue000\ufffd\ufeff\ufffe",
        "a\u200fb\u202ec\u202d",
        "\x00\x07\x0b\x1f",
        "\U0010ffff",
    ],
    ids=["Chinese", "emoji", "Hindi", "unassigned", "marks of direction", "controls", "the last"],
)
def test_characters_that_no_font_draws_stop_no_paper_and_stay_in_its_text(text):
    report = sample_reports.of_texts(f"Before {text} after.", heading=text)
    report = replace(report, particulars=replace(report.particulars, title=text))

    file = render(report)

    said = squeezed(tagged_pdf.structure(file).text)
    assert "Before" in said
    assert "after." in said
    behind = "".join(spoken(file))
    for letter in filter(str.isalpha, text):
        assert letter in said + behind


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Naïve café – “£5” • ✓ → Ωμέγα Жизнь Łódź", False),
        ("شكرا שלום", False),
        ("漢字", True),
        ("Well done 🎉", True),
    ],
)
def test_a_paper_with_boxes_says_what_they_stand_for(text, is_told):
    told = tagged_pdf.structure(render(sample_reports.of_texts(text))).text

    assert ("stands for a character that the fonts of this file do not have" in told) == is_told


def test_paragraphs_that_lead_to_a_list_stay_with_it():
    filler = Text("Before", "\n".join(["A line."] * 24))
    report = sample_reports.of_sections(
        filler, Text("Led in", "First of all.\nAnd then:", level=3), Points("", ("one", "two"))
    )

    shown = pages(render(report))

    assert [number for number, page in enumerate(shown) if "Led in" in page] == [
        number for number, page in enumerate(shown) if "one" in page
    ]
