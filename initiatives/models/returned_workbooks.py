"""Workbooks that came back with outcomes typed in them, and what became of each row."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from initiatives.models.agencies import Agency
from initiatives.models.initiatives import Initiative
from initiatives.models.outcomes import OutcomeUpdate
from priorities.models import PartnershipPlan
from priorities.text import LineField, ProseField
from priorities.versions import Versioned

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

KEPT_FOR = timedelta(days=1)  # what was read of a file nobody went on with


class ReturnedWorkbookQuerySet(models.QuerySet["ReturnedWorkbook"]):
    def visible_to(self, user: "User") -> Self:
        """The workbooks `user` may look at: all of them, or their own and their agencies'."""
        if user.has_perm("initiatives.change_initiative"):
            return self.all()
        if user.has_perm("initiatives.answer_initiative"):
            return self.filter(Q(sent_by=user) | Q(agency__members=user)).distinct()
        return self.none()

    def decidable_by(self, user: "User") -> Self:
        """The undecided workbooks `user` may decide about, if only to use nothing of them.

        Whoever brought one back decides while they look at it; what waits is the officers' to decide,
        and its agency may take it back.
        """
        theirs = Q(state=ReturnedWorkbook.State.READ, sent_by=user)
        if user.has_perm("initiatives.change_initiative"):
            return self.filter(theirs | Q(state=ReturnedWorkbook.State.WAITING))
        if not user.has_perm("initiatives.answer_initiative"):
            return self.none()
        own = Q(state=ReturnedWorkbook.State.WAITING, agency__members=user)
        return self.filter(theirs | own).distinct()

    def waiting(self) -> Self:
        """The workbooks of partner agencies that wait for an officer."""
        return self.filter(state=ReturnedWorkbook.State.WAITING)

    def undecided(self) -> Self:
        """The workbooks whose rows are still there to be chosen from."""
        return self.filter(state__in=[ReturnedWorkbook.State.READ, ReturnedWorkbook.State.WAITING])

    def forgotten(self) -> Self:
        """The workbooks their senders looked at and left, for longer than the tracker keeps them."""
        long_ago = timezone.now() - KEPT_FOR
        return self.filter(state=ReturnedWorkbook.State.READ, sent_at__lt=long_ago)


class ReturnedWorkbook(Versioned):
    """A workbook that came back: from whom, with what in it, and what was decided.

    The file itself is never kept. What was typed in it is, until somebody has decided.
    """

    class State(models.TextChoices):
        READ = "read", "Being looked at by its sender"
        WAITING = "waiting", "Waiting for an officer"
        APPLIED = "applied", "Accepted"
        DECLINED = "declined", "Not accepted"
        LEFT = "left", "Not used"

    plan = models.ForeignKey(
        PartnershipPlan, on_delete=models.PROTECT, related_name="returned_workbooks"
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The agency its sender answers for; blank when an officer sent it.",
    )
    file_name = LineField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    rows_read = models.PositiveIntegerField(default=0)
    remarks = models.JSONField(
        default=list,
        help_text="What its sender should know, each with its place; emptied once it is decided.",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_note = ProseField(
        "note to the sender", blank=True, help_text="From the officer who decided."
    )

    objects = ReturnedWorkbookQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(state__in=["read", "waiting"]),
                name="agency_has_one_workbook_to_decide",
                violation_error_message="This agency’s last workbook is not decided yet.",
            ),
            models.UniqueConstraint(
                fields=["sent_by", "plan"],
                condition=Q(state="read", agency=None),
                name="officer_looks_at_one_workbook",
                violation_error_message="You are already looking at a workbook of this plan.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["read", "waiting"], decided_at=None, decided_by=None)
                | Q(
                    state__in=["applied", "declined"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                )
                | Q(state="left", decided_at__isnull=False),
                name="decided_workbook_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(agency__isnull=False),
                name="only_an_agencys_workbook_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("workbook:returned", args=[self.plan.start_year, self.pk])

    @property
    def is_undecided(self) -> bool:
        """Whether its rows are still there to be chosen from."""
        return self.state in {self.State.READ, self.State.WAITING}

    @property
    def forgotten_at(self) -> datetime:
        """When what was read of it goes, unless somebody decides before."""
        return self.sent_at + KEPT_FOR

    @property
    def is_for_an_officer(self) -> bool:
        """Whether an officer may accept it by now: what a partner looks at is not sent yet."""
        return self.state == self.State.WAITING or (
            self.state == self.State.READ and self.agency_id is None
        )

    def end(
        self, state: State, *, by: "User | None", note: str = "", keeping: Iterable[int] = ()
    ) -> None:
        """Say what was decided, and keep of what was typed only these rows. Call inside `atomic()`.

        `keeping` has the primary keys of rows whose sender still has to know what was not recorded. Raises OutOfDate when somebody else decided, or words were taken out, since it was looked up.
        """
        self.claim(self.version)
        self.state, self.remarks = state, []
        self.decided_by, self.decided_at = by, timezone.now()
        self.decision_note = note
        self.save()
        self.rows.exclude(pk__in=list(keeping)).update(said={})


class ReturnedRow(models.Model):
    """What a returned workbook says anew about one initiative; nothing is kept of unchanged rows."""

    class Choice(models.TextChoices):
        """What is to be recorded of a row."""

        ALL = "all", "All of it"
        REST = "rest", "All but what was changed on screen too"
        NONE = "none", "Nothing"

    workbook = models.ForeignKey(ReturnedWorkbook, on_delete=models.CASCADE, related_name="rows")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="returned_rows"
    )
    place = LineField(max_length=200, help_text="Where it stood: sheet and row.")
    follows = models.PositiveIntegerField(
        help_text="The newest outcome update its workbook was made with, by number; 0 before the first."
    )
    said = models.JSONField(
        default=dict,
        help_text="Only what is new, of text, internal_note, status and status_reason; emptied once "
        "it is decided, but for what an officer did not record.",
    )
    choice = models.CharField(
        max_length=10,
        choices=Choice,
        blank=True,
        help_text="What is to be recorded of it; blank where a person has to choose.",
    )
    update = models.OneToOneField(
        OutcomeUpdate,
        on_delete=models.PROTECT,
        null=True,
        related_name="returned_row",
        help_text="The outcome update it became.",
    )

    class Meta:
        ordering = ["workbook", "initiative__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workbook", "initiative"], name="initiative_once_per_returned_workbook"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} in {self.workbook}"
