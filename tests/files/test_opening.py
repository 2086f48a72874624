import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.files.contents import CannotBeRead, FileText
from initiatives.files.kinds import kind_of
from initiatives.files.opening import opened
from tests.files.documents import docx_of, p
from tests.files.made import OLE, SHEET, ods_parts, old_office, typed, xls, xlsx, xlsx_parts, zipped


def whole(name, content):
    return opened(kind_of(name, content), name, content)


def answer_to(content):
    """What was read, or why not; anything else would go through."""
    try:
        return whole("plan.xlsx", content)
    except CannotBeRead as refusal:
        return str(refusal)


def refusal_of(content, name="plan.xlsx"):
    with pytest.raises(CannotBeRead) as refused:
        whole(name, content)
    return str(refused.value)


def main_relation(kind, target):
    return f"<Relationships><Relationship Id='r' Type='{kind}' Target='{target}'/></Relationships>"


def test_a_workbook_is_read_whatever_its_name_says():
    assert whole("plan.docx", xlsx(typed("A1", "Text"))).tables[0].rows == (("Text",),)
    assert whole("plan", xls([["Text"]])).tables[0].rows == (("Text",),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b" \n\0", "The file is empty."),
        (b"<!DOCTYPE html><table><tr><td>a</td></tr></table>", "a web page"),
        (b"\xef\xbb\xbf  <HTML>", "a web page"),
        ("<html>".encode("utf-16"), "a web page"),
        (b"<script>alert(1)</script>", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "marked-up text"),
        (b"MIME-Version: 1.0\n", "a web page"),
        (b"#!/bin/sh\nrm -r x\n", "a program"),
        (b"MZ\x90\0", "a program"),
        (b"BM\x36\0\0\0", "a picture"),
        (b"%PDF-1.7\n", "This is a PDF file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture or a film"),
        (b"{\\rtf1\\ansi", "save it as a Word document (.docx)"),
        (b"alert(1)", "although its name ends in .xlsx"),
        (old_office("EncryptedPackage"), "protected by a password"),
        (old_office("WordDocument"), "old Word (.doc) file"),
        (old_office("Workbook", "_VBA_PROJECT_CUR"), "There are macros in the file"),
        (old_office("Workbook", within=["_VBA_PROJECT"]), "There are macros in the file"),
        (old_office("Something"), "a file of an old Office program"),
        (old_office("Something", within=["Workbook"]), "a file of an old Office program"),
        (old_office("Workbook")[:1000], "damaged"),
        (OLE + "Workbook".encode("utf-16-le"), "damaged"),
        (old_office("Workbook"), "no text in any sheet"),
        (b"PK\x03\x04", "damaged, or only a part of it arrived"),
        (xlsx(typed("A1", "Text"))[:-30], "damaged, or only a part of it arrived"),
        (zipped({"a.txt": "a"}), "an archive"),
        (zipped({"xl/workbook.bin": "a"}), "binary Excel (.xlsb)"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            ".odt",
        ),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_what_it_is(content, said):
    assert said in refusal_of(content)


def test_what_is_not_text_is_refused_by_any_name_that_promises_text():
    said = refusal_of(b"a,b\x01\x02\n" * 9, name="plan.csv")

    assert "a kind that the tracker does not know" in said


@pytest.mark.parametrize("word", ["WordDocument", "EncryptedPackage", "_VBA_PROJECT"])
def test_an_old_workbook_may_have_any_word_in_a_cell(word):
    assert whole("plan.xls", xls([[f"“{word}”"]])).tables[0].rows == ((f"“{word}”",),)


def test_what_is_placed_in_an_old_workbook_does_not_make_it_another_file():
    content = old_office("Workbook", within=["WordDocument", "EncryptedPackage"])

    assert kind_of("plan.xls", content) == "xls"


def test_names_in_a_circle_end():
    content = bytearray(old_office("Workbook", "Other"))
    struct.pack_into("<i", content, content.index("Other".encode("utf-16-le")) + 72, 1)

    assert kind_of("plan.xls", bytes(content)) == "xls"


@pytest.mark.parametrize(
    "text", ["BME groups,Lead\nOne,CBC\n", "MZ,Lead\nOne,CBC\n", "PK,Lead\nOne,CBC\n"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_text_may_begin_as_pictures_and_programs_do(text, encoding):
    assert kind_of("plan.csv", text.encode(encoding)) == "text"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "Save it as an .xlsx or .docx file, which leaves them out"),
        ("xl/macrosheets/sheet1.xml", "There are macros in the file"),
        ("Basic/Standard/Module1.xml", "There are macros in the file"),
        ("book/macrosheets/sheet1.xml", "There are macros in the file"),
        ("book/externalLinks/externalLink1.xml", "takes values from other files"),
        ("xl/externalLinks/externalLink1.xml", "takes values from other files"),
        ("../../etc/passwd", "a name that leads elsewhere"),
        ("/etc/passwd", "a name that leads elsewhere"),
        ("xl\\worksheets\\sheet2.xml", "a name that leads elsewhere"),
        ("C:/plan.xml", "a name that leads elsewhere"),
        ("XL/Workbook.XML", "two parts of one name"),
        ("xl/sheet\n.xml", "a name that leads elsewhere"),
    ],
)
def test_parts_that_no_plan_needs_are_refused_before_any_is_unpacked(part, said):
    assert said in refusal_of(zipped(xlsx_parts(typed("A1", "Text")) | {part: "x"}))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("..\\passwd", "a name that leads elsewhere"),
        ("\\passwd", "a name that leads elsewhere"),
        ("c:\\passwd", "a name that leads elsewhere"),
        ("xl\\vbaProject.bin", "There are macros in the file"),
        ("XL\\workbook.xml", "two parts of one name"),
    ],
)
def test_names_in_the_slashes_of_windows_are_looked_at_as_any(part, said):
    parts = xlsx_parts(typed("A1", "Text")) | {part: "x"}

    assert said in refusal_of(zipped({name.replace("/", "\\"): parts[name] for name in parts}))


