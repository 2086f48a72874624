"""The text of a file that does not say how its letters are written."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from initiatives.files.contents import CannotBeRead

NOT_TEXT = (
    "This file is not text, whatever its name says. Open it in the program it was made with, save "
    "it as a spreadsheet, a Word document or a CSV file and upload that."
)
_UNREADABLE = (
    "The letters in this file cannot be read. Open it in a spreadsheet program and save it again "
    "as CSV in UTF-8, or as .xlsx."
)


def decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether it was taken for Windows-1252 because it is nothing else."""
    if wide := _wide(content):
        try:
            return _without_nulls(content.decode(wide).removeprefix("\ufeff")), False
        except UnicodeDecodeError as error:
            raise CannotBeRead(_UNREADABLE) from error
    try:
        return _without_nulls(content.decode("utf-8-sig")), False
    except UnicodeDecodeError:
        pass
    try:
        return _without_nulls(content.decode("cp1252")), True
    except UnicodeDecodeError as error:
        raise CannotBeRead(_UNREADABLE) from error


def _wide(content: bytes) -> str:
    """The kind of UTF-16 a file is in, by its mark or because every other byte is empty, or ""."""
    if content.startswith(BOM_UTF16_LE):
        return "utf-16-le"
    if content.startswith(BOM_UTF16_BE):
        return "utf-16-be"
    first, second = content[0:2000:2], content[1:2000:2]
    if second.count(0) * 2 > len(second) and 0 not in first:
        return "utf-16-le"
    if first.count(0) * 2 > len(first) and 0 not in second:
        return "utf-16-be"
    return ""


def _without_nulls(text: str) -> str:
    if "\0" in text:
        raise CannotBeRead(NOT_TEXT)
    return text
