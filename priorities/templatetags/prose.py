from collections.abc import Iterator
from itertools import groupby

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from priorities.text import BULLET

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """The text as paragraphs, with lines that begin with a bullet as a list; all of it escaped."""
    return format_html_join("", "{}", ((block,) for block in _blocks(text)))


def _blocks(text: str) -> Iterator[SafeString]:
    lines = (line.strip() for line in text.splitlines())
    for bulleted, group in groupby(filter(None, lines), lambda line: line.startswith(BULLET)):
        if bulleted:
            points = format_html_join(
                "", "<li>{}</li>", ((point.removeprefix(BULLET),) for point in group)
            )
            yield format_html('<ul class="govuk-list govuk-list--bullet">{}</ul>', points)
        else:
            for line in group:
                yield format_html('<p class="govuk-body">{}</p>', escape(line))
