"""Rounds of asking the lead agencies what happened: which, of whom, and until when."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from priorities.models import PartnershipPlan
from priorities.text import LineField, ProseField
from priorities.versions import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from scp_tracker.accounts.models import User


class ReturnQuerySet(models.QuerySet["Return"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The returns `user` may look after: all of them for officers, none for anybody else."""
        return self.all() if user.has_perm("initiatives.change_return") else self.none()

    def in_progress(self) -> Self:
        """The returns that are neither closed nor withdrawn; a closing date that passed ends none."""
        return self.filter(closed_at=None, withdrawn_at=None)

    def with_waiting(self) -> Self:
        """Annotate `waiting`: how many answers wait for an officer to accept them."""
        sent = Q(answers__state="sent", answers__initiative__removed_on=None)
        waiting = Count("answers", filter=sent & Q(withdrawn_at=None))
        # A grouped question forgets the usual order.
        return self.annotate(waiting=waiting).order_by("-opened_at", "-pk")


class Return(Versioned):
    """One round of asking the lead agencies for updates, with the day they should have answered by.

    The closing date is a promise, not a gate: late answers are taken until an officer closes it.
    """

    plan = models.ForeignKey(PartnershipPlan, on_delete=models.PROTECT, related_name="returns")
    name = LineField(max_length=60, help_text="For example, Quarter 2.")
    closes_on = models.DateField("closing date")
    note = ProseField(
        "note to the leads", blank=True, help_text="It stands in the message they get."
    )
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(blank=True, null=True, editable=False)
    withdrawn_at = models.DateTimeField(blank=True, null=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        editable=False,
    )

    history = HistoricalRecords()
    objects = ReturnQuerySet.as_manager()

    waiting: int  # set by with_waiting()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "plan",
                Lower("name"),
                condition=Q(withdrawn_at=None),
                name="return_name_once_per_plan",
                violation_error_message="This plan already has a return with that name.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, withdrawn_at=None, ended_by=None)
                | Q(ended_by__isnull=False)
                & (
                    Q(closed_at__isnull=False, withdrawn_at=None)
                    | Q(closed_at=None, withdrawn_at__isnull=False)
                ),
                name="return_ends_once_and_by_somebody",
                violation_error_message="A return is either closed or withdrawn, by somebody.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.plan.marked_year}"

    def get_absolute_url(self) -> str:
        return reverse("returns:board", args=[self.pk])

    @property
    def is_in_progress(self) -> bool:
        """Whether it is neither closed nor withdrawn."""
        return self.closed_at is None and self.withdrawn_at is None

    def is_past_closing(self, *, on: date) -> bool:
        """Whether answers that come on that day are late."""
        return on > self.closes_on

    def refuse_answers(self) -> None:
        """Raise a ValidationError that says why nobody can answer any more, if so."""
        if self.withdrawn_at:
            raise ValidationError(
                "The community safety officers withdrew this return, so it needs no answers."
            )
        if self.closed_at:
            closed_on = f"{timezone.localdate(self.closed_at):%-d %B %Y}"
            raise ValidationError(
                f"This return was closed on {closed_on}, so answers can no longer be changed or "
                "sent. Tell the community safety officers what you wanted to add."
            )

    def refuse_leads(self) -> None:
        """Raise a ValidationError that says why its lead agencies can no longer answer, if so."""
        if not self.plan.is_open:
            raise ValidationError(
                f"The plan {self.plan.year} closed on {self.plan.closed_on:%-d %B %Y}, so its lead "
                "agencies can no longer answer for it."
            )
