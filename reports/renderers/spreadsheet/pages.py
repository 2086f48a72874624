"""Where the pages of a printed sheet end: never between a heading and what it heads."""

from collections.abc import Iterable, Iterator, Sequence

from priorities.sheets.measures import PAGE_HEIGHT
from reports.renderers.spreadsheet.strips import Strip


def paged(strips: Iterable[Strip]) -> list[list[Strip]]:
    """The strips of each page; a page that opens with a table leaves its column headings out.

    They stand at its head already, as the headings that Excel repeats.
    """
    pages: list[list[Strip]] = [[]]
    used = repeated = 0.0
    for together in _with_what_follows(list(_kept_together(strips))):
        rest = together
        if pages[-1] and used + _height(together) > PAGE_HEIGHT:
            pages.append([])
            used = repeated
            rest = [strip for strip in together if not (strip.heads_columns and repeated)]
        for strip in rest:
            if pages[-1] and used + strip.height > PAGE_HEIGHT:  # together longer than a page
                pages.append([])
                used = repeated
            pages[-1].append(strip)
            used += strip.height
            repeated = repeated or (strip.height if strip.heads_columns else 0.0)
    return pages


def _kept_together(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    together: list[Strip] = []
    for strip in strips:
        together.append(strip)
        if not strip.kept:
            yield together
            together = []
    if together:
        yield together


def _with_what_follows(blocks: Sequence[list[Strip]]) -> list[list[Strip]]:
    """The blocks; the last under the repeated headings goes with all that comes after it.

    Excel repeats the headings on every later page, so a glossary on a page of its own would stand
    under the headings of another table. Where the two fill more than a page nothing helps.
    """
    last = max((n for n, block in enumerate(blocks) if any(s.headed for s in block)), default=None)
    if last is None:
        return list(blocks)
    repeated = next(_height([s]) for block in blocks for s in block if s.heads_columns)
    ending = [strip for block in blocks[last:] for strip in block]
    if repeated + _height(ending) > PAGE_HEIGHT:
        return list(blocks)
    return [*blocks[:last], ending]


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)
