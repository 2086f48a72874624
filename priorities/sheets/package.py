"""The package that an Excel file is: what openpyxl saves, and what is quicker to write as text."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import (
    ARC_CONTENT_TYPES,
    ARC_SHARED_STRINGS,
    ARC_WORKBOOK_RELS,
    REL_NS,
    SHARED_STRINGS,
)

from priorities.sheets.archive import unzipped, zipped
from priorities.sheets.shared_texts import SharedTexts
from priorities.sheets.sheet import Sheet

_TYPE = f'<Override PartName="/{ARC_SHARED_STRINGS}" ContentType="{SHARED_STRINGS}"/>'
_RELATION = (
    f'<Relationship Id="texts" Type="{REL_NS}/sharedStrings" Target="/{ARC_SHARED_STRINGS}"/>'
)


def package(workbook: Workbook, sheets: Iterable[Sheet], texts: SharedTexts) -> bytes:
    """The file: the workbook with the rows of its sheets and their texts, and no dates on its parts.

    openpyxl saves a workbook without cells, and `Workbook.save` would stamp the present on it.
    """
    saved = BytesIO()
    ExcelWriter(workbook, ZipFile(saved, "w")).save()
    parts = {name: part.decode() for name, part in unzipped(saved).items()}
    for sheet in sheets:
        name = sheet.worksheet.path.removeprefix("/")
        parts[name] = sheet.filled(parts[name])
    parts[ARC_SHARED_STRINGS] = texts.xml()
    parts[ARC_WORKBOOK_RELS] = _before_the_end(parts[ARC_WORKBOOK_RELS], _RELATION)
    parts[ARC_CONTENT_TYPES] = _before_the_end(parts[ARC_CONTENT_TYPES], _TYPE)
    return zipped(parts)


def _before_the_end(xml: str, element: str) -> str:
    """The XML with one more element, the last in its root."""
    before, end = xml.rsplit("</", 1)
    return f"{before}{element}</{end}"
