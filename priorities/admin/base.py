"""What every set-up screen of a record does: no unseen overwriting, plain words, every error with its box."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from priorities.admin.deletion import what_names
from priorities.admin.forms import (
    HIGHEST_NUMBER,
    Choices,
    RowForm,
    RowsFormSet,
    SetUpForm,
    VersionedRowForm,
)
from priorities.admin.history import changes
from priorities.admin.lists import PlainList
from priorities.admin.problems import problems
from priorities.admin.widgets import SearchableSelect
from priorities.dates import DATES_AS_WRITTEN
from priorities.text import LineField, ProseField
from priorities.versions import OutOfDate


class PlainFields(BaseModelAdmin[Any]):
    """Form fields as officers need them: day first, roomy, and no links that lose what was typed.

    `searchable` names the foreign keys with many choices.
    """

    searchable: Sequence[str] = ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in _COUNTED:  # room above lets rows change numbers, and follow the last
            kwargs["max_value"] = HIGHEST_NUMBER
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # Without scripts, its links leave the page and lose what was typed there.
            field.widget = field.widget.widget
        if isinstance(field, forms.DateField):
            field.input_formats = DATES_AS_WRITTEN
        if isinstance(db_field, ProseField):
            field.widget.attrs["rows"] = 5
        if isinstance(db_field, LineField) and (db_field.max_length or 0) > 60:
            field.widget.attrs["class"] = "vTextField scp-wide"
        if isinstance(field, forms.IntegerField):
            field.widget.attrs["inputmode"] = "numeric"
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A plain list of choices, read once for all rows of the page."""
        if db_field.name in self.searchable:
            kwargs["widget"] = SearchableSelect
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field:
            field.choices = self.choices_for(db_field.name, field, request)
        return field

    def choices_for(self, name: str, field: Any, request: HttpRequest) -> Choices:
        """The choices of the foreign key `name`; a screen that groups or limits them says so here."""
        return list(iter(field.choices))  # a list of the field's own would count them first


class SetUpAdmin(PlainFields, PlainList):
    """A screen for records that carry `version`: the later of two writers is told, with both values.

    `named_in_history` are the models whose history may name the record, each with its field of many.
    """

    form = SetUpForm
    named_in_history: Sequence[tuple[type[models.Model], str]] = ()
    actions: Any = None
    empty_value_display = ""  # blank is information
    list_per_page = 100
    delete_confirmation_template = "admin/priorities/delete_confirmation.html"
    object_history_template = "admin/priorities/object_history.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The screen's groups of fields, with the hidden version where something can be saved."""
        (name, options), *others = self.groups_of_fields(request, obj)
        if not self.has_change_permission(request, obj):
            return [(name, options), *others]
        return [(name, {**options, "fields": [*options["fields"], "version"]}), *others]

    def groups_of_fields(self, request: HttpRequest, obj: Any) -> Any:
        """The groups of fields; a screen that asks other things of a new record says so here."""
        return super().get_fieldsets(request, obj)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **kwargs: Any,
    ) -> Any:
        """The form; its version is declared on it, since the model's own is nobody's to edit."""
        fields = kwargs.pop("fields", None) or flatten_fieldsets(self.get_fieldsets(request, obj))
        typed = [name for name in fields if name != "version"]
        return super().get_form(request, obj, change, fields=typed, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show or save the page; whoever loses a race sees it again, with the clash on it."""
        if "_saveasnew" in request.POST:  # Django would make a copy, though no button asks for one
            raise BadRequest
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except OutOfDate:  # everything was rolled back, and now the form can see the newer version
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Take the next version before anything is written, also when only a list changed."""
        form.claim()
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """The page; a clash answers 409 and says which lists stand differently now."""
        response = super().render_change_form(request, context, *args, **kwargs)
        context["problems"] = problems(context)
        context["errors"] = []  # Django's own list, without links
        pages = [context["adminform"].form, *_row_forms(context)]
        if any(getattr(form, "is_out_of_date", False) for form in pages):
            response.status_code = HTTPStatus.CONFLICT
            for inline in context["inline_admin_formsets"]:
                if isinstance(inline.formset, RowsFormSet):
                    inline.formset.say_what_stands_now()
        return response

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go, or in plain words what still names the record and keeps it."""
        reasons = [reason for record in objs for reason in what_names(record)]
        if reasons:
            return [], {}, set(), reasons
        return super().get_deleted_objects(objs, request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The earlier values of a record and its lists, to look at."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return super().history_view(request, object_id)  # which says it is not there
        context = {
            **self.admin_site.each_context(request),
            "title": "What changed",
            "subtitle": str(record),
            "object": record,
            "opts": self.opts,
            "changes": changes(
                record,
                lists=self.lists_in_history(request, record),
                named_in=self.named_in_history,
            ),
        }
        return TemplateResponse(request, self.object_history_template, context)

    def lists_in_history(self, request: HttpRequest, record: Any) -> list[tuple[Any, str]]:
        """The lists whose changes belong to this record, each with its key to the record."""
        inlines = self.get_inline_instances(request, record)
        return [
            (inline.model, _key_to(self.model, inline.model))
            for inline in inlines
            if hasattr(inline.model, "history")
        ]


def _row_forms(context: Any) -> list[Any]:
    return [form for inline in context["inline_admin_formsets"] for form in inline.formset.forms]


def _key_to(parent: type[models.Model], model: type[models.Model]) -> str:
    return next(field.name for field in model._meta.fields if field.related_model is parent)


class RowsOfRecord(PlainFields, InlineModelAdmin[Any, Any]):
    """What the lists under a record share; `once` is the field that tells their rows apart."""

    form = RowForm
    formset = RowsFormSet
    extra = 1
    once = ""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs.setdefault("fields", [name for name in fields if name != "version"])
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.once, formset.row_name = self.once, str(self.verbose_name)
        return formset


class RowsInline(RowsOfRecord, admin.TabularInline[Any, Any]):
    """A list as a table, a row a record."""

    template = "admin/priorities/rows.html"


class BlocksInline(RowsOfRecord, admin.StackedInline[Any, Any]):
    """A list whose records need room, one under the other."""


_COUNTED = {"number", "position"}

__all__ = [
    "BlocksInline",
    "RowsInline",
    "SetUpAdmin",
    "SetUpForm",
    "VersionedRowForm",
]
