"""The part each lead agency has in a return: when it was first opened, and when and by whom sent."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from initiatives.models.agencies import Agency
from initiatives.models.returns import Return
from priorities.models import PartnershipPlan
from priorities.text import LineField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from scp_tracker.accounts.models import User


class AgencyReturnQuerySet(models.QuerySet["AgencyReturn"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The parts `user` may read: all for officers, those of their own agencies for partners."""
        parts = self.asked_of(user)
        if user.has_perm("initiatives.change_return"):
            return parts
        return parts.filter(asked_in__withdrawn_at=None)

    def asked_of(self, user: "User | AnonymousUser") -> Self:
        """The parts `user` was asked to answer; of a withdrawn one they may only hear that it was."""
        if user.has_perm("initiatives.change_return"):
            return self.all()
        if user.is_authenticated and user.has_perm("initiatives.answer_initiative"):
            return self.filter(agency__members=user)
        return self.none()

    def answerable_by(self, user: "User | AnonymousUser") -> Self:
        """The parts `user` may answer: officers any of a return in progress, partners their own."""
        in_progress = self.visible_to(user).filter(asked_in__in=Return.objects.in_progress())
        if user.has_perm("initiatives.change_return"):
            return in_progress
        return in_progress.filter(
            asked_in__plan__in=PartnershipPlan.objects.open_on(timezone.localdate())
        )


class AgencyReturn(models.Model):
    """One lead agency's part in a return: when it was first opened, and when and by whom sent."""

    asked_in = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="returns")
    first_opened_at = models.DateTimeField(blank=True, null=True, editable=False)
    sent_at = models.DateTimeField(blank=True, null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        help_text="Blank when a contact without an account sent it.",
    )
    sent_as = LineField("sent by, as named then", max_length=120, blank=True)

    history = HistoricalRecords()
    objects = AgencyReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "agency’s part in a return"
        verbose_name_plural = "agencies’ parts in returns"
        ordering = ["asked_in", Lower("agency__short_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_in", "agency"],
                name="agency_is_asked_once_per_return",
                violation_error_message="That agency is already asked in this return.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None, sent_as="")
                | Q(sent_at__isnull=False) & ~Q(sent_as=""),
                name="sent_return_says_by_whom",
                violation_error_message="A return that was sent says when and by whom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name}: {self.asked_in}"

    def get_absolute_url(self) -> str:
        return reverse("returns:part", args=[self.asked_in_id, self.pk])

    def note_opening(self, *, by: "User | None") -> None:
        """Remember the moment the agency first looked at its part; `by` is None for a contact.

        Later looks change nothing, and an officer’s tells nothing of the agency.
        """
        if self.first_opened_at or (by and by.has_perm("initiatives.change_return")):
            return
        now = timezone.now()
        untouched = AgencyReturn.objects.filter(pk=self.pk, first_opened_at=None)
        if untouched.update(first_opened_at=now):
            self.first_opened_at = now
