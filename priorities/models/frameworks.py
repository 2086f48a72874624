from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models.plans import PartnershipPlan
from priorities.text import LineField, ProseField
from priorities.versions import Versioned


class FrameworkManager(models.Manager["Framework"]):
    def get_by_natural_key(self, short_name: str) -> "Framework":
        return self.get(short_name=short_name)


class Framework(Versioned):
    """Another body's list of priorities that the partnership takes into account."""

    name = LineField(max_length=200, help_text="For example: Police and Crime Plan 2016 - 2020.")
    short_name = LineField(
        max_length=60, unique=True, help_text="For example: Police and Crime Plan"
    )
    body = LineField("whose list it is", max_length=120)
    vision = ProseField(blank=True, help_text="The body's vision, in its own words.")
    plan_text = ProseField(
        "about the plan", blank=True, help_text="Begin each point of a list with “• ”."
    )
    aims_heading = LineField("heading of the aims", max_length=120, blank=True)
    aims = ProseField(blank=True, help_text="Begin each aim with “• ”.")
    priorities_heading = LineField("heading of the priorities", max_length=120, blank=True)
    priorities_opening = ProseField("words before the priorities", blank=True)

    history = HistoricalRecords()
    objects = FrameworkManager()

    class Meta:
        ordering = ["short_name"]

    def __str__(self) -> str:
        return self.short_name

    def natural_key(self) -> tuple[str]:
        return (self.short_name,)


class FrameworkPriorityManager(models.Manager["FrameworkPriority"]):
    def get_by_natural_key(self, short_name: str, number: int) -> "FrameworkPriority":
        return self.get(framework__short_name=short_name, number=number)


class FrameworkPriority(models.Model):
    """One numbered priority of another body's list."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="priorities")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    text = LineField(max_length=300)

    history = HistoricalRecords()
    objects = FrameworkPriorityManager()

    class Meta:
        verbose_name_plural = "framework priorities"
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"],
                name="framework_priority_number_once",
                violation_error_message="This framework already has a priority with that number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    def natural_key(self) -> tuple[str, int]:
        return (self.framework.short_name, self.number)

    natural_key.dependencies = ["priorities.framework"]  # type: ignore[attr-defined]


class PlanFramework(models.Model):
    """A plan year takes up another body's list, in an order and under a column heading."""

    plan = models.ForeignKey(
        PartnershipPlan, on_delete=models.CASCADE, related_name="plan_frameworks"
    )
    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="plan_frameworks"
    )
    position = models.PositiveSmallIntegerField("order", default=1)
    column_heading = LineField(max_length=60, help_text="For example: PCC KP's (list)")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "framework taken up"
        verbose_name_plural = "frameworks taken up"
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "framework"],
                name="framework_once_per_plan",
                violation_error_message="This plan has already taken up that framework.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework.short_name} in {self.plan.year}"
