"""Word documents for tests, from Word's own XML where python-docx has no word for it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def docx_of(*body):
    """A document whose body is this XML, in the names "w:p", "w:tbl"; the file as bytes."""
    document = Document()
    end = document.element.body.sectPr
    for each in parse_xml(f"<w:body {nsdecls('w', 'm')}>{''.join(body)}</w:body>"):
        end.addprevious(each)
    return saved(document)


def saved(document):
    """The file of a python-docx document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def p(text="", *, properties="", run=""):
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def tc(*content, properties=""):
    """A cell; a plain text in it is a paragraph."""
    inner = "".join(each if each.startswith("<") else p(each) for each in content or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells, properties=""):
    """A row; a cell that is plain text has one paragraph."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows, columns=2):
    """A table."""
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def with_part(file, name, content):
    """The same file with one of its parts exchanged, added, or left out where content is None."""
    changed = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        if content is not None:
            new.writestr(name, content)
    return changed.getvalue()


def part(file, name):
    """One part of a file, as text."""
    with ZipFile(BytesIO(file)) as archive:
        return archive.read(name).decode()
