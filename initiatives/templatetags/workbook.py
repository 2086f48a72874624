"""How a returned workbook stands, and what it changes, for its readers: `{% load workbook %}`."""

from django import template
from django.utils.safestring import SafeString

from initiatives.models import ReturnedWorkbook, Status
from initiatives.templatetags.returns import tag
from initiatives.templatetags.statuses import status_tag

register = template.Library()

_BY_WORD = {status.label: status.value for status in Status}
_TAGS = {
    ReturnedWorkbook.State.READ: ("Being looked at", "grey"),
    ReturnedWorkbook.State.WAITING: ("Waits for an officer", "yellow"),
    ReturnedWorkbook.State.APPLIED: ("Accepted", "green"),
    ReturnedWorkbook.State.DECLINED: ("Not accepted", "red"),
    ReturnedWorkbook.State.LEFT: ("Not used", "grey"),
}


@register.filter
def status_word_tag(word: str) -> str:
    """A status as a tag, by its word as people type it; any other word says that there is none."""
    return status_tag(_BY_WORD.get(word, ""))


@register.filter
def workbook_tag(workbook: ReturnedWorkbook, has_left: int) -> SafeString:
    """What became of it so far, and whether something of it was left out."""
    if has_left and workbook.state == ReturnedWorkbook.State.APPLIED:
        return tag("Accepted in part", "green")
    return tag(*_TAGS[ReturnedWorkbook.State(workbook.state)])
