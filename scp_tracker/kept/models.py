from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from scp_tracker.accounts.models import User

KEPT_FOR = timedelta(days=7)


class KeptFormQuerySet(models.QuerySet["KeptForm"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The forms `user` typed and never got to send, for seven days, newest first."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user, kept_at__gte=timezone.now() - KEPT_FOR)

    def outworn(self) -> Self:
        """The forms nobody came back for within seven days."""
        return self.filter(kept_at__lt=timezone.now() - KEPT_FOR)


class KeptForm(models.Model):
    """What somebody had typed in a form that could not be taken when it was sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.TextField()
    fields = models.JSONField(help_text="Pairs of field name and value, as they were sent.")
    kept_at = models.DateTimeField(default=timezone.now)

    objects = KeptFormQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "-pk"]

    def __str__(self) -> str:
        return f"Form for {self.address}"
