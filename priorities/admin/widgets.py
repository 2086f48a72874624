from typing import Any

from django import forms
from django.conf import settings


class SearchableSelect(forms.Select):
    """A list of choices that anybody can use; with scripts, one may also type to find a choice."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"class": "scp-searchable", **(attrs or {})}, choices)

    @property
    def media(self) -> forms.Media:
        minified = "" if settings.DEBUG else ".min"
        return forms.Media(
            css={"all": ["admin/css/vendor/select2/select2.css", "admin/css/autocomplete.css"]},
            js=[
                f"admin/js/vendor/jquery/jquery{minified}.js",
                f"admin/js/vendor/select2/select2.full{minified}.js",
                "admin/js/jquery.init.js",
                "set_up/choices.js",
            ],
        )
