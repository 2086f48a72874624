"""Word documents, read from their own XML: what stands in the text, and its tables as grids."""

from initiatives.files.contents import CannotBeRead, FileRead, FileTable, FileText
from initiatives.files.limits import Room
from initiatives.files.wordprocessing import remarks
from initiatives.files.wordprocessing.names import child, named, unwrapped
from initiatives.files.wordprocessing.numbering import Numbering
from initiatives.files.wordprocessing.paragraphs import Paragraphs
from initiatives.files.wordprocessing.parts import Parts
from initiatives.files.wordprocessing.styles import Styles
from initiatives.files.wordprocessing.tables import Tables


def read(content: bytes) -> FileRead:
    """The paragraphs and tables of a .docx in their order, tracked changes taken as accepted.

    Headers, footers, footnotes, comments, pictures and text boxes are not read. Raises CannotBeRead.
    """
    try:
        return _read(Parts(content))
    except RecursionError as error:
        raise CannotBeRead(
            "The tables in this Word document stand within each other too deeply to be read. "
            "Copy the plan's own table into a new document and upload that."
        ) from error


def _read(parts: Parts) -> FileRead:
    noted, room = remarks.Noted(), Room()
    styles, numbering = Styles(parts.of_kind("styles")), Numbering(parts.of_kind("numbering"))
    paragraphs = Paragraphs(styles, numbering, noted, room)
    tables = Tables(paragraphs, noted, room)
    blocks: list[FileTable | FileText] = []
    begun = ""  # a paragraph whose end was deleted
    body = child(parts.document(), "body")
    for each in () if body is None else unwrapped(body):
        match named(each):
            case "p":
                begun += paragraphs.text(each)
                if not paragraphs.goes_on(each):
                    if text := begun.strip():
                        room.take(paragraphs=1)
                        is_heading = paragraphs.is_heading(each, text)
                        blocks.append(FileText(text, is_heading=is_heading))
                    begun = ""
            case "tbl":
                blocks.append(tables.table(each))
            case "altChunk":
                noted.note(remarks.OTHER_FILE)
    if not any(isinstance(block, FileText) or block.rows for block in blocks):
        raise CannotBeRead("There is no text in this Word document.")
    return FileRead(tuple(blocks), noted.remarks())
