"""Forms that notice when somebody else saved first, and show both values."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.formats import date_format

from priorities.versions import OutOfDate


@dataclass(frozen=True)
class Difference:
    """A field two people changed: its label, what is saved now, and what was typed."""

    label: str
    theirs: str
    yours: str


class VersionField(forms.IntegerField):
    """The version a form's writer saw; what is no version at all is an old one, never an error.

    Nobody sees the box, so nobody could mend it: the clash shows both texts and starts afresh.
    """

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> int:
        """The number, or -1, which no record has."""
        try:
            number = super().clean(value)
        except ValidationError:
            return -1
        return -1 if number is None or not 0 <= number < 2**31 else number


class VersionedForm(forms.ModelForm[Any]):
    """A form about a `Versioned` record; the hidden version is the one its writer saw."""

    version = VersionField()
    about_the_save = {"version"}  # fields that are no part of the record, which two people compare

    instance: Any  # a Versioned record of the form's own model
    differences: list[Difference]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version if self.instance.pk else 0
        self.differences = []

    def save_unless_out_of_date(self) -> bool:
        """Save, or say on the form what somebody else saved meanwhile and return False."""
        try:
            with transaction.atomic():
                self.claim()
                self.save()
        except OutOfDate as clash:
            self.show_clash(clash.newest)
            return False
        return True

    def claim(self) -> None:
        """Take the next version of a saved record, or raise OutOfDate. Call inside `atomic()`."""
        if self.instance.pk:
            self.instance.claim(self.cleaned_data["version"])

    def show_clash(self, newest: models.Model | None) -> None:
        """Keep what was typed, list what differs from `newest`, and let the next save follow it."""
        self.differences = list(self._differences(newest))
        self.add_error(
            None,
            "Somebody else saved this while you were working on it. Nothing you typed is lost: "
            "compare the two below, change what you want to change, and save again.",
        )
        self.data = data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict by now
        data[self.add_prefix("version")] = str(getattr(newest, "version", 0))

    def _differences(self, newest: models.Model | None) -> Iterable[Difference]:
        saved = type(self)(instance=newest, prefix=self.prefix)
        for name, field in saved.fields.items():  # a formset adds fields of its own to its rows
            theirs, yours = as_words(saved[name]), as_words(self[name])
            was_left_alone = field.show_hidden_initial and name not in self.changed_data
            if theirs != yours and name not in self.about_the_save and not was_left_alone:
                yield Difference(str(field.label or name), theirs, yours)


def under_headings(
    records: Iterable[Any], *, under: Callable[[Any], str], label: Callable[[Any], str] = str
) -> list[tuple[str, list[tuple[Any, str]]]]:
    """The records as choices under their headings, each heading once."""
    groups: dict[str, list[tuple[Any, str]]] = {}
    for record in records:
        groups.setdefault(under(record), []).append((record.pk, label(record)))
    return list(groups.items())


def as_words(field: forms.BoundField) -> str:
    """A field's value as a person reads it: the label of a choice, the day of a date."""
    value = field.value()
    if isinstance(field.field, forms.DateField):
        with suppress(ValidationError):  # what cannot be read as a day is shown as it was typed
            value = field.field.to_python(value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if choices := getattr(field.field, "choices", None):
        chosen = {str(part) for part in (value if isinstance(value, list) else [value])}
        labels = [text for key, text in _labelled(choices) if str(key) in chosen and key != ""]
        return ", ".join(labels)
    return "" if value in (None, False) else "Yes" if value is True else str(value).strip()


def _labelled(choices: Iterable[Any]) -> Iterable[tuple[Any, str]]:
    """Each choice with its label, the heading it stands under before it."""
    for key, text in choices:
        if isinstance(text, (list, tuple)):
            yield from ((choice, f"{key}: {label}") for choice, label in text)
        else:
            yield key, str(text)
