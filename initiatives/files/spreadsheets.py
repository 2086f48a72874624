"""Reads spreadsheets: .xlsx, .ods and the old .xls, every cell as text."""

from collections.abc import Iterable

from initiatives.files import excel, old_excel, open_document
from initiatives.files.contents import CannotBeRead, FileRead, Remark
from initiatives.files.old_excel_records import told_by_records
from initiatives.files.relations import main_part
from initiatives.files.sheet import Sheet
from initiatives.files.sheet_remarks import remarks_on
from initiatives.files.unpacking import Parts

_NOTHING = (
    "There is no text in any sheet of the file. Check that it is the right file and that it was "
    "saved, then upload it again."
)


def read(content: bytes) -> FileRead:
    """Every sheet that has text in it as a table, in the file's order."""
    if not content.startswith(b"PK"):
        told = told_by_records(content)
        remarks = [old_excel.WHAT_IS_NOT_TOLD] if told is None else []
        return _read(old_excel.sheets(content, told or {}), remarks)
    parts = Parts(content)
    workbook = main_part(parts)
    return _read(excel.sheets(parts, workbook) if workbook else open_document.sheets(parts), [])


def _read(sheets: Iterable[Sheet], remarks: list[Remark]) -> FileRead:
    tables = []
    for sheet in sheets:
        remarks.extend(remarks_on(sheet))
        if table := sheet.table():
            tables.append(table)
    if not tables:
        raise CannotBeRead(_NOTHING)
    return FileRead(tuple(tables), tuple(remarks))
