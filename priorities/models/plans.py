from datetime import date
from typing import TYPE_CHECKING, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from priorities import years
from priorities.models.partnership import Partnership
from priorities.text import LineField, ProseField
from priorities.versions import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from scp_tracker.accounts.models import User


class PartnershipPlanQuerySet(models.QuerySet["PartnershipPlan"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The plan years whose plan `user` may read: all of them or none."""
        return self.all() if user.has_perm("priorities.view_partnershipplan") else self.none()

    def with_papers_for(self, user: "User | AnonymousUser") -> Self:
        """The plan years whose reports of today `user` may read: all of them or none."""
        return self.all() if user.has_perm("priorities.read_papers") else self.none()

    def open_on(self, day: date) -> Self:
        """The plan years whose outcomes partners may still write on that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))

    def get_by_natural_key(self, start_year: int) -> "PartnershipPlan":
        return self.get(start_year=start_year)


class PartnershipPlan(Versioned):
    """What the partnership will do in one plan year, 1 April to 31 March."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="plans")
    start_year = models.PositiveSmallIntegerField(
        "starts in April of",
        unique=True,
        validators=[MinValueValidator(1998), MaxValueValidator(2098)],
        help_text="The first of the two years: 2017 for the plan 2017-18.",
        error_messages={
            "unique": "There is already a plan for the year that starts in that April."
        },
    )
    updated_on = models.DateField(
        blank=True, null=True, help_text="When this version of the plan was agreed."
    )
    closed_on = models.DateField(
        blank=True,
        null=True,
        help_text="From this day partner agencies can no longer change outcomes. Leave blank while the plan is open.",
    )
    prints_glossary = models.BooleanField("print the glossary in the annual plan", default=False)
    is_example = models.BooleanField(
        "example data",
        default=False,
        editable=False,
        help_text="Made up to show the tracker; its pages and files say so.",
    )

    history = HistoricalRecords()
    objects = PartnershipPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-start_year"]
        permissions = [("view_statuses", "Can see the statuses at a glance")]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__gte=1998, start_year__lte=2098),
                name="plan_year_since_the_1998_act",
                violation_error_message="A plan year starts in or after 1998, when partnerships were founded.",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.marked_year}"

    def natural_key(self) -> tuple[int]:
        return (self.start_year,)

    def get_absolute_url(self) -> str:
        return reverse("initiatives:plan", args=[self.start_year])

    @property
    def year(self) -> str:
        """The plan year as addresses and references write it: "2017-18"."""
        return years.slug(self.start_year)

    @property
    def marked_year(self) -> str:
        """The plan year, saying where it is made up: "2026-27 (example data)"."""
        return f"{self.year} (example data)" if self.is_example else self.year

    @property
    def long_year(self) -> str:
        """The plan year as the papers' titles write it: "2017-2018"."""
        return years.long_name(self.start_year)

    @property
    def first_day(self) -> date:
        return years.first_day(self.start_year)

    @property
    def last_day(self) -> date:
        return years.last_day(self.start_year)

    @property
    def is_open(self) -> bool:
        """Whether partner agencies may still write outcomes today."""
        return self.closed_on is None or self.closed_on > timezone.localdate()


class PaperParticulars(models.Model):
    """What heads and ends one paper of one plan year; the pack's two papers differ in it."""

    class Paper(models.TextChoices):
        YEAR_END = "year-end", "Year end performance report"
        ANNUAL_PLAN = "annual-plan", "Annual partnership plan"

    plan = models.ForeignKey(PartnershipPlan, on_delete=models.CASCADE, related_name="particulars")
    paper = models.CharField(max_length=20, choices=Paper)
    strapline = LineField("line above the title", max_length=120, blank=True)
    title = LineField(max_length=200)
    date_printed = LineField(
        "date as printed",
        max_length=60,
        blank=True,
        help_text="In the paper's own words, for example April 2017.",
    )
    dated_on = models.DateField(
        "date for sorting",
        blank=True,
        null=True,
        help_text="A day that stands for the printed date.",
    )
    prepared_by = LineField(max_length=200, blank=True)
    opening = ProseField("opening sentence", blank=True)
    closing = LineField(
        "last line", max_length=200, blank=True, help_text="For example where enquiries go."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "heading of a paper"
        verbose_name_plural = "headings of the papers"
        ordering = ["plan", "paper"]
        permissions = [("read_papers", "Can read the committee's papers")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "paper"],
                name="particulars_once_per_plan_and_paper",
                violation_error_message="This plan year already has a heading for that paper.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GlossaryEntry(models.Model):
    """An abbreviation one plan year's paper explains."""

    plan = models.ForeignKey(PartnershipPlan, on_delete=models.CASCADE, related_name="glossary")
    abbreviation = LineField(max_length=30)
    meaning = LineField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "glossary"
        ordering = [Lower("abbreviation")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "abbreviation"],
                name="abbreviation_once_per_plan",
                violation_error_message="This plan's glossary already explains that abbreviation.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.abbreviation}: {self.meaning}"
