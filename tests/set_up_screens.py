"""The set-up screens as a browser uses them: a page opened, its fields changed and sent back."""

from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.pages import forms_of


def fields_of(response: Any, **changed: str) -> dict[str, str]:
    """Every field of a page as it stands, with those in `changed` typed over.

    The rows a script would copy for "add another" are left out; two underscores in the names of
    rows become the hyphens that Django writes: `lead_set__0__position`.
    """
    standing = {
        name: values[-1]
        for form in forms_of(response)
        for name, values in form.fields.items()
        if "__prefix__" not in name
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
