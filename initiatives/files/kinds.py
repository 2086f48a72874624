"""What the bytes of a file are, whatever its name says."""

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

from initiatives.files.compound_files import names_in
from initiatives.files.contents import CannotBeRead

Kind: TypeAlias = Literal["zip", "xls", "text"]

TAKEN = "an Excel (.xlsx or .xls), OpenDocument (.ods), Word (.docx) or CSV (.csv) file"
EMPTY = (
    "The file is empty. Open it to see whether it is the right one, save it and upload it again."
)
PROTECTED = (
    "The file is protected by a password, so it cannot be read. Open it, take the password off, "
    "save it and upload it again."
)
MACROS = (
    "There are macros in the file: small programs, which the tracker does not take. Save it as "
    "{save_as}, which leaves them out, and upload it again."
)
DAMAGED = (
    "The file is damaged, or only a part of it arrived. Open it on your own computer, save it "
    "again as {save_as} and upload it again."
)
_NOT_TAKEN = "This is {what}, whatever its name says. Upload " + TAKEN + "."
_ONLY_TEXT = (
    "This is plain text, or a damaged file, although its name ends in {ending}. Upload "
    + TAKEN
    + "."
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_MARKUP = re.compile(
    rb"\s*<(!doctype|!--|\?xml|html|head|body|script|table|meta|style|svg|div)\b|\s*mime-version:",
    re.IGNORECASE,
)
_TEXT_NAMES = {"", ".csv", ".txt", ".tsv", ".tab"}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LONGEST_ENDING = 10
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(name: str, content: bytes) -> Kind:
    """What may be read of the file; raises CannotBeRead for everything the tracker does not take."""
    if not content.strip(b"\0 \t\r\n"):
        raise CannotBeRead(EMPTY)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if content.startswith(_OLE):
        return _kind_of_old_office(content)
    if b"%PDF-" in content[:1024]:
        raise CannotBeRead(
            "This is a PDF file: how its rows and columns belong together is not in it. Upload the "
            "file it was made from, " + TAKEN + "."
        )
    if content.startswith(b"{\\rtf"):
        raise CannotBeRead(
            "This is a rich text (.rtf) file. Open it in Word, save it as a Word document (.docx) "
            "and upload that."
        )
    return _kind_of_text(name, content)


def _kind_of_old_office(content: bytes) -> Kind:
    """By the names in it: any text may stand in a cell, and another file within a workbook."""
    names = names_in(content)
    if names is None:
        raise CannotBeRead(DAMAGED.format(save_as="an Excel workbook (.xlsx)"))
    is_workbook = not names.outermost.isdisjoint({"Workbook", "Book"})
    if "EncryptedPackage" in names.outermost:
        raise CannotBeRead(PROTECTED)
    if "WordDocument" in names.outermost and not is_workbook:
        raise CannotBeRead(
            "This is an old Word (.doc) file. Open it in Word, save it as a Word document (.docx) "
            "and upload that."
        )
    if any(name.startswith("_VBA_PROJECT") for name in names.all):
        raise CannotBeRead(MACROS.format(save_as="an Excel workbook (.xlsx)"))
    if not is_workbook:
        raise CannotBeRead(_NOT_TAKEN.format(what="a file of an old Office program"))
    return "xls"


def _kind_of_text(name: str, content: bytes) -> Kind:
    beginning = content[:4096]
    what = _kind_of_binary(content)
    if not what and content.startswith(b"#!"):
        what = "a program"
    if not what and _MARKUP.match(beginning.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")):
        what = "a web page or another file of marked-up text"
    if not what and not _is_text(beginning):
        what = "a file of a kind that the tracker does not know"
    if what:
        raise CannotBeRead(_NOT_TAKEN.format(what=what))
    ending = PurePath(name).suffix.lower()
    if ending not in _TEXT_NAMES:
        raise CannotBeRead(_ONLY_TEXT.format(ending=ending[:_LONGEST_ENDING]))
    return "text"


def _kind_of_binary(content: bytes) -> str:
    """A CSV file may begin with "BME" or "MZ": in pictures and programs zeros follow."""
    beginning = content[:64]
    if b"\0" not in beginning or content.startswith(_UTF_16):
        return ""
    if beginning[4:8] == b"ftyp":
        return "a picture or a film"
    return next((what for first, what in _BEGINNINGS if beginning.startswith(first)), "")


def _is_text(beginning: bytes) -> bool:
    """Whether it reads as text; UTF-16 has a zero in every second byte of English."""
    if beginning.startswith(_UTF_16):
        return True
    evens, odds = beginning[::2].count(0), beginning[1::2].count(0)
    if max(evens, odds) * 4 > len(beginning) and min(evens, odds) * 20 < len(beginning):
        return True
    return not _CONTROLS.search(beginning)
