"""Which reader reads a file: called in the child process, where every reader stays."""

from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.kinds import TAKEN
from initiatives.files.plain_text import made_plain
from initiatives.files.relations import main_part
from initiatives.files.unpacking import Parts
from initiatives.files.xml_parts import root_name

_BINARY = (
    "This is a binary Excel (.xlsb) workbook. Save it in Excel as an Excel workbook (.xlsx) and "
    "upload that."
)
_TEXT = (
    "This is an OpenDocument text (.odt). Open it, save it as a Word document (.docx) and upload "
    "that."
)
_OTHER = "This is an archive, or a file of another program. Upload " + TAKEN + "."


def opened(kind: str, name: str, content: bytes) -> FileRead:
    """What the file says, with nothing in its texts that a database would refuse."""
    if kind == "zip":
        kind = _kind_of_zip(Parts(content))
    return made_plain(_read(kind, name, content))


def _read(kind: str, name: str, content: bytes) -> FileRead:
    """What its reader says; each is imported alone, since some take a moment and some memory."""
    if kind == "text":
        from initiatives.files import comma_separated

        return comma_separated.read(content, name)
    if kind == "pasted":
        from initiatives.files import pasted

        return pasted.read(content.decode("utf-8", "surrogatepass"))
    if kind == "word":
        from initiatives.files import word

        return word.read(content)
    from initiatives.files import spreadsheets

    return spreadsheets.read(content)


def _kind_of_zip(parts: Parts) -> str:
    main = main_part(parts)
    if "xl/workbook.bin" in parts or main.endswith(".bin"):
        raise CannotBeRead(_BINARY)
    parts.check_sizes()
    if any(name.startswith("word/") for name in parts.names):
        return "word"
    match root_name(parts.read(main)) if main else "":
        case "workbook":
            return "xlsx"
        case "document":
            return "word"
    if "content.xml" in parts and "mimetype" in parts:
        says = parts.read("mimetype")
        if b"opendocument.spreadsheet" in says:
            return "ods"
        if b"opendocument.text" in says:
            raise CannotBeRead(_TEXT)
    raise CannotBeRead(_OTHER)