def test_parts_named_in_the_slashes_of_windows_are_read():
    parts = xlsx_parts(typed("A1", "Text"))
    content = zipped({name.replace("/", "\\"): parts[name] for name in parts})

    assert whole("plan.xlsx", content).tables[0].rows == (("Text",),)


@pytest.mark.parametrize(
    "kind",
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    ],
)
def test_a_workbook_is_found_by_the_name_the_file_gives_it(kind):
    parts = {name.replace("xl/", "book/"): part for name, part in xlsx_parts().items()}
    parts["book/plan.xml"] = parts.pop("book/workbook.xml")
    parts["book/_rels/plan.xml.rels"] = parts.pop("book/_rels/workbook.xml.rels").replace(
        "/xl/", "/book/"
    )
    parts["book/worksheets/sheet1.xml"] = xlsx_parts(typed("A1", "Text"))[SHEET]
    parts["_rels/.rels"] = main_relation(kind, "/book/plan.xml")

    assert whole("plan.xlsx", zipped(parts)).tables[0].rows == (("Text",),)


def test_a_word_document_is_found_by_the_name_the_file_gives_it():
    with zipfile.ZipFile(io.BytesIO(docx_of(p("Text")))) as made:
        document = made.read("word/document.xml").decode()
    parts = {"plan.xml": document, "_rels/.rels": main_relation("x/officeDocument", "plan.xml")}

    assert whole("plan.docx", zipped(parts)).blocks == (FileText("Text"),)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("book/plan.bin", "binary Excel (.xlsb)"),
        ("ppt/presentation.xml", "an archive, or a file of another program"),
        ("../../plan.xml", "an archive, or a file of another program"),
    ],
)
def test_a_file_that_is_for_something_else_is_refused(target, said):
    relation = main_relation("x/officeDocument", target)

    assert said in refusal_of(zipped({"_rels/.rels": relation, target.strip("./"): "<other/>"}))


def test_two_parts_of_one_name_are_refused():
    parts = [*xlsx_parts(typed("A1", "Text")).items(), (SHEET, "<worksheet/>")]
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(parts)

    assert "two parts of one name" in refusal_of(content)


def test_more_parts_than_a_plan_has_are_refused():
    extra = {f"xl/media/{number}.txt": "" for number in range(200)}

    assert "more than 200 parts" in refusal_of(zipped(xlsx_parts() | extra))


def test_more_than_is_unpacked_is_refused_by_what_the_parts_say():
    content = zipped(xlsx_parts() | {"xl/media/1.txt": b"\0" * (50 * 1024 * 1024)})

    assert len(content) < 100_000
    assert "more in the file than the tracker unpacks: 50 MB" in refusal_of(content)


def test_a_part_larger_than_it_says_is_refused():
    """Its size stands in the directory, 24 bytes after the mark of its line."""
    content = bytearray(zipped(xlsx_parts() | {"xl/big.xml": b" " * 1_000_000}))
    line = content.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", content, line + 24) == (1_000_000,)
    struct.pack_into("<I", content, line + 24, 10)

    assert "not as large as it says" in refusal_of(bytes(content))


def test_encrypted_parts_are_refused():
    content = bytearray(xlsx(typed("A1", "Text")))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert "protected by a password" in refusal_of(bytes(content))


def test_parts_packed_in_another_way_are_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as made:
        for name, part in xlsx_parts().items():
            made.writestr(name, part)

    assert "packed in another way" in refusal_of(file.getvalue())


def test_texts_hold_nothing_that_a_database_refuses():
    hidden = "a_x0000_b_xD83D__xDE00_c_xD800_d_x000D_\ne"

    [table] = whole("plan.xlsx", xlsx(typed("A1", hidden))).tables

    assert table.rows == (("ab\U0001f600cd\ne",),)


@given(st.sampled_from([b"", b"PK\x03\x04", OLE, b"\xff\xfe", b"<"]), st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused_in_words(beginning, rest):
    assert answer_to(beginning + rest)


@given(st.data())
def test_any_part_of_a_workbook_may_be_anything(data):
    make = data.draw(st.sampled_from([xlsx_parts, ods_parts]))
    parts = make(typed("A1", "Text"))
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    parts[name] = parts[name][:at] + data.draw(st.text(max_size=20)) + parts[name][at + 3 :]

    assert answer_to(zipped({name: part.encode() for name, part in parts.items()}))
