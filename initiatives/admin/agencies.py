from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest

from initiatives.admin.outcomes import LookedAtInline
from initiatives.models import Agency, AgencyAlias, AgencyContact, Membership
from initiatives.renaming import remember_short_name
from priorities.admin.base import BlocksInline, RowsInline, SetUpAdmin
from priorities.admin.lists import ChoiceFilter


class AliasInline(RowsInline):
    """Other names the agency goes or went by."""

    model = AgencyAlias
    once = "name"
    fields = ["name", "starts_on", "ends_on", "note"]


class MembershipInline(BlocksInline):
    """The agency's place in the partnership, as sources state it."""

    model = Membership
    fields = ["kind", "named_as", ("starts_on", "ends_on"), "source"]
    verbose_name = "membership"
    verbose_name_plural = "membership of the partnership"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agency")


class ContactInline(RowsInline):
    """Who is asked for updates without having an account."""

    model = AgencyContact
    once = "email"
    fields = ["name", "email"]
    verbose_name_plural = "contacts without an account"


class PersonInline(LookedAtInline):
    """Who signs in and answers for the agency: administrators choose it on each person's page."""

    model = Agency.members.through
    template = "admin/initiatives/people.html"
    fields = ["user"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("user").order_by(Lower("user__name"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("initiatives.view_agency")


class MembershipFilter(ChoiceFilter):
    """Members of the partnership, former members, and the rest."""

    title = "membership"
    parameter_name = "membership"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Membership.Kind.choices, ("none", "Not a member")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "none":
            return queryset.filter(memberships=None)
        if self.value() is None:
            return queryset
        held = Membership.objects.filter(kind=self.value())
        return queryset.filter(pk__in=held.values("agency"))


@admin.register(Agency)
class AgencyAdmin(SetUpAdmin):
    """Bodies that lead or fund, with their other names, contacts and people."""

    list_display = [
        "short_name",
        "name",
        "kind",
        "other_names",
        "leads",
        "people",
        "contacts_listed",
    ]
    list_display_links = ["short_name", "name"]
    list_filter = ["kind", MembershipFilter]
    search_fields = ["short_name", "name", "aliases__name", "contacts__name", "contacts__email"]
    search_help_text = "Any of its names, or a contact's name or e-mail address."
    inlines = [ContactInline, AliasInline, MembershipInline, PersonInline]
    fieldsets = [(None, {"fields": ["short_name", "name", "kind"]})]
    ordering = [Lower("short_name")]

    def get_queryset(self, request: HttpRequest) -> Any:
        counted = {
            "lead_count": Count("lead", distinct=True),
            "person_count": Count("members", distinct=True),
            "contact_count": Count("contacts", distinct=True),
        }
        return super().get_queryset(request).prefetch_related("aliases").annotate(**counted)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Save the lists, and say which contacts came and which of them need not be any.

        After a change of short name, closed years go on printing the old one.
        """
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            if formset.model is AgencyContact:
                changed = [contact for contact, _ in formset.changed_objects]
                _tell_of_contacts(request, formset.new_objects, changed)
        if change and "short_name" in form.changed_data:
            remember_short_name(form.instance, form.initial["short_name"])

    @admin.display(description="other names")
    def other_names(self, agency: Agency) -> str:
        return ", ".join(alias.name for alias in agency.aliases.all())

    @admin.display(description="initiatives it leads", ordering="lead_count")
    def leads(self, agency: Any) -> int:
        return int(agency.lead_count)

    @admin.display(description="people", ordering="person_count")
    def people(self, agency: Any) -> int:
        return int(agency.person_count)

    @admin.display(description="contacts", ordering="contact_count")
    def contacts_listed(self, agency: Any) -> int:
        return int(agency.contact_count)


def _tell_of_contacts(
    request: HttpRequest, new: Iterable[AgencyContact], changed: Iterable[AgencyContact]
) -> None:
    """Say which contacts were added, and which have an account already."""
    contacts = [*new, *changed]
    for contact in new:
        messages.success(request, f"The contact {contact.name} was added.")
    active = get_user_model().objects.filter(is_active=True).annotate(key=Lower("email"))
    keys = [contact.email.lower() for contact in contacts]
    with_account = set(active.filter(key__in=keys).values_list("key", flat=True))
    for contact in contacts:
        if contact.email.lower() in with_account:
            messages.warning(
                request,
                f"The address {contact.email} has an account. Add the person to the agency instead: "
                "administrators choose the agencies on each person’s page.",
            )
