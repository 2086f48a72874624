"""The whole paper as plain data for the typesetter, in the order in which it is printed."""

from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from typing import Any

from reports.document import NOTHING_RECORDED, Points, Report, Section, Table, Text
from reports.renderers.typesetting.drawn import BOXES, has_boxes
from reports.renderers.typesetting.prose import Part, one_line, paragraph, parts, pieces, points
from reports.renderers.typesetting.tables import of_table

PAGE_WIDTH = 756.0  # in points: A4 on its side, less the margins

_SIZE = 10.5
_HEADING_SIZES = {1: 21.0, 2: 14.0, 3: 11.5}


def of_report(report: Report) -> dict[str, Any]:
    """All that the file says, with the headings' levels going down one step at a time."""
    particulars = report.particulars
    found = [*_head(report), *_body(report.sections), *_closing(report)]
    if has_boxes(_texts(found)):
        found += _prose(BOXES, look="closing")
    return {
        "title": one_line(particulars.marked_title).strip() or report.file_stem,
        "mark": one_line(particulars.mark),
        "standing": one_line(report.standing),
        "parts": list(_stepwise(found)),
    }


def _head(report: Report) -> Iterator[Part]:
    particulars = report.particulars
    prepared_by = f"Prepared by: {particulars.prepared_by}" if particulars.prepared_by else ""
    yield from _prose(particulars.mark, look="mark")
    yield from _prose(report.standing, look="standing")
    yield from _prose(particulars.strapline, look="strapline")
    yield from _heading(particulars.title, 1)
    for line in (particulars.date_line, prepared_by, particulars.opening, report.note):
        yield from _prose(line)


def _body(sections: Sequence[Section]) -> Iterator[Part]:
    """The sections; a list without a heading stays with what it is said of."""
    for section, following in zip_longest(sections, sections[1:]):
        found = list(_section(section))
        if isinstance(following, Points) and not following.heading:
            _keep(found)
        yield from found


def _section(section: Section) -> Iterator[Part]:
    match section:
        case Text():
            yield from _heading(section.heading, section.level)
            yield from _prose(section.body)
        case Points():
            yield from _heading(section.heading, section.level)
            yield from _keep(list(_prose(section.opening)))
            if section.points:
                yield _set(
                    points(section.points, width=PAGE_WIDTH, size=_SIZE, numbered=section.numbered)
                )
        case Table():
            yield from _heading(section.heading, 2)
            yield from _keep(list(_prose(section.description)))
            if section.groups:
                yield of_table(section, width=PAGE_WIDTH)
            else:
                yield _set(paragraph(NOTHING_RECORDED, width=PAGE_WIDTH, size=_SIZE))


def _closing(report: Report) -> Iterator[Part]:
    yield from _prose(report.particulars.closing, look="closing")


def _heading(text: str, level: int) -> Iterator[Part]:
    if text.strip():
        words = pieces(text, width=PAGE_WIDTH, size=_HEADING_SIZES[level], bold=True)
        yield {"kind": "heading", "level": level, "words": words}


def _prose(text: str, *, look: str = "body") -> Iterator[Part]:
    for part in parts(text, width=PAGE_WIDTH, size=_SIZE):
        yield _set(part, look=look)


def _set(part: Part, *, look: str = "body") -> Part:
    return {**part, "look": look, "is_kept": False}


def _keep(found: list[Part]) -> list[Part]:
    """The parts, their last paragraphs kept on the page of what comes next."""
    for part in takewhile(lambda part: part["kind"] == "words", reversed(found)):
        part["is_kept"] = True
    return found


def _stepwise(found: Sequence[Part]) -> Iterator[Part]:
    """The parts; a heading that leaves out a level stands one higher, as PDF/UA asks."""
    level = 0
    for part in found:
        if part["kind"] == "heading":
            level = min(part["level"], level + 1)
            part = {**part, "level": level}
        yield part


def _texts(parts: Any) -> Iterator[str]:
    """Every text that is anywhere in the parts."""
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, dict | list):
        for part in parts.values() if isinstance(parts, dict) else parts:
            yield from _texts(part)
