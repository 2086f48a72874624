"""What two reports of one paper print otherwise, initiative by initiative."""

from collections import defaultdict
from typing import NamedTuple

from reports.document import DataColumn, Report

# What a row says of the paper it stands in, and not of its initiative.
_OF_THE_PAPER = frozenset({"reference", "paper", "kind_of_data"})


class Printed(NamedTuple):
    """What a paper prints of one initiative: the text under each column."""

    reference: str
    texts: tuple[tuple[DataColumn, str], ...]

    def under(self, field: str) -> str:
        """The text in the column of that field name; "" where the paper has no such column."""
        return next((text for column, text in self.texts if column.field == field), "")


class Difference(NamedTuple):
    """A column that says something else than before; "" is nothing said."""

    column: DataColumn
    old: str
    new: str


class Change(NamedTuple):
    """An initiative that both papers print, and not in the same words."""

    before: Printed
    now: Printed
    differences: tuple[Difference, ...]

    @property
    def reference(self) -> str:
        """How both papers name it."""
        return self.now.reference


class Compared(NamedTuple):
    """The initiatives that came, that went, and that are printed otherwise, each in printed order."""

    added: tuple[Printed, ...]
    gone: tuple[Printed, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.added or self.gone or self.changed)


def compare(old: Report, new: Report) -> Compared:
    """What `new` prints of each initiative that `old` did not.

    Initiatives are known by their reference, columns by their field name: a column that only one
    of the two has counts as blank in the other. What stands outside the tables is not compared.
    """
    before, now = _printed(old), _printed(new)
    pairs = ((before[reference], now[reference]) for reference in now if reference in before)
    changes = (Change(was, this, _differences(was, this)) for was, this in pairs)
    return Compared(
        added=tuple(each for reference, each in now.items() if reference not in before),
        gone=tuple(each for reference, each in before.items() if reference not in now),
        changed=tuple(change for change in changes if change.differences),
    )


def _printed(report: Report) -> dict[str, Printed]:
    """What is printed of each initiative; of one that is printed twice, each text once, in lines."""
    said: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in report.data_rows:
        said[row[0]].append(row)
    return {
        reference: Printed(
            reference,
            tuple(
                (column, "\n".join(dict.fromkeys(texts)))
                for column, *texts in zip(report.data_columns, *rows, strict=True)
                if column.field not in _OF_THE_PAPER
            ),
        )
        for reference, rows in said.items()
    }


def _differences(before: Printed, now: Printed) -> tuple[Difference, ...]:
    """The columns that say something else, those of the newer paper first."""
    columns = {column.field: column for column, _ in now.texts}
    for column, _ in before.texts:
        columns.setdefault(column.field, column)
    pairs = ((column, before.under(field), now.under(field)) for field, column in columns.items())
    return tuple(Difference(column, old, new) for column, old, new in pairs if old != new)
