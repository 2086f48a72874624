import pytest
from docx import Document

from initiatives.files import word
from initiatives.files.contents import CannotBeRead, FileTable, FileText, Remark
from initiatives.files.wordprocessing import remarks
from tests.files.documents import docx_of, p, part, saved, tbl, tc, tr, with_part

BOLD = "<w:b/>"
SPAN = '<w:gridSpan w:val="{}"/>'
MERGED = '<w:vMerge w:val="restart"/>'
BELOW = "<w:vMerge/>"
MARKED = 'w:id="1" w:author="A lead officer"'


def rows_of(*rows):
    """The rows of a table as they are read, with what is remarked."""
    read = word.read(docx_of(tbl(*rows)))
    [table] = read.tables
    return table.rows, read.remarks


def cell_of(*content):
    """The text of a single cell, and the remarks."""
    [[text, _]], said = rows_of(tr(tc(*content), "beside"))
    return text, said


def test_paragraphs_and_tables_are_read_in_their_order():
    document = Document()
    document.add_heading("Annual Partnership Plan", level=1)
    document.add_paragraph("Updated 30/8/17")
    document.add_table(1, 2).rows[0].cells[1].text = "CBC"
    document.add_paragraph("GLOSSARY").runs[0].bold = True
    document.add_table(1, 1).rows[0].cells[0].text = "ASB"

    read = word.read(saved(document))

    assert read.blocks == (
        FileText("Annual Partnership Plan", is_heading=True),
        FileText("Updated 30/8/17"),
        FileTable("Table 1", (("", "CBC"),)),
        FileText("GLOSSARY", is_heading=True),
        FileTable("Table 2", (("ASB",),)),
    )
    assert read.remarks == ()


@pytest.mark.parametrize(
    ("xml", "is_heading"),
    [
        (p("Key priority 1", properties='<w:pStyle w:val="Heading2"/>'), True),
        (p("Key priority 1", properties='<w:outlineLvl w:val="1"/>'), True),
        (p("Key priority 1", properties='<w:outlineLvl w:val="9"/>'), False),
        (p("Key priority 1", run=BOLD), True),
        (p("Key priority 1", run='<w:b w:val="0"/>'), False),
        (p("A whole paragraph set in bold. " * 6, run=BOLD), False),
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold, </w:t></w:r><w:r><w:t>not</w:t></w:r></w:p>",
            False,
        ),
    ],
)
def test_a_heading_is_told_by_its_style_its_outline_or_a_short_line_in_bold(xml, is_heading):
    [text] = word.read(docx_of(xml)).blocks

    assert text.is_heading == is_heading


def test_merged_cells_say_their_text_once_and_every_row_is_as_long():
    rows, _ = rows_of(
        tr(tc("KEY PRIORITY 1", properties=SPAN.format(3))),
        tr(tc("Raise awareness", properties=MERGED), "CBC", "J9"),
        tr(tc("", properties=BELOW), "SCP", "Ribbon"),
        tr("Police", "Nail bars", properties='<w:gridBefore w:val="1"/>'),
        tr("Alone"),
    )

    assert rows == (
        ("KEY PRIORITY 1", "", ""),
        ("Raise awareness", "CBC", "J9"),
        ("", "SCP", "Ribbon"),
        ("", "Police", "Nail bars"),
        ("Alone", "", ""),
    )


def test_the_lines_of_a_cell_are_kept_apart():
    text, _ = cell_of(
        "First.",
        "<w:p><w:r><w:t>Second</w:t><w:br/><w:t>third</w:t><w:tab/><w:t>x</w:t></w:r></w:p>",
        "",
    )

    assert text == "First.\nSecond\nthird\tx"


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:t>re</w:t><w:noBreakHyphen/><w:t>offending</w:t>", "re-offending"),
        ("<w:t>vul</w:t><w:softHyphen/><w:t>nerable</w:t>", "vulnerable"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Symbol" w:char="F0B7"/><w:t> point</w:t>', "• point"),
    ],
)
def test_hyphens_and_symbols_are_read(run, text):
    assert cell_of(f"<w:p><w:r>{run}</w:r></w:p>") == (text, ())


def test_a_symbol_nobody_knows_is_marked_and_remarked():
    text, said = cell_of('<w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r></w:p>')

    assert text == "\N{REPLACEMENT CHARACTER}"
    assert said == (Remark("Table 1, row 1", remarks.SYMBOL),)


def test_links_and_the_results_of_fields_are_read_and_their_instructions_are_not():
    text, _ = cell_of(
        "<w:p><w:hyperlink><w:r><w:t>Firstsite</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>asked</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>, June 17</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:fldSimple w:instr="DATE"><w:r><w:t> now</w:t></w:r></w:fldSimple></w:p>'
    )

    assert text == "Firstsite, June 17 now"


