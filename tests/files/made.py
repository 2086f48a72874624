"""Spreadsheets made part by part, as no program would make them."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import xlwt

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
