from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from scp_tracker.kept.seals import SEAL_FIELD, seal

register = template.Library()


@register.simple_tag(takes_context=True)
def written_by(context: Any, address: str = "") -> SafeString | str:
    """The hidden field that keeps what is typed for this person should they be signed out meanwhile.

    It is for the address a crispy form or the argument names, else for the page's own.
    """
    request = context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    path = urlsplit(address or context.get("form_action") or "").path or request.path
    return format_html(
        '<input type="hidden" name="{}" value="{}">', SEAL_FIELD, seal(user.pk, path)
    )
