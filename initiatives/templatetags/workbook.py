"""How a returned workbook stands, and what it changes, for its readers: `{% load workbook %}`."""

from django import template
from django.utils.safestring import SafeString

from initiatives.models import ReturnedWorkbook
from initiatives.templatetags.returns import tag

register = template.Library()

_TAGS = {
    ReturnedWorkbook.State.READ: ("Being looked at", "grey"),
    ReturnedWorkbook.State.WAITING: ("Waits for an officer", "yellow"),
    ReturnedWorkbook.State.APPLIED: ("Accepted", "green"),
    ReturnedWorkbook.State.LEFT: ("Not used", "grey"),
}


@register.filter
def workbook_tag(workbook: ReturnedWorkbook) -> SafeString:
    """What became of it so far."""
    return tag(*_TAGS[ReturnedWorkbook.State(workbook.state)])