def test_a_field_that_is_never_ended_takes_no_other_paragraph_with_it():
    begun = '<w:p><w:r><w:t>A</w:t><w:fldChar w:fldCharType="begin"/><w:t>PAGE</w:t></w:r></w:p>'

    assert cell_of(begun, "B")[0] == "A\nB"


def test_content_controls_are_read_at_every_level_and_their_placeholders_are_not():
    def control(content, properties=""):
        return (
            f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    run = "<w:r><w:t>in a line</w:t></w:r>"
    placeholder = "<w:r><w:t>Choose an agency.</w:t></w:r>"
    rows, _ = rows_of(
        tr(f"<w:tc>{control(p('a paragraph'))}</w:tc>", tc(f"<w:p>{control(run)}</w:p>")),
        control(tr("a row", control(tc("a cell")))),
        tr("blank", tc(f"<w:p>{control(placeholder, '<w:showingPlcHdr/>')}</w:p>")),
    )

    assert rows == (("a paragraph", "in a line"), ("a row", "a cell"), ("blank", ""))


def test_tracked_changes_are_read_as_accepted_and_remarked_by_row():
    rows, said = rows_of(
        tr("Target", "Outcome"),
        tr(
            "Cuckooing",
            tc(
                f"<w:p><w:ins {MARKED}><w:r><w:t>Booked</w:t></w:r></w:ins>"
                f"<w:del {MARKED}><w:r><w:delText>Planned</w:delText></w:r></w:del>"
                f"<w:moveFrom {MARKED}><w:r><w:t> away</w:t></w:r></w:moveFrom>"
                f"<w:moveTo {MARKED}><w:r><w:t> here</w:t></w:r></w:moveTo></w:p>"
            ),
        ),
        tr("Deleted", "row", properties=f"<w:del {MARKED}/>"),
        tr("Inserted", "row", properties=f"<w:ins {MARKED}/>"),
    )

    assert rows == (("Target", "Outcome"), ("Cuckooing", "Booked here"), ("Inserted", "row"))
    assert said == (Remark("Table 1, rows 2 to 3", remarks.TRACKED),)


def test_paragraphs_whose_end_was_deleted_are_one():
    mark = f"<w:rPr><w:del {MARKED}/></w:rPr>"

    assert cell_of(p("To tackle ", properties=mark), "high harm")[0] == "To tackle high harm"
    [text] = word.read(docx_of(p("To tackle ", properties=mark), p("high harm"))).blocks
    assert text.text == "To tackle high harm"


def test_the_words_of_a_table_within_a_cell_are_kept_in_it_and_remarked():
    text, said = cell_of("Attended:", tbl(tr("Police", "4"), tr("CBH", "2")), "")

    assert text == "Attended:\nPolice\t4\nCBH\t2"
    assert said == (Remark("Table 1, row 1", remarks.NESTED),)


@pytest.mark.parametrize(
    ("within", "said"),
    [
        ("<w:pict><w:txbxContent>" + p("Boxed") + "</w:txbxContent></w:pict>", remarks.TEXT_BOX),
        ("<w:drawing/>", remarks.PICTURE),
        ("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>", remarks.HIDDEN),
    ],
)
def test_what_is_drawn_or_hidden_is_not_read_but_remarked(within, said):
    assert cell_of(f"<w:p><w:r><w:t>Read.</w:t></w:r><w:r>{within}</w:r></w:p>") == (
        "Read.",
        (Remark("Table 1, row 1", said),),
    )


def test_comments_and_notes_are_remarked_once_for_the_file():
    noted = "<w:p><w:r><w:t>x</w:t><w:commentReference/><w:footnoteReference/></w:r></w:p>"

    _, said = rows_of(tr(tc(noted), tc(noted)), tr(tc(noted), "y"))

    assert said == (Remark("", remarks.COMMENTS), Remark("", remarks.NOTES))


def test_bullets_and_numbers_stand_before_their_lines():
    document = Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.paragraphs[0].text = "Vehicles"
    for style, text in [
        ("List Bullet", "Speeding"),
        ("List Bullet", "Loud music"),
        ("List Number", "Notice"),
        ("List Number", "Penalty"),
    ]:
        cell.add_paragraph(text, style=style)

    [table] = word.read(saved(document)).tables

    assert table.rows == (("Vehicles\n• Speeding\n• Loud music\n1. Notice\n2. Penalty",),)


LEVELS = """<w:abstractNum w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="KP %1:"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="0"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>"""
LISTS = """<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>
<w:num w:numId="78"><w:abstractNumId w:val="77"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def test_numbering_counts_by_level_starts_where_it_says_and_stands_in_empty_cells_too():
    def numbered(text, level, of_list=77):
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of_list}"/></w:numPr>'
        return tr(tc(p(text, properties=properties)))

    rows = [("A", 0), ("B", 1), ("C", 1), ("D", 0), ("", 1), ("E", 0, 78), ("F", 0, 78)]
    file = docx_of(tbl(*(numbered(*row) for row in rows), columns=1))
    numbering = part(file, "word/numbering.xml")
    numbering = numbering.replace("<w:num ", f"{LEVELS}<w:num ", 1)
    numbering = numbering.replace("</w:numbering>", f"{LISTS}</w:numbering>")

    [table] = word.read(with_part(file, "word/numbering.xml", numbering)).tables

    said = [text for (text,) in table.rows]
    assert said == ["KP 3: A", "3.i B", "3.ii C", "KP 4: D", "4.i", "KP 1: E", "KP 2: F"]


def test_a_document_of_the_strict_standard_is_read_too():
    file = docx_of(tbl(tr("CBC", "SCP")))
    strict = part(file, "word/document.xml").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    [table] = word.read(with_part(file, "word/document.xml", strict)).tables

    assert table.rows == (("CBC", "SCP"),)


def test_a_file_without_styles_and_numbering_is_read():
    file = docx_of(p("Point", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'))
    for name in ("word/styles.xml", "word/numbering.xml"):
        file = with_part(file, name, None)

    assert word.read(file).blocks == (FileText("Point"),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "damaged"),
        (b"Target,Lead", "damaged"),
        (with_part(docx_of(p("x")), "word/document.xml", None), "damaged"),
        (with_part(docx_of(p("x")), "_rels/.rels", None), "not a Word document"),
        (with_part(docx_of(p("x")), "word/document.xml", "<w:document"), "damaged"),
        (with_part(docx_of(p("x")), "word/document.xml", "<html/>"), "not a Word document"),
        (with_part(docx_of(p("x")), "word/vbaProject.bin", "x"), "macros"),
        (docx_of(p(" ")), "no text"),
        (docx_of(p("x"))[:-400], "damaged"),
    ],
    ids=range(9),
)
def test_what_cannot_be_read_is_refused_in_words(content, words):
    with pytest.raises(CannotBeRead, match=words):
        word.read(content)


BOMB = """<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa">%s]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" %s>
<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"""
GROWN = "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">'
    for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    "xml",
    [
        BOMB % (GROWN, "", "&j;"),
        BOMB % (GROWN, 'x="&j;"', "x"),
        BOMB % ('<!ENTITY b SYSTEM "file:///etc/hostname">', "", "&b;"),
        BOMB % ("", "", "harmless"),
    ],
    ids=["bomb", "bomb in an attribute", "another file", "a DTD alone"],
)
def test_a_document_that_declares_entities_is_refused(xml):
    with pytest.raises(CannotBeRead, match="damaged"):
        word.read(with_part(docx_of(p("x")), "word/document.xml", xml))


def test_columns_that_only_the_grid_claims_cost_nothing():
    [table] = word.read(docx_of(tbl(tr("CBC", "SCP"), columns=100_000))).tables

    assert table.rows == (("CBC", "SCP"),)


@pytest.mark.parametrize(
    "row",
    [
        tr(tc("x", properties=SPAN.format(2_000_000_000))),
        tr("x", properties='<w:gridBefore w:val="999999999"/>'),
        tr(*["x"] * 201),
    ],
)
def test_a_table_wider_than_any_plan_is_refused(row):
    with pytest.raises(CannotBeRead, match="Table 1 has more than 200 columns"):
        word.read(docx_of(tbl(row)))


def test_a_file_with_more_paragraphs_than_any_plan_is_refused():
    with pytest.raises(CannotBeRead, match="20,000 paragraphs"):
        word.read(docx_of(p("Text") * 20_001))


def test_a_file_with_too_many_rows_is_refused():
    with pytest.raises(CannotBeRead, match="20,000"):
        word.read(docx_of(tbl("<w:tr><w:tc><w:p/></w:tc></w:tr>" * 20_001)))


def test_a_file_with_more_words_than_any_plan_is_refused():
    with pytest.raises(CannotBeRead, match="10,000,000 letters"):
        word.read(docx_of(p("x" * 4_999_999), p("x" * 4_999_999), p("xxx")))


@pytest.mark.parametrize("depth", [30, 400])
def test_tables_deep_within_each_other_are_read_or_refused(depth):
    xml = p("innermost")
    for _ in range(depth):
        xml = f"<w:tbl><w:tr><w:tc>{xml}<w:p/></w:tc></w:tr></w:tbl>"
    file = with_part(docx_of(p("x")), "word/document.xml", "")
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f"<w:document {namespace}><w:body>{xml}</w:body></w:document>"
    file = with_part(file, "word/document.xml", document)

    if depth == 30:
        [table] = word.read(file).tables
        assert table.rows == (("innermost",),)
    else:
        with pytest.raises(CannotBeRead):
            word.read(file)
