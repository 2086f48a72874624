from django.db import models
from simple_history.models import HistoricalRecords

from priorities.text import LineField, MailAddressField, ProseField
from priorities.versions import Versioned


class PartnershipManager(models.Manager["Partnership"]):
    def get_by_natural_key(self, name: str) -> "Partnership":
        return self.get(name=name)


class Partnership(Versioned):
    """The community safety partnership this tracker belongs to."""

    name = LineField(max_length=120, unique=True)
    short_name = LineField(
        max_length=20, help_text="As it stands in column headings, for example SCP."
    )
    council = LineField(max_length=120, help_text="The council whose committee reviews the work.")
    committee = LineField(
        max_length=120,
        help_text="The committee the papers go to, for example Crime and Disorder Committee.",
    )
    enquiries_email = MailAddressField("e-mail address for enquiries", blank=True)
    about = ProseField(
        blank=True, help_text="A few sentences for people who do not know the partnership."
    )

    history = HistoricalRecords()
    objects = PartnershipManager()

    class Meta:
        verbose_name_plural = "partnership"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.name,)

    @classmethod
    def current(cls) -> "Partnership | None":
        """The partnership this tracker belongs to, or None before it is set up."""
        return cls.objects.order_by("pk").first()
