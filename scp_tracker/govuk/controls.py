"""A form field as GOV.UK Frontend wants it: its kind, its ids, its control and its options."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "checkboxes": "govuk-checkboxes__input",
    "date": "govuk-input govuk-input--width-10",
    "file": "govuk-file-upload",
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "radios": "govuk-radios__input",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
}
ERROR_CLASSES = {
    "date": "govuk-input--error",
    "file": "govuk-file-upload--error",
    "input": "govuk-input--error",
    "password": "govuk-input--error",
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
}
# The first match counts, so a kind stands before the kinds it is built upon.
KINDS: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.DateInput, "date"),
]


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a group."""

    id: str
    value: str
    label: str
    hint: str
    attrs: dict[str, Any]


def kind_of(field: BoundField) -> str:
    """Which of GOV.UK's form components shows this field; plain text input when none is closer."""
    widget = field.field.widget
    return next((kind for cls, kind in KINDS if isinstance(widget, cls)), "input")


def id_of(field: BoundField) -> str:
    """The id of the field's control (of a group, its first) and the stem of the ids around it."""
    return str(field.field.widget.attrs.get("id") or field.auto_id or field.html_name)


def counted_length(field: BoundField) -> int | None:
    """How many characters a text area takes, when its widget says so."""
    if kind_of(field) != "textarea":
        return None
    attrs = field.field.widget.attrs
    length = attrs.get("data-maxlength") or attrs.get("maxlength")
    return int(length) if length else None


def described_by(field: BoundField) -> str:
    """The ids of the count, hint and errors that a screen reader reads after the label."""
    stem = id_of(field)
    parts = {
        "info": counted_length(field),
        "hint": field.help_text,
        "error": field.errors,
    }
    own = field.field.widget.attrs.get("aria-describedby", "")
    return " ".join(
        filter(None, [own, *(f"{stem}-{part}" for part, said in parts.items() if said)])
    )


def control(field: BoundField) -> SafeString:
    """The field's own input, text area or list, with GOV.UK's classes and ARIA attributes.

    Django's `required` and `maxlength` stay out: browsers would answer in their own words, and
    would silently cut what a person pastes.
    """
    widget = field.field.widget
    attrs = {
        "id": id_of(field),
        "class": _classes(field),
        "aria-describedby": described_by(field) or False,
        "aria-invalid": "true" if field.errors else False,
        "disabled": field.field.disabled,
        "maxlength": False,
        **_attributes_by_kind(field),
    }
    html: SafeString = widget.render(
        field.html_name, field.value(), attrs, renderer=field.form.renderer
    )
    return html + _as_first_shown(field)


def _as_first_shown(field: BoundField) -> SafeString:
    """What a field asked to remember showed when its page was opened, hidden beside it."""
    return field.as_hidden(only_initial=True) if field.field.show_hidden_initial else SafeString()


def _classes(field: BoundField) -> str:
    kind = kind_of(field)
    classes = [CLASSES[kind], field.field.widget.attrs.get("class", "")]
    if field.errors:
        classes.append(ERROR_CLASSES.get(kind, ""))
    if counted_length(field):
        classes.append("govuk-js-character-count")
    return " ".join(filter(None, classes))


def _attributes_by_kind(field: BoundField) -> dict[str, Any]:
    kind = kind_of(field)
    if kind == "password":
        autocomplete = field.field.widget.attrs.get("autocomplete", "current-password")
        return {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    if kind == "textarea":
        return {"cols": False, "data-maxlength": False, "data-threshold": False}
    if isinstance(field.field.widget, forms.EmailInput):
        return {"spellcheck": "false"}
    return {}


def options_of(field: BoundField) -> list[tuple[str, list[Option]]]:
    """The radio buttons or checkboxes of a field under their headings, "" for those without one."""
    return [
        (heading, [option for _heading, option in options])
        for heading, options in groupby(_options(field), itemgetter(0))
    ]


def _options(field: BoundField) -> Iterator[tuple[str, Option]]:
    """Each option with its heading, in order; the first has the field's own id.

    A widget may say more about a choice: `widget.choice_hints = {"stopped": "It will not go on."}`
    """
    widget = field.field.widget
    hints = getattr(widget, "choice_hints", {})
    context = widget.get_context(field.html_name, field.value(), {"disabled": field.field.disabled})
    groups = context["widget"]["optgroups"]
    options = ((heading, option) for heading, options, _index in groups for option in options)
    for number, (heading, option) in enumerate(options, start=1):
        option_id = id_of(field) if number == 1 else f"{id_of(field)}-{number}"
        hint = str(hints.get(option["value"], ""))
        attrs = {name: option["attrs"].get(name, False) for name in ("checked", "disabled")}
        attrs["aria-describedby"] = f"{option_id}-item-hint" if hint else False
        said = Option(option_id, str(option["value"]), str(option["label"]), hint, attrs)
        yield str(heading or ""), said
