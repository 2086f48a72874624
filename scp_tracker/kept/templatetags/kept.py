from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from scp_tracker.kept.seals import SEAL_FIELD, seal

register = template.Library()


@register.simple_tag(takes_context=True)
def written_by(context: Any) -> SafeString | str:
    """The hidden field that keeps what is typed for this person should they be signed out meanwhile."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    mark = seal(user.pk, request.path)
    return format_html('<input type="hidden" name="{}" value="{}">', SEAL_FIELD, mark)
