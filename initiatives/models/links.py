"""What an initiative names in an order: leads, fund sources, priorities."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from initiatives.models.agencies import Agency
from initiatives.models.funding import FundSource
from priorities.models import FrameworkPriority, KeyPriority
from priorities.text import LineField


def joined_names(parts: Iterable[tuple[str, str]]) -> str:
    """The printed names of (joined_by, printed) pairs, each after what joins it to the one before."""
    return "".join(
        f"{joined_by if position else ''}{printed}"
        for position, (joined_by, printed) in enumerate(parts)
    )


class Joined(models.Model):
    """One of several names in a cell: its place, the form printed there, and what joins it on."""

    class Join(models.TextChoices):
        SLASH = " / ", "/"
        AMPERSAND = " & ", "&"

    position = models.PositiveSmallIntegerField("order", default=1)
    printed_as = LineField(
        max_length=120,
        blank=True,
        help_text="Only where the paper prints another form of the name.",
    )
    joined_by = models.CharField(
        "joined to the one before by", max_length=5, choices=Join, default=Join.SLASH
    )

    class Meta:
        abstract = True


class Lead(Joined):
    """An agency that answers for an initiative, alone or jointly; the order carries meaning."""

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "lead agency"
        verbose_name_plural = "lead agencies"
        ordering = ["initiative", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "agency"],
                name="agency_leads_an_initiative_once",
                violation_error_message="That agency already leads this initiative.",
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """The name as the paper prints it."""
        return self.printed_as or self.agency.short_name


class Funding(Joined):
    """A fund source of an initiative, alone or jointly."""

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE)
    fund_source = models.ForeignKey(FundSource, on_delete=models.PROTECT)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "funding"
        ordering = ["initiative", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "fund_source"],
                name="fund_source_pays_an_initiative_once",
                violation_error_message="That fund source already stands on this initiative.",
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """The name as the paper prints it."""
        return self.printed_as or self.fund_source.name


class PriorityLink(models.Model):
    """A key priority an initiative serves, in the order the partnership names them."""

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE)
    key_priority = models.ForeignKey(KeyPriority, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField("order", default=1)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "key priority served"
        verbose_name_plural = "key priorities served"
        ordering = ["initiative", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "key_priority"],
                name="initiative_serves_a_key_priority_once",
                violation_error_message="That key priority is already named here.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key_priority)

    def clean(self) -> None:
        """Refuse another year's key priority."""
        if (
            self.initiative_id
            and self.key_priority_id
            and self.key_priority.plan_id != self.initiative.plan_id
        ):
            raise ValidationError(
                {"key_priority": "That key priority belongs to another plan year."}
            )


class FrameworkLink(models.Model):
    """Another body's priority an initiative serves."""

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE)
    framework_priority = models.ForeignKey(FrameworkPriority, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField("order", default=1)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "framework priority served"
        verbose_name_plural = "framework priorities served"
        ordering = ["initiative", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "framework_priority"],
                name="initiative_serves_a_framework_priority_once",
                violation_error_message="That priority is already named here.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.framework_priority)
