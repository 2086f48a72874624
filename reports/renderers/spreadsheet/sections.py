"""The sections of a paper as strips: headings, prose, lists, and tables among them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from priorities.sheets.measures import TALLEST_ROW
from priorities.sheets.sheet import Look
from priorities.sheets.texts import printable
from reports.document import NOTHING_RECORDED, Points, Section, Table, Text
from reports.renderers.spreadsheet.grid import Grid
from reports.renderers.spreadsheet.strips import Block, Strip, kept, side_by_side
from reports.renderers.spreadsheet.tables import of_table
from reports.renderers.texts import MARKS

BULLET = "• "

TITLE = Look(size=16, bold=True)
STRAPLINE = Look(size=12, bold=True)
MARK = Look(size=11, bold=True)
PROSE = Look(size=11)
CLOSING = Look(size=11, low=True)
_POINT = Look(size=11, indent=2)
_HEADINGS = {2: Look(size=13, bold=True, low=True), 3: Look(size=11, bold=True, low=True)}
_ROOM_ABOVE = 9.0  # in points, above a heading, a table and the closing line


def of_sections(sections: Sequence[Section], grid: Grid) -> Iterator[Strip]:
    """The strips of a paper's body; a list without a heading stays with what it is said of."""
    for section, following in zip_longest(sections, sections[1:]):
        goes_on = isinstance(following, Points) and not following.heading
        strips = _section(section, grid)
        yield from kept(strips) if goes_on else strips


def prose(text: str, grid: Grid, look: Look = PROSE) -> Iterator[Strip]:
    """A strip for each paragraph; lines that begin with a bullet stand in."""
    for line in printable(text).split("\n"):
        if line.strip():
            yield from _across(line, _POINT if line.startswith(MARKS) else look, grid)


def set_off(strips: Iterable[Strip]) -> Iterator[Strip]:
    """The strips, with room above each."""
    for strip in strips:
        yield strip._replace(height=min(TALLEST_ROW, strip.height + _ROOM_ABOVE))


def _section(section: Section, grid: Grid) -> Iterator[Strip]:
    match section:
        case Text():
            yield from _heading(section.heading, section.level, grid)
            yield from prose(section.body, grid)
        case Points():
            yield from _heading(section.heading, section.level, grid)
            yield from kept(prose(section.opening, grid))
            yield from _points(section, grid)
        case Table():
            yield from _heading(section.heading, 2, grid)
            yield from kept(prose(section.description, grid))
            if not section.heading and not section.description:
                yield Strip((), _ROOM_ABOVE, kept=True)
            if section.groups:
                yield from of_table(grid.two_up(section), grid)
            else:
                yield from prose(NOTHING_RECORDED, grid)


def _points(points: Points, grid: Grid) -> Iterator[Strip]:
    for number, point in enumerate(points.points, start=1):
        mark = f"{number}. " if points.numbered else BULLET
        strips = _across(mark + printable(point), _POINT, grid)
        yield from strips if number == len(points.points) else kept(strips)


def _heading(text: str, level: int, grid: Grid) -> Iterator[Strip]:
    yield from kept(set_off(_across(printable(text), _HEADINGS[level], grid)))


def _across(text: str, look: Look, grid: Grid) -> Iterator[Strip]:
    """A text over the whole width of the page."""
    if text:
        yield from side_by_side([Block(grid.whole, text, look)], grid)
