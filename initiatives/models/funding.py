from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from initiatives.models.agencies import Agency
from priorities.text import LineField
from priorities.versions import Versioned


class FundSourceManager(models.Manager["FundSource"]):
    def get_by_natural_key(self, name: str) -> "FundSource":
        return self.get(name=name)


class FundSource(Versioned):
    """Whose money pays; "N/A" is a source of its own kind, and no source at all is blank."""

    class Kind(models.TextChoices):
        FUNDER = "funder", "A body that pays"
        NOT_APPLICABLE = "not_applicable", "No money is needed (N/A)"

    name = LineField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FUNDER)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, blank=True, null=True, related_name="fund_sources"
    )

    history = HistoricalRecords()
    objects = FundSourceManager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="fund_source_name_once",
                violation_error_message="There is already a fund source with that name.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.name,)
