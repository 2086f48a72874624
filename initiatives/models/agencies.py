from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from priorities.history import HistoryWithLists
from priorities.text import LineField, MailAddressField, refuse_look_alikes
from priorities.versions import Versioned


class AgencyManager(models.Manager["Agency"]):
    def get_by_natural_key(self, name: str) -> "Agency":
        return self.get(name=name)

    def called(self, text: str) -> "Agency | None":
        """The agency with that name, short name or alias, whatever its capitals, or None."""
        by_name = Q(name__iexact=text) | Q(short_name__iexact=text) | Q(aliases__name__iexact=text)
        return self.filter(by_name).distinct().first()


class Agency(Versioned):
    """A body that leads or funds: a partner organisation, a board, a supplier or the partnership."""

    class Kind(models.TextChoices):
        PARTNER = "partner", "Partner organisation"
        BOARD = "board", "Board or group"
        SUPPLIER = "supplier", "Supplier or commissioned service"
        PARTNERSHIP = "partnership", "The partnership itself"

    name = LineField(max_length=120)
    short_name = LineField(
        max_length=40,
        validators=[refuse_look_alikes],
        help_text="As it stands in the Lead Agency column, for example CBH.",
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PARTNER)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="agencies",
        help_text="The people who sign in and answer for this agency's initiatives.",
    )

    history = HistoryWithLists(m2m_fields=["members"])
    objects = AgencyManager()

    class Meta:
        verbose_name_plural = "agencies"
        ordering = [Lower("short_name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="agency_name_once",
                violation_error_message="There is already an agency with that name.",
            ),
            models.UniqueConstraint(
                Lower("short_name"),
                name="agency_short_name_once",
                violation_error_message="There is already an agency with that short name.",
            ),
        ]

    def __str__(self) -> str:
        return (
            self.short_name if self.short_name == self.name else f"{self.short_name} ({self.name})"
        )

    def natural_key(self) -> tuple[str]:
        return (self.name,)

    def clean(self) -> None:
        """Refuse a name another agency already goes by, saying which."""
        for field in ("name", "short_name"):
            _refuse_taken_name(getattr(self, field), field=field, own=self)


class AgencyAlias(models.Model):
    """Another name an agency goes or went by; papers print the name of the day."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases")
    name = LineField(max_length=120, validators=[refuse_look_alikes])
    starts_on = models.DateField("used from", blank=True, null=True)
    ends_on = models.DateField("used until", blank=True, null=True)
    note = LineField(
        max_length=200, blank=True, help_text="Where this name stands, or why it changed."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "other name"
        verbose_name_plural = "other names"
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="alias_means_one_agency",
                violation_error_message="Another agency already goes by that name.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="alias_ends_after_it_starts",
                violation_error_message="The last day this name was used is before the first.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name another agency already goes by, saying which."""
        _refuse_taken_name(self.name, field="name", own=self.agency if self.agency_id else None)


def _refuse_taken_name(name: str, *, field: str, own: Agency | None) -> None:
    holder = Agency.objects.called(name) if name else None
    if holder and (own is None or holder.pk != own.pk):
        raise ValidationError(
            {
                field: ValidationError(
                    "%(agency)s already goes by that name.", params={"agency": holder}
                )
            }
        )


class Membership(models.Model):
    """An agency's place in the partnership, for a time, as a source states it."""

    class Kind(models.TextChoices):
        STATUTORY = "statutory", "Statutory member (responsible authority)"
        NON_STATUTORY = "non_statutory", "Non-statutory member"
        NOT_STATED = "not_stated", "Kind not stated"

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="memberships")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.NOT_STATED)
    named_as = LineField("name in the source", max_length=120, blank=True)
    starts_on = models.DateField("member from", blank=True, null=True)
    ends_on = models.DateField("member until", blank=True, null=True)
    source = LineField(max_length=300, blank=True, help_text="The paper that says so.")

    history = HistoricalRecords()

    class Meta:
        ordering = ["agency", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="The last day of membership is before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency.short_name}: {self.get_kind_display()}"


class AgencyContact(models.Model):
    """Somebody at an agency who is asked for updates but has no account."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="contacts")
    name = LineField(max_length=120)
    email = MailAddressField("e-mail address")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "contact"
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                "agency",
                Lower("email"),
                name="contact_once_per_agency",
                violation_error_message="This agency already has a contact with that e-mail address.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"
