from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from initiatives.models.agencies import Agency
from priorities.append_only import AppendOnlyQuerySet
from priorities.text import LineField, ProseField
from priorities.versions import OutOfDate

if TYPE_CHECKING:
    from initiatives.models.returned_workbooks import ReturnedWorkbook
    from scp_tracker.accounts.models import User


class Status(models.TextChoices):
    """How an initiative stands, in a word."""

    NOT_STARTED = "not_started", "Not started"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    COMPLETE = "complete", "Complete"
    STOPPED = "stopped", "Stopped"

    @property
    def meaning(self) -> str:
        """What somebody who chooses it says."""
        return _MEANINGS[self.value]

    @property
    def asks_why(self) -> bool:
        """Whether it worries its readers, who then need to hear the reason."""
        return self in {Status.AT_RISK, Status.OFF_TRACK, Status.STOPPED}


OVER = frozenset({Status.COMPLETE, Status.STOPPED})  # nothing more is expected then


_MEANINGS = {
    "not_started": "No work has been done yet.",
    "on_track": "It is going as planned.",
    "at_risk": "It may come late or fall short unless something changes.",
    "off_track": "It will come late or fall short of what was planned.",
    "complete": "What was planned has been done.",
    "stopped": "It will not go on.",
}


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete an outcome update."""

    def __init__(self) -> None:
        super().__init__("Outcome updates are never changed. Record a new outcome update instead.")


class OutcomeUpdateQuerySet(AppendOnlyQuerySet["OutcomeUpdate"]):
    refusal = AppendOnlyError

    def unseen_by(self, user: "User") -> Self:
        """What partner agencies wrote without an officer's acceptance, until `user` says it is seen."""
        at_once = [OutcomeUpdate.Source.SCREEN, OutcomeUpdate.Source.RESTORE]
        return self.filter(agency__isnull=False, source__in=at_once).exclude(seen__by=user)


class OutcomeUpdate(models.Model):
    """What was said about one initiative at one moment. Rows are added, never changed.

    The one exception is `redact`, for words the law does not let the tracker keep.
    """

    class Source(models.TextChoices):
        SCREEN = "screen", "Written on screen"
        ANSWER = "answer", "Answer to a return"
        FILE = "file", "Returned workbook"
        IMPORT = "import", "Moved in from a paper"
        RESTORE = "restore", "Earlier text restored"

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="updates"
    )
    number = models.PositiveIntegerField(help_text="Counts the initiative's updates from 1.")
    text = ProseField("outcome", blank=True)
    internal_note = ProseField(blank=True)
    status = models.CharField(max_length=20, choices=Status, blank=True)
    status_reason = LineField(max_length=500, blank=True)
    reported_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The agency its author answered for; blank when an officer wrote it.",
    )
    source = models.CharField(max_length=10, choices=Source, default=Source.SCREEN)

    objects = OutcomeUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["initiative", "-reported_on", "-number"]
        permissions = [
            ("view_internal_note", "Can read every internal note"),
            ("redact_outcomeupdate", "Can take words out of an outcome for good"),
        ]
        indexes = [
            # The newest update of an initiative is looked up for every row of every report.
            models.Index(
                fields=["initiative", "-reported_on", "-number"], name="newest_update_first"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"],
                name="update_number_once_per_initiative",
                violation_error_message="Somebody else recorded that update first.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["", *Status.values]),
                name="status_is_one_of_the_words",
                violation_error_message="That is not one of the statuses.",
            ),
        ]

    def __str__(self) -> str:
        return f"Update {self.number} of {self.initiative}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    @property
    def author(self) -> str:
        """Who wrote it, with an account or without; "" for what a paper said."""
        if self.recorded_by:
            return self.recorded_by.name
        answer = getattr(self, "answer", None) if self.source == self.Source.ANSWER else None
        return answer.written_as if answer else ""

    @property
    def author_and_agency(self) -> str:
        """Who wrote it and for which agency: "Jo Day for CBH"; "" for what a paper said."""
        agency = f" for {self.agency.short_name}" if self.agency else ""
        return f"{self.author}{agency}" if self.author else ""

    @property
    def workbook(self) -> "ReturnedWorkbook | None":
        """The returned workbook it came in; None for any other."""
        row = getattr(self, "returned_row", None) if self.source == self.Source.FILE else None
        return row.workbook if row else None

    def redact(self, *, after: int, by: "User", reason: str, **left: str) -> None:
        """Leave only `left` of the text, the note and the reason for the status; who did it and why stays.

        Raises OutOfDate when somebody redacted it since redaction number `after`. Use `redacting.redact`,
        which also takes the words out of what was copied from here.
        """
        if self.redactions.count() == after:
            said = {"redacted_by": by, "redacted_at": timezone.now(), "reason": reason}
            try:
                with transaction.atomic():
                    self.redactions.create(number=after + 1, **said)
                    OutcomeUpdate.objects.filter(pk=self.pk)._leave(**left)
            except IntegrityError:
                if self.redactions.count() == after:  # some other rule was broken, not a race
                    raise
            else:
                return
        raise OutOfDate(OutcomeUpdate.objects.get(pk=self.pk))
