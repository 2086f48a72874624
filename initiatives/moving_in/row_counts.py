"""What became of all rows of a paper, in a sentence: none goes missing without being counted."""

from collections import Counter
from collections.abc import Iterable

from initiatives.moving_in.decisions import Shape
from initiatives.moving_in.shapes import ShapedRow

_BECAME = (
    ({Shape.NEW, Shape.AS_ABOVE, Shape.TAIL}, "begins an initiative", "begin an initiative"),
    ({Shape.WRAPPED}, "goes on with the row above", "go on with the row above"),
    ({Shape.SECTION}, "names a key priority", "name a key priority"),
    (
        {Shape.FURNITURE},
        "is a heading, a page number or blank",
        "are headings, page numbers or blank",
    ),
    ({Shape.LEFT_OUT}, "is left out", "are left out"),
)


def rows_in_words(rows: Iterable[ShapedRow]) -> str:
    """How many rows the tables have, and what they are: "3 rows: 2 begin an initiative; 1 is …"."""
    shapes = Counter(row.shape for row in rows if not row.is_over_table)
    counts = [(sum(map(shapes.__getitem__, kinds)), *words) for kinds, *words in _BECAME]
    said = [f"{count:,} {one if count == 1 else more}" for count, one, more in counts if count]
    total = shapes.total()
    return f"{total:,} row{'' if total == 1 else 's'}: {'; '.join(said)}"
