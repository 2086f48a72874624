from django.conf import settings
from django.db import models

from initiatives.models.outcomes import OutcomeUpdate


class SeenUpdate(models.Model):
    """That an officer has seen what a partner agency wrote, so that it no longer stands on their home."""

    update = models.ForeignKey(OutcomeUpdate, on_delete=models.CASCADE, related_name="seen")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update", "by"],
                name="update_seen_once_by_each",
                violation_error_message="That person has seen the update already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} seen by {self.by}"
