"""Who changed a record and its lists, when, and from what to what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.formats import date_format

_NOT_TYPED = {"version", "reading_of"}  # counted or copied by the tracker itself
_SAYS_LITTLE = {"position", "joined_by"}


@dataclass(frozen=True)
class Change:
    """What one person changed in one moment, a sentence a change."""

    at: datetime
    by: str
    what: tuple[str, ...]


def changes(
    record: models.Model, *, lists: Iterable[tuple[type[models.Model], str]]
) -> list[Change]:
    """Every recorded change of `record` and the rows of its lists, newest first.

    `lists` are pairs of a model and the name of its foreign key to the record.
    """
    told = list(_Teller(type(record), key="", which={"id": record.pk}).told())
    for model, key in lists:
        told += _Teller(model, key=key, which={f"{key}_id": record.pk}).told()
    told.sort(key=attrgetter("at"), reverse=True)
    moments = groupby(told, key=lambda change: (change.at.replace(microsecond=0), change.by))
    return [
        Change(at, by, tuple(what for change in group for what in change.what))
        for (at, by), group in moments
    ]


class _Teller:
    """Tells the recorded history of one kind of record in sentences."""

    def __init__(self, model: Any, *, key: str, which: dict[str, Any]) -> None:
        self.is_row = bool(key)
        self.kind = _capital(model._meta.verbose_name)
        self.fields = [
            field
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name != key and field.name not in _NOT_TYPED
        ]
        entries = model.history.filter(**which).select_related("history_user")
        self.entries = sorted(entries, key=lambda entry: (entry.history_date, entry.history_id))
        self.names = {field.name: self._names_for(field) for field in self.fields}

    def told(self) -> Iterator[Change]:
        """The changes, oldest first."""
        before: dict[Any, Any] = {}
        for entry in self.entries:
            if what := tuple(self._sentences(entry, before.get(entry.id))):
                yield Change(entry.history_date, _who(entry), what)
            before[entry.id] = entry

    def _sentences(self, entry: Any, before: Any) -> Iterator[str]:
        if entry.history_type == "+":
            yield f"{self.kind} added: {self._row(entry)}." if self.is_row else "Added."
        elif entry.history_type == "-":
            yield f"{self.kind} deleted: {self._row(entry)}."
        elif before is not None:
            which = f"{self.kind} {self._row(before)}: " if self.is_row else ""
            for field in self.fields:
                old, new = self._value(field, before), self._value(field, entry)
                if old != new:
                    label = field.verbose_name if self.is_row else _capital(field.verbose_name)
                    yield f"{which}{label} was {_quoted(old)}, became {_quoted(new)}."

    def _row(self, entry: Any) -> str:
        """A row in a few words: its values, but for its order."""
        telling = [field for field in self.fields if field.name not in _SAYS_LITTLE]
        return _quoted(", ".join(filter(None, (self._value(field, entry) for field in telling))))

    def _value(self, field: Any, entry: Any) -> str:
        value = getattr(entry, field.attname)
        if value in (None, ""):
            return ""
        if field.name in self.names and field.is_relation:
            return self.names[field.name].get(value, "something since deleted")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value)).strip()
        if isinstance(value, bool):
            return "yes" if value else "no"
        return date_format(value) if isinstance(value, date) else str(value)

    def _names_for(self, field: Any) -> dict[Any, str]:
        """The names of the records this field ever pointed at, in one statement."""
        if not field.is_relation:
            return {}
        wanted = {getattr(entry, field.attname) for entry in self.entries} - {None}
        return {pk: str(each) for pk, each in field.related_model.objects.in_bulk(wanted).items()}


def _who(entry: Any) -> str:
    return entry.history_user.name if entry.history_user else "the tracker"


def _capital(text: Any) -> str:
    return f"{str(text)[:1].upper()}{str(text)[1:]}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
