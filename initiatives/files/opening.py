"""Which reader reads a file: called in the child process, where every reader stays."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from initiatives.files.contents import CannotBeRead, FileRead
from initiatives.files.kinds import TAKEN
from initiatives.files.plain_text import made_plain
from initiatives.files.unpacking import Parts

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
    if kind == "text":
        return made_plain(_reader("comma_separated")(content, name))
    if kind == "zip":
        kind = _kind_of_zip(Parts(content))
    return made_plain(_reader("word" if kind == "word" else "spreadsheets")(content))


def _kind_of_zip(parts: Parts) -> str:
    if "xl/workbook.bin" in parts:
        raise CannotBeRead(_BINARY)
    parts.check_sizes()
    if any(name.startswith("word/") for name in parts.names):
        return "word"
    if "xl/workbook.xml" in parts:
        return "xlsx"
    if "content.xml" in parts and "mimetype" in parts:
        says = parts.read("mimetype")
        if b"opendocument.spreadsheet" in says:
            return "ods"
        if b"opendocument.text" in says:
            raise CannotBeRead(_TEXT)
    raise CannotBeRead(_OTHER)


def _reader(name: str) -> Callable[..., FileRead]:
    module: Any = import_module(f"initiatives.files.{name}")
    read: Callable[..., FileRead] = module.read
    return read
