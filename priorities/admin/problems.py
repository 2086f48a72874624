"""What keeps a set-up screen from being saved, and where each of it is mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.text import capfirst


@dataclass(frozen=True)
class Problem:
    """One error, and the id of the control that mends it ("" where it is about the whole)."""

    text: str
    control: str = ""


def problems(context: Any) -> list[Problem]:
    """Every error of the screen that `context` is for, in the order of its form and lists."""
    form = context["adminform"].form
    found = [Problem(text) for text in form.non_field_errors()]
    found += _of_fields(form)
    for inline in context["inline_admin_formsets"]:
        found += _of_rows(inline.formset)
    return found


def _of_rows(formset: Any) -> Iterator[Problem]:
    name = getattr(formset, "row_name", "") or str(formset.model._meta.verbose_name)
    start = next((_first_control(form) for form in formset.forms), "")
    yield from (Problem(text, start) for text in formset.non_form_errors())
    for number, form in enumerate(formset.forms, start=1):
        for text in form.non_field_errors():
            yield Problem(f"{capfirst(name)} {number}: {text}", _first_control(form))
        yield from _of_fields(form)


def _of_fields(form: Any) -> Iterable[Problem]:
    for field in form:
        name = field.field.widget.attrs.get("aria-label") or field.label
        for text in field.errors:
            yield Problem(
                f"{name}: {text}", _first_control(form) if field.is_hidden else _control(field)
            )


def _first_control(form: Any) -> str:
    return next((_control(field) for field in form.visible_fields()), "")


def _control(field: BoundField) -> str:
    """The id of the box or, of several to tick, of the first."""
    return field.id_for_label or f"{field.auto_id}_0"
