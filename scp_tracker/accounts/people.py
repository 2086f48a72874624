"""The form in which an administrator sets up a person: who they are, their roles and agencies."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.db.models import QuerySet

from initiatives.models import Agency
from priorities.admin.forms import SetUpForm
from scp_tracker.accounts.models import User
from scp_tracker.accounts.roles import (
    ADMINISTRATOR,
    CLERK,
    OFFICER,
    PARTNER,
    READER,
    ROLES,
)

_WHAT_A_ROLE_DOES = {
    READER: "reads the committee's papers",
    PARTNER: "reads the plan, and writes the outcomes of what their agencies lead",
    CLERK: "reads the plan without internal notes, and makes the papers",
    OFFICER: "keeps the plan, the agencies and every outcome",
    ADMINISTRATOR: "does what an officer does, and keeps people and their roles",
}


def _boxes() -> forms.CheckboxSelectMultiple:
    """Boxes to tick, each on one line, as Django's own style sheet has it for radio buttons."""
    return forms.CheckboxSelectMultiple(attrs={"class": "radiolist"})


class RolesField(forms.ModelMultipleChoiceField[Group]):
    """Roles as boxes to tick, each with what it lets somebody do."""

    widget = _boxes()

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}: {_WHAT_A_ROLE_DOES[obj.name]}"


class PersonForm(SetUpForm):
    """A person's name, address, roles and agencies; never their password."""

    groups = RolesField(
        Group.objects.filter(name__in=ROLES).order_by("name"),
        label="Roles",
        required=False,
        help_text="Somebody with agencies and no role is made a partner agency member.",
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.all(),
        label="Agencies",
        required=False,
        widget=_boxes(),
        help_text="The agencies whose initiatives this person answers for.",
    )

    class Meta:
        model = User
        fields = ["email", "name", "is_active", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.became_partner = False
        if self.instance.pk and "agencies" in self.fields:
            self.initial["agencies"] = self.instance.agencies.all()

    def clean_email(self) -> str:
        """Refuse an address that has an account, saying whose."""
        email: str = User.objects.normalize_email(self.cleaned_data["email"])
        holder = User.objects.holder_of(email)
        if holder and holder.pk != self.instance.pk:
            raise forms.ValidationError(
                "%(name)s already has an account with that e-mail address.",
                params={"name": holder.name},
            )
        return email

    def clean(self) -> dict[str, Any]:
        """Settle the roles: a partner has an agency, everybody has a role, somebody administers."""
        cleaned = super().clean()
        if "groups" not in cleaned or "agencies" not in cleaned:
            return cleaned
        if cleaned["agencies"] and not cleaned["groups"]:
            cleaned["groups"] = Group.objects.filter(name=PARTNER)
            self.became_partner = True
        roles = {role.name for role in cleaned["groups"]}
        self._check_roles(roles, agencies=cleaned["agencies"])
        if self._would_leave_nobody(roles):
            raise forms.ValidationError(
                "%(name)s is the only administrator who may sign in. Make somebody else an "
                "administrator first.",
                params={"name": self.instance.name},
            )
        return cleaned

    def _check_roles(self, roles: set[str], *, agencies: QuerySet[Agency]) -> None:
        if not roles and self.cleaned_data.get("is_active", True):
            self.add_error("groups", "Choose what this person may do, or the agencies they are of.")
        if PARTNER in roles and not agencies:
            self.add_error("agencies", "Choose the agency this partner agency member is of.")

    def _would_leave_nobody(self, roles: set[str]) -> bool:
        administrators = User.objects.filter(is_active=True, groups__name=ADMINISTRATOR)
        if not self.instance.pk or not administrators.filter(pk=self.instance.pk).exists():
            return False
        stays = ADMINISTRATOR in roles and self.cleaned_data.get("is_active", True)
        return not stays and not administrators.exclude(pk=self.instance.pk).exists()
