"""What the list of errors at the top of a page says, and where each of its links goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet

from scp_tracker.govuk.controls import focus_id


@dataclass(frozen=True)
class ErrorLink:
    """One error, and the id of what a person mends it with ("" when there is nothing to mend)."""

    text: str
    target: str


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
    about_the_whole = [*form.non_field_errors()]
    for field in form.hidden_fields():
        about_the_whole += field.errors
    for text in about_the_whole:
        yield ErrorLink(str(text), _first_target(form))
    for name in _printed_order(form):
        for text in form[name].errors:
            yield ErrorLink(str(text), focus_id(form[name]))


def _first_target(form: BaseForm) -> str:
    names = _printed_order(form)
    return focus_id(form[names[0]]) if names else ""


def _printed_order(form: BaseForm) -> list[str]:
    """The visible fields as the layout prints them, then those it leaves out."""
    visible = [field.name for field in form.visible_fields()]
    layout = getattr(getattr(form, "helper", None), "layout", None)
    if layout is None:
        return visible
    printed = [pointer.name for pointer in layout.get_field_names() if pointer.name in visible]
    return [*printed, *(name for name in visible if name not in printed)]
