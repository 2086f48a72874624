from django.conf import settings
from django.db import models

from initiatives.models.outcomes import OutcomeUpdate
from priorities.text import LineField


class Redaction(models.Model):
    """That an administrator took words out of an outcome update, and why; never which words."""

    update = models.ForeignKey(OutcomeUpdate, on_delete=models.PROTECT, related_name="redactions")
    number = models.PositiveIntegerField(help_text="Counts the update's redactions from 1.")
    reason = LineField(max_length=300)
    redacted_at = models.DateTimeField()
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["update", "number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["update", "number"],
                name="redaction_number_once_per_update",
                violation_error_message="Somebody else redacted that update first.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="redaction_has_a_reason",
                violation_error_message="Say why the words are taken out.",
            ),
        ]

    def __str__(self) -> str:
        return f"Redaction {self.number} of update {self.update.number}"
