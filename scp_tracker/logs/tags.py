from django import template

from scp_tracker.logs.references import short_reference

register = template.Library()


@register.inclusion_tag("_reference.html")
def ask_for_help() -> dict[str, str]:
    """The sentence of an error page that names the request's reference; nothing outside of a request."""
    return {"reference": short_reference()}
