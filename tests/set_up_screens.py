"""The set-up screens as a browser uses them: a page opened, its fields changed and sent back."""

from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


class _Fields(HTMLParser):
    """Collects what a page's forms hold."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._area = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("name") or ""
        match tag:
            case "input" if said.get("type") in {"checkbox", "radio"}:
                if "checked" in said:
                    self.fields[name] = said.get("value") or "on"
            case "input" if said.get("type") not in {"submit", "button"}:
                self.fields[name] = said.get("value") or ""
            case "textarea":
                self._area, self.fields[name] = name, ""
            case "select":
                self._select, self.fields[name] = name, ""
            case "option" if self._select and "selected" in said:
                self.fields[self._select] = said.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data


def fields_of(response: Any, **changed: str) -> dict[str, str]:
    """Every field of a page as it stands, with those in `changed` typed over.

    The rows a script would copy for "add another" are left out; two underscores in the names of
    rows become the hyphens that Django writes: `lead_set__0__position`.
    """
    reader = _Fields()
    reader.feed(response.content.decode())
    standing = {
        name: text.removeprefix("\n")
        for name, text in reader.fields.items()
        if name and "__prefix__" not in name
    }
    return standing | {name.replace("__", "-"): text for name, text in changed.items()}


def address_of(record: Model, view: str = "change") -> str:
    """The address of a record's own screen."""
    opts = record._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{view}", args=[record.pk])


def page(client: Client, record: Model, view: str = "change") -> HttpResponse:
    """A record's own screen, opened."""
    return client.get(address_of(record, view))


def send(client: Client, record: Model, fields: dict[str, str]) -> HttpResponse:
    """The answer to a record's screen sent back with `fields`."""
    return client.post(address_of(record), fields)
