"""The set-up screens for people, for administrators.

Roles have no screen: what each may do is written by `roles.py` after every migrate.
"""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from initiatives.models import Agency
from priorities import mail
from priorities.admin.base import SetUpAdmin
from priorities.admin.lists import ChoiceFilter
from priorities.numbers import record_number
from scp_tracker.accounts.links import invite
from scp_tracker.accounts.models import User
from scp_tracker.accounts.people import PersonForm
from scp_tracker.accounts.roles import ROLES

admin.site.unregister(Group)


class RoleFilter(ChoiceFilter):
    """The people who have a role, or none."""

    title = "role"
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*((role, role) for role in ROLES), ("none", "No role")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        match self.value():
            case None:
                return queryset
            case "none":
                return queryset.filter(groups=None)
            case role:
                return queryset.filter(groups__name=role)


class AgencyFilter(admin.RelatedOnlyFieldListFilter):
    """The people of an agency, or of none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "agency"
        self.empty_value_display = SafeString("No agency")


@admin.register(User)
class UserAdmin(SetUpAdmin):
    """People: made here, invited by e-mail, and never deleted, so that texts keep their authors."""

    form = PersonForm
    list_display = ["name", "email", "roles", "agency_names", "is_active", "invitation"]
    list_filter = [RoleFilter, ("agencies", AgencyFilter), "is_active"]
    search_fields = ["name", "email", "agencies__name", "agencies__short_name"]
    actions = ["send_invitation_again"]
    named_in_history = [(Agency, "members")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "agencies")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return ["name", "email", "groups", "agencies"]
        return ["name", "email", "is_active", "groups", "agencies", "invitation", "date_joined"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["invitation", "date_joined"]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description="roles")
    def roles(self, person: User) -> str:
        return ", ".join(sorted(group.name for group in person.groups.all()))

    @admin.display(description="agencies")
    def agency_names(self, person: User) -> str:
        return ", ".join(agency.short_name for agency in person.agencies.all())

    @admin.display(description="invitation", ordering="invited_at")
    def invitation(self, person: User) -> str:
        if person.has_usable_password():
            return "Has chosen a password"
        if person.invited_at is None:
            return "Not sent"
        return f"Sent on {localtime(person.invited_at):%-d %B %Y}"

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's own
        super().save_related(request, form, formsets, change)
        person = form.instance
        person.agencies.set(form.cleaned_data["agencies"])
        if form.became_partner:
            messages.info(
                request,
                f"{person.name} is a member of an agency, and so was given the role of a partner "
                "agency member.",
            )
        if not change:
            # A slow mail server must not hold the database, nor a link go out to no account.
            transaction.on_commit(lambda: self._invite(request, person))

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[User], *args: Any, **kwargs: Any
    ) -> Any:
        """The answer to what is done with the people ticked, who have to be people's numbers."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if any(record_number(number) is None for number in ticked):
            raise BadRequest
        return super().response_action(request, queryset, *args, **kwargs)

    @admin.action(description="Send the invitation again", permissions=["change"])
    def send_invitation_again(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            if not person.is_active:
                messages.warning(
                    request, f"{person.name} may not sign in, so no invitation was sent."
                )
            elif person.has_usable_password():
                messages.warning(
                    request,
                    f"{person.name} has chosen a password already. The sign-in page helps whoever "
                    "has forgotten theirs.",
                )
            else:
                self._invite(request, person)

    def _invite(self, request: HttpRequest, person: User) -> None:
        administrator = cast("User", request.user)  # nobody else reaches these screens
        try:
            invite(person, by=administrator, request=request)
        except mail.NotSent:
            messages.error(
                request,
                f"The invitation to {person.name} could not be sent, because the mail server did "
                "not take it. The account is there: tick it in the list of people and choose "
                "“Send the invitation again” later.",
            )
            return
        if mail.is_written_to_folder():
            messages.warning(
                request,
                f"No mail server is set, so the invitation to {person.name} was only written to "
                "the mail folder in the data folder.",
            )
        else:
            messages.success(request, f"An invitation was sent to {person.email}.")
