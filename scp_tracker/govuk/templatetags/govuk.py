"""Template tags of the template pack and of the pages' shared pieces: `{% load govuk %}`."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import BaseInput
from django import template
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

from scp_tracker.govuk import controls
from scp_tracker.govuk.errors import error_links, errors_of

register = template.Library()

register.filter("govuk_kind", controls.kind_of)
register.filter("govuk_id", controls.id_of)
register.filter("govuk_control", controls.control)
register.filter("govuk_described_by", controls.described_by)
register.filter("govuk_errors", errors_of)
register.filter("govuk_options", controls.options_of)
register.filter("govuk_counted_length", controls.counted_length)


@register.filter
def govuk_button_classes(button: BaseInput) -> str:
    """The classes a layout asked for, without the ones crispy-forms has for Bootstrap."""
    asked = button.field_classes.split()
    own = (name for name in asked if name != "btn" and not name.startswith("btn-"))
    return " ".join(["govuk-button", *own])


@register.inclusion_tag("govuk/errors.html")
def error_summary(*forms: BaseForm | BaseFormSet[BaseForm] | str | None) -> dict[str, Any]:
    """List the errors of these forms and formsets once; what is no form counts as having none."""
    links = []
    for form in forms:
        if isinstance(form, (BaseForm, BaseFormSet)) and "errors_listed" not in vars(form):
            links += error_links(form)
            for listed in [form, *getattr(form, "forms", [])]:
                vars(listed)["errors_listed"] = True
    return {"links": links}


@register.inclusion_tag("_breadcrumbs.html")
def breadcrumbs(*texts_and_addresses: str) -> dict[str, Any]:
    """The way to this page: text, address, text, address ... and the page's own text last."""
    return {"crumbs": list(_pairs(texts_and_addresses))}


def _pairs(texts_and_addresses: Iterable[str]) -> Iterable[tuple[str, str]]:
    remaining = iter(texts_and_addresses)
    return ((text, next(remaining, "")) for text in remaining)
