from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models.plans import PartnershipPlan
from priorities.text import LineField, ProseField
from priorities.versions import Versioned


class KeyPriorityManager(models.Manager["KeyPriority"]):
    def get_by_natural_key(self, start_year: int, number: int) -> "KeyPriority":
        return self.get(plan__start_year=start_year, number=number)


class KeyPriority(Versioned):
    """What the partnership has agreed matters most this year, in order."""

    plan = models.ForeignKey(
        PartnershipPlan, on_delete=models.CASCADE, related_name="key_priorities"
    )
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    title = LineField(max_length=200, help_text="For example: To reduce reoffending")
    description = ProseField(blank=True)
    lead = LineField(
        "lead officer",
        max_length=200,
        blank=True,
        help_text="Name and post, where somebody leads it.",
    )

    history = HistoricalRecords()
    objects = KeyPriorityManager()

    class Meta:
        verbose_name_plural = "key priorities"
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="key_priority_number_once_per_plan",
                violation_error_message="This plan already has a key priority with that number.",
            ),
        ]

    def __str__(self) -> str:
        return f"KP{self.number} {self.title}"

    def natural_key(self) -> tuple[int, int]:
        return (self.plan.start_year, self.number)

    natural_key.dependencies = ["priorities.partnershipplan"]  # type: ignore[attr-defined]


class PriorityPoint(models.Model):
    """One of the points under "This KP includes"."""

    key_priority = models.ForeignKey(KeyPriority, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField("order", default=1)
    text = LineField(max_length=500)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "point this priority includes"
        verbose_name_plural = "points this priority includes"
        ordering = ["key_priority", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class TargetManager(models.Manager["Target"]):
    def get_by_natural_key(self, start_year: int, priority: int, number: int) -> "Target":
        return self.get(
            key_priority__plan__start_year=start_year, key_priority__number=priority, number=number
        )


class Target(models.Model):
    """A desired thing under one key priority; several initiatives may work on it, or none."""

    key_priority = models.ForeignKey(KeyPriority, on_delete=models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="Its place under the key priority, from 1."
    )
    text = LineField(max_length=500)

    history = HistoricalRecords()
    objects = TargetManager()

    class Meta:
        ordering = ["key_priority", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["key_priority", "number"],
                name="target_number_once_per_key_priority",
                violation_error_message="This key priority already has a target with that number.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[int, int, int]:
        return (*self.key_priority.natural_key(), self.number)

    natural_key.dependencies = ["priorities.keypriority"]  # type: ignore[attr-defined]
