from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from priorities.text import LineField


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password nobody can sign in to it until an invitation is used."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, with their e-mail address as the name to sign in with."""

    email = models.EmailField("e-mail address", unique=True)
    name = LineField(
        max_length=120, help_text="As colleagues know the person; it stands beside what they write."
    )
    is_active = models.BooleanField(
        "may sign in",
        default=True,
        help_text="Untick this instead of deleting an account, so that what the person wrote keeps its author.",
    )
    last_login = None  # a row of history for every sign-in would bury the changes that matter
    invited_at = models.DateTimeField(blank=True, null=True, editable=False)
    date_joined = models.DateTimeField("account made", default=timezone.now, editable=False)

    history = HistoricalRecords(excluded_fields=["password"])
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
