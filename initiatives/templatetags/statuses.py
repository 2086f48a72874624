from functools import cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.filter
@cache  # there are seven, and a table of initiatives shows one on every row
def status_tag(status: str) -> str:
    """A status as a word in a tag; blank is unsaid."""
    return render_to_string("_status_tag.html", {"status": status})


@register.filter
@cache
def concern_tags(concerns: tuple[str, ...]) -> str:
    """Late, stale and their like as words in tags, each after a space; "" for none."""
    return render_to_string("_concern_tags.html", {"concerns": concerns})
