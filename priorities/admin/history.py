"""Who changed a record and its lists, when, and from what to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import models
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords

_NOT_TYPED = {"version", "reading_of"}  # counted or copied by the tracker itself
_SAYS_LITTLE = {"position", "joined_by"}
_DELETED = "something since deleted"


@dataclass(frozen=True)
class Change:
    """What one person changed in one moment, a sentence a change."""

    at: datetime
    by: str
    what: tuple[str, ...]


def changes(
    record: models.Model,
    *,
    lists: Iterable[tuple[type[models.Model], str]] = (),
    named_in: Iterable[tuple[type[models.Model], str]] = (),
) -> list[Change]:
    """Every recorded change of `record` and the rows of its lists, newest first.

    `lists` are pairs of a model and the name of its foreign key to the record; `named_in` are
    pairs of a model and its field of many records, of which this may be one.
    """
    told = list(_Teller(type(record), key="", which={"id": record.pk}).told())
    for model, key in lists:
        told += _Teller(model, key=key, which={f"{key}_id": record.pk}).told()
    for model, name in named_in:
        told += _told_where_named(record, model, name)
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
            for field in model.history.model.tracked_fields
            if not field.primary_key and field.name != key and field.name not in _NOT_TYPED
        ]
        entries = model.history.filter(**which).select_related("history_user")
        self.entries = sorted(entries, key=lambda entry: (entry.history_date, entry.history_id))
        self.names = {field.name: self._names_for(field) for field in self.fields}
        self.many = [
            _Many(field, self.entries) for field in model.history.model._history_m2m_fields
        ]

    def told(self) -> Iterator[Change]:
        """The changes, oldest first."""
        before: dict[Any, Any] = {}
        for entry in self.entries:
            if what := tuple(self._sentences(entry, before.get(entry.id))):
                if entry.history_type == "~" and entry.history_change_reason:
                    what += (f"Reason given: {_quoted(entry.history_change_reason)}.",)
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
            for many in self.many:
                yield from many.told(before, entry)

    def _row(self, entry: Any) -> str:
        """A row in a few words: its values, but for its order."""
        telling = [field for field in self.fields if field.name not in _SAYS_LITTLE]
        return _quoted(", ".join(filter(None, (self._value(field, entry) for field in telling))))

    def _value(self, field: Any, entry: Any) -> str:
        value = getattr(entry, field.attname)
        if value in (None, ""):
            return ""
        if field.name in self.names and field.is_relation:
            return self.names[field.name].get(value, _DELETED)
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
        return _names_of(field.related_model, wanted)


class _Many:
    """A field of many records, as the entries of a history hold it."""

    def __init__(self, field: Any, entries: Iterable[Any]) -> None:
        self.label = _capital(field.verbose_name)
        self.held: dict[int, set[Any]] = defaultdict(set)
        for history_id, pk in _rows(field, history__in=[entry.history_id for entry in entries]):
            self.held[history_id].add(pk)
        pks = set().union(*self.held.values())
        self.names = _names_of(field.related_model, pks)

    def told(self, before: Any, entry: Any) -> Iterator[str]:
        """What was added to it and taken out of it, a sentence each."""
        old, new = self.held[before.history_id], self.held[entry.history_id]
        for pks, what in ((new - old, "added"), (old - new, "taken away")):
            for name in sorted(self.names.get(pk, _DELETED) for pk in pks):
                yield f"{self.label}: {_quoted(name)} {what}."


def _told_where_named(record: models.Model, model: Any, name: str) -> Iterator[Change]:
    """When `record` came to be among the many that a record of `model` has, and when it went."""
    field = model._meta.get_field(name)
    rows = _rows(field, **{f"{field.m2m_reverse_field_name()}_id": record.pk})
    naming = {history_id for history_id, _ in rows}
    holders = set(model.history.filter(history_id__in=naming).values_list("id", flat=True))
    names = _names_of(model, holders)
    entries = model.history.filter(id__in=holders).select_related("history_user")
    named: dict[Any, bool] = {}
    for entry in entries.order_by("history_date", "history_id"):
        is_named = entry.history_id in naming
        if is_named != named.get(entry.id, False):
            what = "added" if is_named else "taken away"
            which = _quoted(names.get(entry.id, _DELETED))
            sentence = f"{_capital(model._meta.verbose_name_plural)}: {which} {what}."
            yield Change(entry.history_date, _who(entry), (sentence,))
        named[entry.id] = is_named


def _rows(field: Any, **which: Any) -> Any:
    """Pairs of a history entry's number and that of one of the records it held in `field`."""
    held = HistoricalRecords.m2m_models[field].objects.filter(**which)
    return held.values_list("history_id", f"{field.m2m_reverse_field_name()}_id")


def _names_of(model: Any, pks: Iterable[Any]) -> dict[Any, str]:
    """The names of records of `model`, in one statement; those since deleted have none."""
    return {pk: str(each) for pk, each in model.objects.in_bulk(pks).items()}


def _who(entry: Any) -> str:
    return entry.history_user.name if entry.history_user else "the tracker"


def _capital(text: Any) -> str:
    return f"{str(text)[:1].upper()}{str(text)[1:]}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "nothing"
