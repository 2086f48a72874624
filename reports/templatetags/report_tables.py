from collections.abc import Iterator

from django import template
from django.utils.safestring import SafeString

from priorities.templatetags.prose import prose
from reports.document import Row, Table

register = template.Library()


@register.filter
def under_columns(row: Row, table: Table) -> Iterator[tuple[str, str]]:
    """Each text of the row but its heading, after the heading of its column; outcomes as prose."""
    columns = table.columns[1:]
    texts = row.cells[len(row.cells) - len(columns) :]
    for column, text in zip(columns, texts, strict=True):
        is_prose = column.field == "outcome"
        yield (
            column.heading,
            SafeString(f'<div class="scp-outcome">{prose(text)}</div>') if is_prose else text,
        )
