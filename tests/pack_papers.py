"""The pack's two appendices as clean Word documents, with every slip of their text left in."""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

PACK = Path(__file__).parent / "pack"

YEAR_END_COLUMNS = 3
ANNUAL_PLAN_COLUMNS = 8
# A page of the year-end report begins with two rows whose target stands on the page before; the
# text has nothing where their blank cells are.
_WITHOUT_TARGETS = "ECFRS\tNetwork Speed dating"
_HEADINGS = ("KEY PRIORITY", "OTHER KEY PRIORITIES", "GLOSSARY")


def year_end_paper() -> bytes:
    """Appendix A, the year-end performance report 2016-17, as .docx."""
    return _paper("appendix_a.txt", YEAR_END_COLUMNS)


def annual_plan_paper() -> bytes:
    """Appendix B, the annual partnership plan 2017-18, as .docx."""
    return _paper("appendix_b.txt", ANNUAL_PLAN_COLUMNS)


def blocks(name: str, columns: int) -> Iterator[str | list[list[str]]]:
    """The lines of an appendix: each paragraph, and the rows of each table up to where it breaks.

    A table has the columns of its appendix, or more where something stands in them; the glossary
    has its own four.
    """
    lines = (PACK / name).read_text(encoding="utf-8").split("\n")
    for has_cells, found in groupby(lines, key=lambda line: "\t" in line):
        if has_cells:
            yield _grid(list(found), columns)
        else:
            yield from (line.strip() for line in found if line.strip())


def _grid(lines: list[str], columns: int) -> list[list[str]]:
    rows = [line.split("\t") for line in lines]
    if lines[0].startswith(_WITHOUT_TARGETS):
        rows = [["", *row] for row in rows]
    if lines[0].startswith("Abbreviation\t"):
        columns = len(rows[0])
    said = (place for row in rows for place, cell in enumerate(row, start=1) if cell.strip())
    width = max(columns, *said)
    return [(row + [""] * width)[:width] for row in rows]


def _paper(name: str, columns: int) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.styles["Normal"].font.size = Pt(9)
    for number, block in enumerate(blocks(name, columns)):
        if isinstance(block, list):
            _add_table(document, block)
        elif number == 0:
            document.add_heading(block, level=0)
        elif block.startswith(_HEADINGS):
            document.add_heading(block, level=1)
        else:
            document.add_paragraph(block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_table(document: Paper, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph()  # without it Word makes one table of two that follow each other
