"""Lists of the set-up screens: one statement each, whatever stands in their address."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from priorities.admin.log import ToldInLog


class ChoiceFilter(admin.SimpleListFilter):
    """A filter of a list by one of its own choices; anything else in the address filters nothing."""

    def value(self) -> str | None:
        """The choice in the address, or None."""
        chosen = super().value()
        return chosen if chosen in dict(self.lookup_choices) else None


class Search(ChangeListSearchForm):
    """A few words to look for: SQLite fails on a page of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR] = forms.CharField(
            required=False,
            strip=False,
            max_length=LONGEST_SEARCH,
            error_messages={
                "max_length": "Search for less: at most %(limit_value)d characters. "
                "The list below is whole."
            },
        )


class SearchedList(ChangeList):
    """A list that takes a short search alone."""

    search_form_class = Search


class PlainList(ToldInLog):
    """A list whose address may say anything: what makes no sense leads to the whole list."""

    show_facets = admin.ShowFacets.NEVER  # each count would be a statement of its own

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SearchedList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, headed by what it lists."""
        title = capfirst(str(self.opts.verbose_name_plural))
        context = {"title": title, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; what no database could look for is refused before it is asked."""
        asked = [text for _, values in request.GET.lists() for text in values]
        if any("\0" in text for text in asked):
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError) as error:  # the year 9999, a number of forty digits
            raise IncorrectLookupParameters from error

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The record or None; whoever may not look at its kind is not told which numbers there are."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().get_object(request, object_id, from_field)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only what filters ask: a broken pattern, say, would fail in the database."""
        _, is_compared, how = lookup.rpartition("__")
        is_asked = not is_compared or how in _ASKED_BY_FILTERS
        return is_asked and super().lookup_allowed(lookup, value, request)


LONGEST_SEARCH = 100
_ASKED_BY_FILTERS = {"exact", "isnull", "year", "month", "day"}
