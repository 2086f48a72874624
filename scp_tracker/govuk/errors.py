"""What the list of errors at the top of a page says, and where each of its links goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, Field
from django.forms.formsets import BaseFormSet

from scp_tracker.govuk.controls import id_of, kind_of

ASKS = {
    "checkbox": "Tick",
    "checkboxes": "Select",
    "file": "Choose",
    "radios": "Select",
    "select": "Select",
}


@dataclass(frozen=True)
class ErrorLink:
    """One error, and the id of what a person mends it with ("" when there is nothing to mend)."""

    text: str
    target: str


def errors_of(field: BoundField) -> list[str]:
    """The field's errors; where Django only says that it is required, what to enter or select."""
    return [_text(error, field) for error in field.errors.as_data()]


def _text(error: ValidationError, field: BoundField) -> str:
    [text] = error.messages
    if text != Field.default_error_messages["required"]:
        return text
    return f"{ASKS.get(kind_of(field), 'Enter')} {_within_a_sentence(str(field.label))}"


def _within_a_sentence(label: str) -> str:
    """The label without its capital, unless that belongs to an abbreviation or to the word "I"."""
    first, second = label[:1], label[1:2]
    return first.lower() + label[1:] if second.islower() or second == "-" else label


def error_links(form: BaseForm | BaseFormSet[BaseForm]) -> list[ErrorLink]:
    """Every error of a form or formset: those about the whole first, then in the printed order."""
    if isinstance(form, BaseFormSet):
        return list(_formset_links(form))
    return list(_form_links(form))


def _formset_links(formset: BaseFormSet[BaseForm]) -> Iterator[ErrorLink]:
    start = next((target for form in formset.forms if (target := _first_target(form))), "")
    for text in formset.non_form_errors():
        yield ErrorLink(str(text), start)
    for form in formset.forms:
        yield from _form_links(form)


def _form_links(form: BaseForm) -> Iterator[ErrorLink]:
    # Some forms are not mended by what they ask for, but elsewhere on their page.
    mended_at = getattr(form, "errors_lead_to", "") or _first_target(form)
    for text in form.non_field_errors():
        yield ErrorLink(str(text), mended_at)
    for field in form.hidden_fields():
        for text in errors_of(field):
            yield ErrorLink(text, _first_target(form))
    for name in _printed_order(form):
        for text in errors_of(form[name]):
            yield ErrorLink(text, id_of(form[name]))


def _first_target(form: BaseForm) -> str:
    names = _printed_order(form)
    return id_of(form[names[0]]) if names else ""


def _printed_order(form: BaseForm) -> list[str]:
    """The visible fields as the layout prints them, then those it leaves out."""
    visible = [field.name for field in form.visible_fields()]
    layout = getattr(getattr(form, "helper", None), "layout", None)
    if layout is None:
        return visible
    printed = [pointer.name for pointer in layout.get_field_names() if pointer.name in visible]
    return [*printed, *(name for name in visible if name not in printed)]
