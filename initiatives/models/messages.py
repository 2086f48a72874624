from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from priorities.mail import Failure
from priorities.text import LineField, MailAddressField, ProseField

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AnonymousUser

    from scp_tracker.accounts.models import User


class State(models.TextChoices):
    """What became of a message, in a word."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    NOT_SENT = "not_sent", "Not sent"
    KEPT = "kept", "Kept here"
    WRITTEN_OFF = "written_off", "Not to be sent"
    PASSED_ON = "passed_on", "Passed on by hand"


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The messages `user` may read: all, or none."""
        return self.all() if user.has_perm("initiatives.view_message") else self.none()

    def unsent(self) -> Self:
        """The messages that have not gone out and may still."""
        return self.filter(sent_at=None, written_off_at=None, passed_on_at=None)

    def waiting(self) -> Self:
        """The messages that are tried again without anybody's doing."""
        return self.unsent().exclude(next_try_at=None)

    def due(self, *, at: "datetime") -> Self:
        """The messages whose next try is due, those that have waited longest first."""
        return self.waiting().filter(next_try_at__lte=at).order_by("next_try_at", "pk")

    def in_state(self, state: State) -> Self:
        """The messages of which `state` tells what became."""
        match state:
            case State.SENT:
                return self.exclude(sent_at=None)
            case State.WRITTEN_OFF:
                return self.exclude(written_off_at=None)
            case State.PASSED_ON:
                return self.exclude(passed_on_at=None)
            case State.WAITING:
                return self.waiting()
            case State.KEPT:
                return self.unsent().filter(next_try_at=None, tries=0)
            case State.NOT_SENT:
                return self.unsent().filter(next_try_at=None, tries__gt=0)


class Message(models.Model):
    """An e-mail to one person and what became of it; made by `outbox.post`, never changed."""

    to = MailAddressField("address")
    name = LineField(max_length=120, blank=True)
    subject = LineField(max_length=200)
    body = ProseField()
    about = LineField(max_length=200, blank=True, help_text="Such as “Return Quarter 2, 2026-27”.")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(blank=True, null=True)
    written_off_at = models.DateTimeField(blank=True, null=True)
    passed_on_at = models.DateTimeField(blank=True, null=True)
    passed_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        help_text="Who told the person themselves, without the mail server.",
    )
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(blank=True, null=True)
    next_try_at = models.DateTimeField(
        blank=True, null=True, help_text="Blank when it is sent only if somebody asks for it."
    )
    failure = models.CharField(
        max_length=20,
        choices=Failure,
        blank=True,
        help_text="Of the last try; blank while that is under way.",
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="newest_message_first"),
            models.Index(fields=["next_try_at"], name="message_due_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(passed_on_at=None, passed_on_by=None)
                | models.Q(
                    passed_on_at__isnull=False,
                    passed_on_by__isnull=False,
                    sent_at=None,
                    written_off_at=None,
                    next_try_at=None,
                ),
                name="message_passed_on_by_somebody_and_settled",
                violation_error_message="A message that was passed on says by whom, and is not sent.",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(written_off_at=None),
                name="message_sent_or_written_off",
                violation_error_message="This message has been sent already.",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at=None, written_off_at=None) | models.Q(next_try_at=None),
                name="message_tried_until_it_is_settled",
                violation_error_message="This message is not tried again.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"

    def get_absolute_url(self) -> str:
        return reverse("initiatives:message", args=[self.pk])

    @property
    def is_unsent(self) -> bool:
        """Whether it has not gone out and may still."""
        return not (self.sent_at or self.written_off_at or self.passed_on_at)

    @property
    def state(self) -> State:
        """What became of this message."""
        if self.sent_at:
            return State.SENT
        if self.written_off_at:
            return State.WRITTEN_OFF
        if self.passed_on_at:
            return State.PASSED_ON
        if self.next_try_at:
            return State.WAITING
        return State.NOT_SENT if self.tries else State.KEPT
