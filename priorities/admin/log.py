from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from priorities.events import note


class ToldInLog(admin.ModelAdmin[Any]):
    """A screen whose changes each have a line in the log once they are saved."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _tell("added", request, [obj])
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _tell("changed", request, [obj])
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        _tell("deleted", request, queryset)
        return super().log_deletions(request, queryset)


def _tell(how: str, request: HttpRequest, records: Iterable[Any]) -> None:
    for record in records:
        facts = {"kind": record._meta.label_lower, "number": record.pk, "user": request.user.pk}
        transaction.on_commit(partial(note, "set_up_changed", how=how, **facts))
