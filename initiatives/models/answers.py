"""What the lead agencies answered in a return: one answer an initiative, shared by its leads."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from initiatives.models.agencies import Agency
from initiatives.models.agency_returns import AgencyReturn
from initiatives.models.initiatives import Initiative
from initiatives.models.links import Lead
from initiatives.models.outcomes import OutcomeUpdate, Status
from initiatives.models.returns import Return
from priorities.text import LineField, ProseField
from priorities.versions import Versioned


class AnswerQuerySet(models.QuerySet["Answer"]):
    def of_part(self, part: AgencyReturn) -> Self:
        """The answers one agency owes: of the initiatives in force that it leads today."""
        led = Lead.objects.filter(agency=part.agency_id, initiative=OuterRef("initiative"))
        return self.filter(Exists(led), asked_in=part.asked_in_id).in_force()

    def in_force(self) -> Self:
        """The answers about initiatives that are still in their plan."""
        return self.filter(initiative__removed_on=None)

    def waiting(self) -> Self:
        """The answers that were sent and wait for an officer to accept them."""
        return self.in_force().filter(state=Answer.State.SENT, asked_in__withdrawn_at=None)

    def without_outcome(self) -> Self:
        """The answers that were accepted and became no outcome: no change, or nothing to report."""
        return self.filter(state=Answer.State.ACCEPTED, update=None)

    def with_newest(self) -> Self:
        """Annotate `newest`: the number of the initiative's newest outcome update, 0 before the first."""
        updates = OutcomeUpdate.objects.filter(initiative=OuterRef("initiative"))
        newest = Subquery(updates.order_by("-number").values("number")[:1])
        return self.annotate(newest=Coalesce(newest, 0))


class Answer(Versioned):
    """What was answered about one initiative in one return; joint leads share it.

    It prints nowhere until an officer accepts it; then its text becomes an outcome update.
    """

    class Kind(models.TextChoices):
        UPDATED = "updated", "Updated"
        NO_CHANGE = "no_change", "No change"
        NOTHING_TO_REPORT = "nothing_to_report", "Nothing to report"

    class State(models.TextChoices):
        NOT_ANSWERED = "not_answered", "Not answered"
        ANSWERED = "answered", "Answered, not sent"
        SENT = "sent", "Sent"
        SENT_BACK = "sent_back", "Sent back"
        ACCEPTED = "accepted", "Accepted"

    asked_in = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="answers")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="answers")
    state = models.CharField(max_length=20, choices=State, default=State.NOT_ANSWERED)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    text = ProseField("outcome", blank=True)
    internal_note = ProseField(blank=True)
    status = models.CharField(max_length=20, choices=Status, blank=True)
    status_reason = LineField(max_length=500, blank=True)
    asked_whom = LineField("who was asked", max_length=200, blank=True)
    asked_on = models.DateField("when they were asked", blank=True, null=True)
    follows = models.PositiveIntegerField(
        default=0, help_text="The newest outcome update its writer saw, by number."
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        help_text="The lead agency it was written for.",
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="+",
        help_text="Blank when a contact without an account wrote it.",
    )
    written_as = LineField("written by, as named then", max_length=120, blank=True)
    written_at = models.DateTimeField(blank=True, null=True)
    sent_back_note = ProseField("what the officer asks for", blank=True)
    accepted_at = models.DateTimeField(blank=True, null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, blank=True, null=True, related_name="+"
    )
    update = models.OneToOneField(
        OutcomeUpdate,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="answer",
        help_text="The outcome update it became.",
    )

    history = HistoricalRecords()
    objects = AnswerQuerySet.as_manager()

    newest: int  # set by with_newest()

    class Meta:
        ordering = ["asked_in", "initiative__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_in", "initiative"],
                name="initiative_is_answered_once_per_return",
                violation_error_message="This return already asks about that initiative.",
            ),
            models.CheckConstraint(
                condition=Q(state="not_answered", kind="", written_at=None, written_as="")
                | Q(
                    state__in=["answered", "sent", "sent_back", "accepted"],
                    kind__in=["updated", "no_change", "nothing_to_report"],
                    written_at__isnull=False,
                    agency__isnull=False,
                )
                & ~Q(written_as=""),
                name="answer_says_what_when_and_by_whom",
                violation_error_message="An answer says what happened, when it was written and by whom.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="updated") | ~Q(text=""),
                name="updated_answer_has_a_text",
                violation_error_message="Write the outcome: what has happened so far.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="nothing_to_report")
                | ~Q(asked_whom="") & Q(asked_on__isnull=False),
                name="nothing_to_report_says_who_was_asked",
                violation_error_message="Say who was asked, and when.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["", *Status.values]),
                name="answered_status_is_one_of_the_words",
                violation_error_message="That is not one of the statuses.",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(sent_back_note=""),
                name="answer_sent_back_has_a_note",
                violation_error_message="Say what the lead agency should change.",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False, accepted_by__isnull=False)
                | ~Q(state="accepted") & Q(accepted_at=None, accepted_by=None),
                name="accepted_answer_says_when_and_by_whom",
                violation_error_message="An accepted answer says when and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", kind="updated", update__isnull=False)
                | ~Q(state="accepted", kind="updated") & Q(update=None),
                name="only_accepted_updates_print",
                violation_error_message="An accepted update has its outcome, and no other answer has one.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} in {self.asked_in}"

    @property
    def is_owed(self) -> bool:
        """Whether its leads still have to write it, or to write it again."""
        return self.state in OWED


def newest_accepted(*, as_of: date) -> Subquery:
    """When the newest accepted answer about each initiative was written, by that day; for annotations.

    A lead that answers "no change" has reported, though nothing new prints.
    """
    accepted = Answer.objects.filter(initiative=OuterRef("pk"), state=Answer.State.ACCEPTED)
    until_then = accepted.filter(written_at__date__lte=as_of).order_by("-written_at")
    return Subquery(until_then.values("written_at")[:1])


OWED = {Answer.State.NOT_ANSWERED, Answer.State.SENT_BACK}
