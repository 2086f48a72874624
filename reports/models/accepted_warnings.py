from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from priorities.models import PaperParticulars, PartnershipPlan
from priorities.text import LineField


class AcceptedWarning(models.Model):
    """That a warning about a draft may stand, and why; it comes back when the words it is about change."""

    plan = models.ForeignKey(
        PartnershipPlan, on_delete=models.CASCADE, related_name="accepted_warnings"
    )
    paper = models.CharField(max_length=20, choices=PaperParticulars.Paper)
    key = models.CharField(
        max_length=64, help_text="Stands for the rule, the place and the words together."
    )
    rule = models.CharField(max_length=60)
    reference = models.CharField(max_length=20, blank=True)
    said = models.TextField()
    reason = LineField(max_length=300)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "paper", "key"],
                name="warning_accepted_once_per_plan_and_paper",
                violation_error_message="Somebody accepted that warning already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="accepted_warning_has_a_reason",
                violation_error_message="Say why the warning may stand.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.reference}".strip()

    @property
    def frozen(self) -> dict[str, Any]:
        """What is kept of it with the paper that is issued."""
        return {
            "rule": self.rule,
            "reference": self.reference,
            "said": self.said,
            "reason": self.reason,
            "accepted_by": self.accepted_by.name,
            "accepted_at": self.accepted_at.isoformat(),
        }
