"""Forms of the set-up screens: clashes found before anything is saved, lists checked as lists."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet

from priorities.admin.deletion import what_names
from priorities.forms import Difference, VersionedForm, under_headings

HIGHEST_NUMBER = 9_999
_OUT_OF_THE_WAY = 20_000


class SetUpForm(VersionedForm):
    """A form that finds a clash while it is checked, so that nothing of its page is saved."""

    is_out_of_date = False

    def clean(self) -> dict[str, Any]:
        """Refuse what was typed over a version its writer has not seen, showing both values."""
        cleaned = super().clean() or {}
        if self.instance.pk and cleaned.get("version") != self.instance.version:
            self.is_out_of_date = True
            self.show_clash(self.instance)
            for each in self._typed_differences():
                self.add_error(
                    None,
                    f"{each.label[:1].upper()}{each.label[1:]}: saved now is "
                    f"{_quoted(each.theirs)}, typed here is {_quoted(each.yours)}.",
                )
        return cleaned

    def _typed_differences(self) -> list[Difference]:
        """The differences, but for fields that carry what was shown and were left as they were."""
        left = {
            str(field.label or name)
            for name, field in self.fields.items()
            if field.show_hidden_initial and name not in self.changed_data
        }
        return [each for each in self.differences if each.label not in left]


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"


class RowForm(forms.ModelForm[Any]):
    """One row of a list; what may stand in the list only once is checked for the whole list."""

    _get_validation_exclusions: Any  # Django's: the fields whose own value is wrong already

    def validate_unique(self) -> None:
        """Nothing: the list of rows does it, and knows which rows change places."""

    def validate_constraints(self) -> None:
        """Check every rule but uniqueness, for the same reason."""
        exclude = self._get_validation_exclusions()
        for constraint in self.instance._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                continue
            try:
                constraint.validate(type(self.instance), self.instance, exclude=exclude)
            except ValidationError as error:
                self.add_error(None, error)


class VersionedRowForm(RowForm, SetUpForm):
    """A row that has a page of its own, where somebody else may save it meanwhile."""

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        """Save over the version the writer saw, or raise OutOfDate; the page is one transaction."""
        if commit:
            self.claim()
        return super().save(commit)


class RowsFormSet(BaseInlineFormSet[Any, Any, Any]):
    """The rows under one record: numbered, reordered and renamed at will, each name standing once.

    `once` is the field that tells the rows apart, `row_name` what one of them is called. Rows may take
    each other's number or name in one save.
    """

    once = ""
    row_name = ""

    model: Any
    queryset: Any
    data: Any
    _should_delete_form: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lost: set[int] = set()
        self._not_sent: list[Any] = []
        if self.is_bound and self.management_form.is_valid():
            self._sort_sent_rows()

    def _sort_sent_rows(self) -> None:
        """Put the rows that are saved first, and make those somebody has deleted into new ones.

        Django pairs the rows sent with the rows saved by their place and the page's own count, and
        would show none of them.
        """
        saved = {str(row.pk): row for row in self.get_queryset()}
        rows = range(self.total_form_count())
        sent = [self.data.get(f"{self.add_prefix(row)}-{self._key}", "") for row in rows]
        there = [row for row in rows if sent[row] in saved and sent[row] not in sent[:row]]
        lost = [row for row in rows if sent[row] and row not in there]
        order = [*there, *lost, *(row for row in rows if not sent[row])]
        self._queryset = [saved.pop(sent[row]) for row in there]
        self._not_sent = list(saved.values()) if self.once else []
        if lost or order != list(rows) or len(there) != self.initial_form_count():
            self.data = self._sent_in_order(order)
            for row in range(len(there), len(there) + len(lost)):
                self.data[f"{self.add_prefix(row)}-{self._key}"] = ""
                self.data[f"{self.add_prefix(row)}-version"] = "0"  # of a row not saved yet
                self.lost.add(row)
            self.data[f"{self.management_form.prefix}-INITIAL_FORMS"] = str(len(there))
            del self.management_form

    def _sent_in_order(self, order: list[int]) -> Any:
        """What was sent, with the rows in another order."""
        data = self.data.copy()
        names = [name for name in data if name.startswith(f"{self.prefix}-")]
        for row, old in enumerate(order):
            before, after = f"{self.add_prefix(old)}-", f"{self.add_prefix(row)}-"
            for name in names:
                if name.startswith(after):
                    data.pop(name, None)
            for name in names:
                if name.startswith(before):
                    data[after + name.removeprefix(before)] = self.data[name]
        return data

    @property
    def _key(self) -> str:
        return str(self.model._meta.pk.name)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name every control for a screen reader, and let a blank order mean last."""
        super().add_fields(form, index)
        row = f"{self.row_name} {'' if index is None else index + 1}".strip()
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                label = "Delete" if name == "DELETE" else str(field.label)
                field.widget.attrs["aria-label"] = f"{label[:1].upper()}{label[1:]}, {row}"
        if "position" in form.fields:
            form.fields["position"].required = False
            if not form.instance.pk:
                form.fields["position"].initial = None
        gone = (
            "Somebody else has deleted this row. Tick Delete, and write it again below to keep it."
        )
        form.fields[self.model._meta.pk.name].error_messages["invalid_choice"] = gone

    def clean(self) -> None:
        """Check the rows against each other, and what is to be deleted against what names it."""
        for row in self.lost:
            self.forms[row].add_error(
                None,
                "Somebody else has deleted this row. Save again to add it anew, or empty its "
                "boxes to leave it out.",
            )
        self._refuse_twice()
        self._put_last_what_has_no_order()
        reasons = [
            f"“{form.instance}” cannot be deleted, because it still stands elsewhere. {reason}"
            for form in self.forms
            if self._leaves(form) and form.instance.pk
            for reason in what_names(form.instance)
        ]
        if reasons:
            raise ValidationError(reasons)

    def save_existing_objects(self, commit: bool = True) -> list[Any]:  # noqa: FBT001, FBT002 - Django's own signature
        """Delete first, then save: a row may take what a deleted or renamed one had."""
        self.changed_objects: list[Any] = []
        self.deleted_objects: list[Any] = []
        for form in self.initial_forms:
            if self._leaves(form) and form.instance.pk:
                self.deleted_objects.append(form.instance)
                self.delete_existing(form.instance, commit=commit)
        changed = [
            form for form in self.initial_forms if form.has_changed() and not self._leaves(form)
        ]
        for form in changed:
            if self.once in form.changed_data:
                self._make_way(form)
        for form in changed:
            self.changed_objects.append((form.instance, form.changed_data))
        return [self.save_existing(form, form.instance, commit=commit) for form in changed]

    def say_what_stands_now(self) -> None:
        """Say which rows are saved now, where they differ from what was sent."""
        standing = list(self.queryset.all())
        sent = {form.instance.pk for form in self.initial_forms}
        if self.has_changed() or sent != {row.pk for row in standing}:
            saved = "; ".join(str(row) for row in standing) or "nothing"
            self.non_form_errors().append(f"Saved now in this list: {saved}.")

    def _leaves(self, form: Any) -> bool:
        return bool(self.can_delete and self._should_delete_form(form))

    def _kept(self) -> Iterator[Any]:
        for form in self.forms:
            if not self._leaves(form) and (form.instance.pk or form.has_changed()):
                yield form

    def _refuse_twice(self) -> None:
        """Mark the later of two rows that have the same value where only one may."""
        seen = {_folded(getattr(row, self.once)): "A row that is saved" for row in self._not_sent}
        for row, form in enumerate(self._kept(), start=1):
            value = form.cleaned_data.get(self.once)
            if value in (None, ""):
                continue
            if already := seen.get(_folded(value)):
                form.add_error(self.once, f"{already} already has “{value}”.")
            seen.setdefault(_folded(value), f"Row {row}")

    def _put_last_what_has_no_order(self) -> None:
        kept = [form for form in self._kept() if "position" in form.cleaned_data]
        last = max((form.cleaned_data["position"] or 0 for form in kept), default=0)
        for form in kept:
            if form.cleaned_data["position"] is None:
                last += 1
                form.instance.position = last

    def _make_way(self, form: Any) -> None:
        """Free the number or name that this row is about to leave, so that another may take it."""
        field = self.model._meta.get_field(self.once)
        rows = self.model._base_manager.filter(pk=form.instance.pk)
        if field.is_relation:
            rows.get().delete()
            form.instance.pk, form.instance._state.adding = None, True
        elif isinstance(field, models.IntegerField):
            rows.update(**{self.once: models.F(self.once) + _OUT_OF_THE_WAY})
        else:
            rows.update(**{self.once: f"~{form.instance.pk}"})


def _folded(value: Any) -> Any:
    """The value as the database's rules compare it: a text whatever its capitals."""
    return value.casefold() if isinstance(value, str) else value


Choices = Sequence[tuple[Any, Any]]
NO_CHOICE = ("", "---------")


def grouped(
    records: Iterable[Any], *, under: Callable[[Any], str], label: Callable[[Any], str] = str
) -> Choices:
    """The records as choices under headings, after the choice of none."""
    return [NO_CHOICE, *under_headings(records, under=under, label=label)]
