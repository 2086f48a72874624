"""A report as plain JSON data and back, so that an issued paper outlives the code that made it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from reports.document import Report, Section

VERSION = 1
_KINDS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in get_args(Section)}


class UnknownVersion(ValueError):
    """The data is of a kind this code cannot read, such as one that newer code wrote."""

    def __init__(self, version: object) -> None:
        super().__init__(f"A stored report of version {version!r}; this code reads {VERSION}.")


def to_data(report: Report) -> dict[str, Any]:
    """The whole report in what JSON knows: `from_data` makes an equal one of it."""
    return {"version": VERSION, "report": _written(report)}


def from_data(data: dict[str, Any]) -> Report:
    """The report that was stored.

    Raises UnknownVersion for data of another version. A part that came to reports later is as it is
    where nobody says it; one that is no longer read is passed over.
    """
    if (version := data.get("version")) != VERSION:
        raise UnknownVersion(version)
    report: Report = _read(Report, data["report"])
    return report


def texts_of(report: Report) -> Iterator[str]:
    """Every text of the report, wherever it stands."""
    return _texts(_written(report))


def digest_of(data: dict[str, Any]) -> str:
    """The SHA-256 of the data in hexadecimal, however a database orders its keys."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: _written(getattr(value, field.name)) for field in fields(value)}
        name = type(value).__name__.lower()
        return {"kind": name, **said} if name in _KINDS else said
    return value


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _texts(each)


def _read(kind: Any, value: Any) -> Any:
    """The value as the type hint `kind` describes it."""
    if get_origin(kind) in (Union, UnionType):
        if value is None:
            return None
        kinds = [each for each in get_args(kind) if each is not NoneType]
        kind = kinds[0] if len(kinds) == 1 else _KINDS[value["kind"]]
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if kind is date:
        return date.fromisoformat(value)
    if is_dataclass(kind) and isinstance(kind, type):
        said = {
            name: _read(hint, value[name]) for name, hint in _hints(kind).items() if name in value
        }
        return kind(**said)
    return value


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """The type hint of every field; looking them up for each row took a third of the reading."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
