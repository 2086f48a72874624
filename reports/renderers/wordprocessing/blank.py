"""The blank document that every Word file begins as: its styles, its lists, its page and its foot."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

from priorities.sheets.archive import zipped

_PARTS = Path(__file__).parent / "blank"
_FIRST = "[Content_Types].xml"  # which has to be the first part of the file


def blank() -> WordDocument:
    """A document with no text; nothing in it comes from python-docx's own template."""
    return Document(BytesIO(_packed()))


@lru_cache(maxsize=1)
def _packed() -> bytes:
    names = sorted(path.relative_to(_PARTS).as_posix() for path in _PARTS.rglob("*.*"))
    names.sort(key=lambda name: name != _FIRST)
    return zipped({name: (_PARTS / name).read_bytes() for name in names})
