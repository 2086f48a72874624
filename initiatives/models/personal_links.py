from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from initiatives.models.agency_returns import AgencyReturn
from priorities.text import LineField, MailAddressField

WORKS_FOR = timedelta(days=60)


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def working(self) -> Self:
        """The links that were neither withdrawn nor have run out."""
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())


def _expiry() -> datetime:
    return timezone.now() + WORKS_FOR


class PersonalLink(models.Model):
    """A link by which one person without an account answers one agency’s part of one return.

    Its address is the key, signed: who reads the database alone cannot make it.
    """

    part = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="links")
    name = LineField(max_length=120)
    address = MailAddressField()
    key = models.CharField(max_length=32, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=_expiry)
    withdrawn_at = models.DateTimeField(blank=True, null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, blank=True, null=True, related_name="+"
    )

    objects = PersonalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_link_says_by_whom",
                violation_error_message="A link that was withdrawn says when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return f"Link of {self.name}, {self.part}"

    @property
    def is_expired(self) -> bool:
        """Whether its time has run out."""
        return self.expires_at <= timezone.now()


class LinkUse(models.Model):
    """That a personal link was used, and for what. Rows are added, never changed."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", "Confirmed"
        OPENED = "opened", "Opened"
        ANSWERED = "answered", "Answered"
        SENT = "sent", "Sent the return"
        REFUSED = "refused", "Refused"

    link = models.ForeignKey(PersonalLink, on_delete=models.PROTECT, related_name="uses")
    used_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        ordering = ["-used_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["confirmed", "opened", "answered", "sent", "refused"]),
                name="link_use_is_of_a_kind",
                violation_error_message="That is not a way a link is used.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.link}"
