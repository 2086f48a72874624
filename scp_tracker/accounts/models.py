from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from priorities.history import HistoryWithLists
from priorities.text import LineField, MailAddressField
from priorities.versions import Versioned
from scp_tracker.accounts.roles import ADMINISTRATOR


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password nobody can sign in to it until an invitation is used."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An administrator, for the command line: the tracker has no power above that role."""
        user = self.create_user(email, password, **fields)
        user.groups.add(Group.objects.get(name=ADMINISTRATOR))
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with that e-mail address, whatever its capitals."""
        return self._with_address(username or "").get()

    def holder_of(self, email: str) -> "User | None":
        """The account with that e-mail address, whatever its capitals, or None."""
        return self._with_address(email).first()

    def demo_users_who_may_sign_in(self) -> "models.QuerySet[User]":
        """Those made for trying the tracker: nobody can have an address in that domain."""
        return self.filter(is_active=True, email__iendswith="@scp.example").order_by("email")

    def _with_address(self, email: str) -> "models.QuerySet[User]":
        # Compared as the unique constraint compares: "iexact" on PostgreSQL would match a dotless i too.
        return self.alias(lower_email=Lower("email")).filter(lower_email=Lower(Value(email)))


class User(AbstractBaseUser, PermissionsMixin, Versioned):
    """Somebody who signs in, with their e-mail address as the name to sign in with."""

    email = MailAddressField("e-mail address", unique=True)
    name = LineField(
        max_length=120, help_text="As colleagues know the person; it stands beside what they write."
    )
    is_active = models.BooleanField(
        "may sign in",
        default=True,
        help_text="Untick this instead of deleting an account, so that what the person wrote keeps its author.",
    )
    groups: Any = models.ManyToManyField(
        Group,
        blank=True,
        verbose_name="roles",
        related_name="user_set",
        related_query_name="user",  # Django's own, by which it finds what a person may do
    )
    last_login = None  # a row of history for every sign-in would bury the changes that matter
    invited_at = models.DateTimeField(blank=True, null=True, editable=False)
    date_joined = models.DateTimeField("account made", default=timezone.now, editable=False)

    history = HistoryWithLists(excluded_fields=["password", "invited_at"], m2m_fields=["groups"])
    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="email_once_whatever_its_capitals",
                violation_error_message="There is already an account with that e-mail address.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    @property
    def is_staff(self) -> bool:
        """Whether the set-up screens are open to this person."""
        return self.has_perm("priorities.change_partnershipplan")


class SentLink(models.Model):
    """That a link for choosing a new password was sent; kept for a day, to count by."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sent_links")
    sent_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Link sent to {self.person}"
