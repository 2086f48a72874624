"""Plans moved in from papers: what their files say, what a person decided, and what stood there."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from initiatives.models.initiatives import Initiative
from initiatives.models.returned_workbooks import KEPT_FOR
from priorities.models import PartnershipPlan
from priorities.text import LineField
from priorities.versions import Versioned

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class MoveInQuerySet(models.QuerySet["MoveIn"]):
    def visible_to(self, user: "User") -> Self:
        """The moves `user` may look at: all of them for who edits plans, or none."""
        return self.all() if user.has_perm("initiatives.change_initiative") else self.none()

    def going_on(self) -> Self:
        """The moves that somebody is still deciding about."""
        return self.filter(state=MoveIn.State.GOING_ON)

    def forgotten(self) -> Self:
        """The moves nobody went on with, for longer than the tracker keeps what a file says."""
        return self.going_on().filter(worked_on_at__lt=timezone.now() - KEPT_FOR)


class MoveIn(Versioned):
    """A plan being moved in: what its file says as tables and texts, and what a person decided.

    The file itself is never kept. What was read of it goes once the move is done, left, or a day old.
    """

    class State(models.TextChoices):
        GOING_ON = "going_on", "Going on"
        DONE = "done", "Moved in"
        LEFT = "left", "Not moved in"

    file_name = LineField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.GOING_ON)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(default=timezone.now)
    worked_on_at = models.DateTimeField(default=timezone.now)
    read = models.JSONField(default=dict, help_text="What the file says: a FileRead.")
    decided = models.JSONField(default=dict, help_text="What a person decided: Decisions.")
    plan = models.ForeignKey(
        PartnershipPlan,
        on_delete=models.PROTECT,
        null=True,
        related_name="moves_in",
        help_text="The plan year it went into.",
    )
    initiatives_moved = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    objects = MoveInQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["started_by"],
                condition=Q(state="going_on"),
                name="one_move_in_at_a_time",
                violation_error_message="You are already moving a plan in.",
            ),
            models.CheckConstraint(
                condition=Q(state="going_on", ended_at=None, plan=None)
                | Q(state="done", ended_at__isnull=False, plan__isnull=False)
                | Q(state="left", ended_at__isnull=False, plan=None),
                name="ended_move_in_says_when_and_where",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class SourceRow(models.Model):
    """The cells an initiative was moved in from, exactly as they stood in the paper."""

    initiative = models.OneToOneField(
        Initiative, on_delete=models.CASCADE, related_name="source_row"
    )
    move_in = models.ForeignKey(MoveIn, on_delete=models.PROTECT, related_name="source_rows")
    place = LineField(max_length=200, help_text="Where they stood: table and rows.")
    cells = models.JSONField(
        help_text="Pairs of column heading and text, in the order of the paper; a row that goes on "
        "adds its own."
    )

    class Meta:
        ordering = ["initiative"]

    def __str__(self) -> str:
        return f"{self.place} of {self.move_in}"
