"""The parts of a zipped file (.xlsx, .docx, .ods): looked through before anything is unpacked."""

import io
import re
import zipfile
import zlib

from initiatives.files.contents import CannotBeRead
from initiatives.files.kinds import DAMAGED, MACROS, PROTECTED

MOST_PARTS = 200
MOST_UNPACKED = 50 * 1024 * 1024
_STEP = 1024 * 1024

_ODD = (
    "The file is not made as Excel, Word and LibreOffice make theirs: {what}. Open it there, save "
    "it as a new file and upload that."
)
_ODD_PATH = re.compile(r"^[/~]|(^|/)\.\.(/|$)|[\\:\x00-\x1f\x7f]|^$")
_LINKS = (
    "The workbook takes values from other files. In Excel, choose Data, then Edit Links (or "
    "Workbook Links), break the links, save it and upload it again."
)
_PROGRAMS = re.compile(r"(.*/)?(vbaproject|macrosheets/)|basic/|scripts/")
_ENCRYPTED = 0x1  # a bit of a part's flags
_LOCAL_HEADER = 30  # bytes, before the name and the extra field


class Parts:
    """A zipped file's parts by name; raises CannotBeRead for whatever is odd about them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as zipped:
                listed = zipped.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise CannotBeRead(DAMAGED.format(save_as="a new file")) from error
        _turn_slashes(listed)
        _check(listed)
        # Names in these files are the same in capitals; no two are.
        self._listed = {part.filename.casefold(): part for part in listed if not part.is_dir()}
        self._left = MOST_UNPACKED

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._listed

    @property
    def names(self) -> list[str]:
        """What the parts are called, in their order."""
        return [part.filename for part in self._listed.values()]

    def check_sizes(self) -> None:
        """Unpack each part once and let it go, since what a part says of its size may be a lie."""
        for name in self._listed:
            self.read(name)
        self._left = MOST_UNPACKED  # what was let go may be read again

    def read(self, name: str) -> bytes:
        """A part unpacked, never further than it says it goes."""
        part = self._listed.get(name.casefold())
        if part is None:
            raise CannotBeRead(DAMAGED.format(save_as="a new file"))
        packed = self._packed(part)
        if part.compress_type == zipfile.ZIP_STORED:
            unpacked = packed
        else:
            unpacked = _inflated(packed, most=part.file_size)
        self._left -= len(unpacked)
        if self._left < 0 or len(unpacked) != part.file_size:
            raise CannotBeRead(_ODD.format(what="its parts are not as large as it says"))
        return unpacked

    def _packed(self, part: zipfile.ZipInfo) -> bytes:
        header = self._content[part.header_offset : part.header_offset + _LOCAL_HEADER]
        lengths = (header[26:28], header[28:30])
        name, extra = (int.from_bytes(length, "little") for length in lengths)
        start = part.header_offset + _LOCAL_HEADER + name + extra
        return self._content[start : start + part.compress_size]


def _turn_slashes(listed: list[zipfile.ZipInfo]) -> None:
    """Some older programs of Windows write all names with its own slashes; then these are meant."""
    if not any("/" in part.filename for part in listed):
        for part in listed:
            part.filename = part.filename.replace("\\", "/")


def _check(listed: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in listed]
    folded = {name.casefold() for name in names}
    if any(part.flag_bits & _ENCRYPTED for part in listed):
        raise CannotBeRead(PROTECTED)
    if len(listed) > MOST_PARTS:
        raise CannotBeRead(
            f"The file is made of more than {MOST_PARTS} parts, and each picture and each sheet is one. "
            "Take pictures and sheets that are not needed out of it, save it and upload it "
            "again."
        )
    if any(_ODD_PATH.search(name) for name in names):
        raise CannotBeRead(_ODD.format(what="one of its parts has a name that leads elsewhere"))
    if len(folded) != len(names):
        raise CannotBeRead(_ODD.format(what="it has two parts of one name"))
    if sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise CannotBeRead(
            "There is more in the file than the tracker unpacks: 50 MB. Take pictures and sheets "
            "that are not needed out of it, save it and upload it again."
        )
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in listed):
        raise CannotBeRead(_ODD.format(what="it is packed in another way"))
    if any(_PROGRAMS.match(name) for name in folded):
        raise CannotBeRead(MACROS.format(save_as="an .xlsx or .docx file"))
    if any("externallinks/" in name for name in folded):
        raise CannotBeRead(_LINKS)


def _inflated(packed: bytes, *, most: int) -> bytes:
    """What was packed, stopped as soon as it is longer than `most`."""
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces, length = [], 0
    try:
        while not inflating.eof and length <= most:
            piece = inflating.decompress(packed, _STEP)
            packed = inflating.unconsumed_tail
            if not piece and not packed:
                break
            pieces.append(piece)
            length += len(piece)
    except zlib.error as error:
        raise CannotBeRead(DAMAGED.format(save_as="a new file")) from error
    return b"".join(pieces)
