from collections.abc import Iterator

from django import template

from reports.document import Column, Row, Table

register = template.Library()


@register.filter
def under_columns(row: Row, table: Table) -> Iterator[tuple[Column, str]]:
    """Each text of the row with the column it stands in; a group's heading has the first column."""
    return zip(table.columns[-len(row.cells) :], row.cells, strict=True)
