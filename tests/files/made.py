"""Spreadsheets made part by part, as no program would make them."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape, quoteattr

import xlwt

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN_DOCUMENT = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    ]
)


def zipped(parts):
    """A zip of parts; a list of pairs may name one twice."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items() if isinstance(parts, dict) else parts:
            file.writestr(name, part)
    return content.getvalue()


def xlsx_parts(
    data="", *, before="", after="", shared="", formats=(), state="visible", name="Plan"
):
    """The parts of a workbook with one sheet; `data` is what stands in its sheetData."""
    numbered = list(enumerate(formats, start=164))
    number_formats = "".join(
        f"<numFmt numFmtId='{number}' formatCode={quoteattr(code)}/>" for number, code in numbered
    )
    styles = "".join(f"<xf numFmtId='{number}'/>" for number in [0, *dict(numbered)])
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {_MAIN} xmlns:r='{_RELATIONS}'><sheets><sheet "
        f"name={quoteattr(name)} sheetId='1' state='{state}' r:id='r1'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f"<Relationship Id='r1' Type='{_RELATIONS}/worksheet' Target='worksheets/sheet1.xml'/>"
        f"<Relationship Id='r2' Type='{_RELATIONS}/sharedStrings' Target='/xl/sharedStrings.xml'/>"
        f"<Relationship Id='r3' Type='{_RELATIONS}/styles' Target='styles.xml'/></Relationships>",
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{shared}</sst>",
        "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>{number_formats}</numFmts>"
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
        SHEET: f"<worksheet {_MAIN}>{before}<sheetData>{data}</sheetData>{after}</worksheet>",
    }


def xlsx(data="", **said):
    """A workbook with one sheet."""
    return zipped(xlsx_parts(data, **said))


def typed(reference, text):
    """A cell of an Excel sheet with a text of its own."""
    return (
        f"<c r='{reference}' t='inlineStr'><is><t xml:space='preserve'>{escape(text)}</t></is></c>"
    )


def ods_parts(rows="", *, styles="", style="", columns="", name="Plan"):
    """The parts of an OpenDocument spreadsheet with one sheet of these rows."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"<office:document-content {_OPEN_DOCUMENT}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet><table:table table:name={quoteattr(name)} "
        f"table:style-name='{style}'>{columns}{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>",
    }


def ods(rows="", **said):
    """An OpenDocument spreadsheet with one sheet."""
    return zipped(ods_parts(rows, **said))


def ods_cell(text="", **said):
    """A cell of an OpenDocument sheet; `value_type="float"` is its office:value-type, and so on."""
    values = {"value_type", "value", "date_value", "time_value", "boolean_value", "currency"}
    attributes = "".join(
        f" {'office' if key in values else 'table'}:{key.replace('_', '-')}={quoteattr(str(value))}"
        for key, value in said.items()
    )
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if text)
    return f"<table:table-cell{attributes}>{paragraphs}</table:table-cell>"


def ods_row(*cells, **said):
    """A row of an OpenDocument sheet."""
    attributes = "".join(f" table:{key.replace('_', '-')}='{said[key]}'" for key in said)
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def xls(rows, *, row=0, column=0, name="Plan", visibility=0, merged=()):
    """An old workbook with one sheet of values; a pair is a value and its format."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(name)
    sheet.visibility = visibility
    if visibility:
        book.add_sheet("Seen")
        book.set_active_sheet(1)
    for down, values in enumerate(rows):
        for across, value in enumerate(values):
            value, code = value if isinstance(value, tuple) else (value, "General")
            sheet.write(row + down, column + across, value, xlwt.easyxf(num_format_str=code))
    for ranged in merged:
        sheet.merge(*ranged)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def old_office(*outermost, within=()):
    """A file of an old Office program with streams of these names, and some within a folder.

    A header, one sector of the table and the directory; there is nothing in the streams.
    """
    entries = [("Root Entry", 5, -1, 1 if outermost else -1)]
    folder = len(outermost) + bool(within)
    for number, name in enumerate(outermost, start=1):
        entries.append((name, 2, number + 1 if number < folder else -1, -1))
    if within:
        entries.append(("Placed in it", 1, -1, folder + 1))
    last = folder + len(within)
    for number, name in enumerate(within, start=folder + 1):
        entries.append((name, 2, number + 1 if number < last else -1, -1))
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBiii", len(name) * 2 + 2, kind, 1, -1, after, child)
        + b"\0" * 36
        + struct.pack("<iII", -2, 0, 0)
        for name, kind, after, child in entries
    )
    sectors = -(-len(directory) // 512)
    chain = [-3, *(number + 1 for number in range(1, sectors)), -2]
    header = OLE + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIiIiI", 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    header += struct.pack("<i", 0) + b"\xff" * 432
    table = struct.pack(f"<{len(chain)}i", *chain).ljust(512, b"\xff")
    return header + table + directory.ljust(sectors * 512, b"\0")
