from collections.abc import Iterator
from html import escape
from itertools import groupby

from django import template
from django.utils.html import urlize
from django.utils.safestring import SafeString

from priorities.text import MARKS, first_words, shown_on_a_line, without_mark

register = template.Library()
register.filter(first_words)


@register.filter
def prose(text: str) -> SafeString:
    """The text as paragraphs, lines that begin with “• ” or “- ” as a list, and tabs as “ | ”; all escaped."""
    return SafeString("".join(_blocks(escape(text))))


@register.filter
def with_links(text: str) -> SafeString:
    """The text with its web addresses as links; all of it escaped."""
    linked = urlize(text, autoescape=True)
    return SafeString(linked.replace("<a href=", '<a class="govuk-link" href='))


def _blocks(escaped: str) -> Iterator[str]:
    lines = filter(None, map(shown_on_a_line, escaped.splitlines()))
    for bulleted, group in groupby(lines, lambda line: line.startswith(MARKS)):
        if bulleted:
            points = "".join(f"<li>{without_mark(point)}</li>" for point in group)
            yield f'<ul class="govuk-list govuk-list--bullet">{points}</ul>'
        else:
            for line in group:
                yield f'<p class="govuk-body">{line}</p>'
