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

from initiatives.models.agencies import Agency
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

    def note_opening(self) -> None:
        """Remember the moment the agency first looked at its part; later looks change nothing."""
        if self.first_opened_at:
            return
        now = timezone.now()
        untouched = AgencyReturn.objects.filter(pk=self.pk, first_opened_at=None)
        if untouched.update(first_opened_at=now):
            self.first_opened_at = now
