from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from initiatives.models.agencies import Agency
from initiatives.models.concerns import Concern, concerns_on
from initiatives.models.funding import FundSource
from initiatives.models.links import joined_names
from initiatives.models.outcomes import OutcomeUpdate
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.timing import Kind, Precision, Timing, parse_timing
from priorities.models import FrameworkPriority, KeyPriority, PartnershipPlan, Target
from priorities.text import LineField, first_words, without_mark
from priorities.versions import OutOfDate, Versioned

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

TIMING_KINDS = {
    Kind.POINT.value: "A date or month",
    Kind.RANGE.value: "From one date to another",
    Kind.OPEN_START.value: "Starts on a date, no end given",
    Kind.BY.value: "By a date",
    Kind.ONGOING.value: "Ongoing",
    Kind.TO_BE_CONFIRMED.value: "To be confirmed",
    Kind.RECURRING.value: "Recurring",
    Kind.RELATIVE.value: "Counted from something else",
    Kind.NONE.value: "No timing",
    Kind.NOT_READ.value: "In words the tracker cannot read",
}
PRECISIONS = {
    "": "No date",
    Precision.DAY.value: "To the day",
    Precision.MONTH.value: "To the month",
    Precision.QUARTER.value: "To the quarter",
    Precision.YEAR.value: "To the year",
}


class Initiative(Versioned):
    """A piece of work in one plan year: who leads it, whose money, when, and what came of it."""

    plan = models.ForeignKey(PartnershipPlan, on_delete=models.PROTECT, related_name="initiatives")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(9_999)],
        help_text="Its place in the printed plan, from 1.",
    )
    title = LineField("project or initiative", max_length=200, blank=True)
    target = models.ForeignKey(
        Target,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="initiatives",
        help_text="The target it works on, where the plan has targets.",
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="continued_by",
        help_text="The initiative of an earlier year that this one carries on.",
    )
    timing = LineField(
        max_length=300,
        blank=True,
        help_text="In your own words, for example “Sept 17 – Mar 18” or “Ongoing”.",
    )
    timing_kind = models.CharField(
        "kind of timing", max_length=20, choices=TIMING_KINDS, default=Kind.NONE.value
    )
    starts_on = models.DateField("earliest day", blank=True, null=True)
    starts_precision = models.CharField(
        "how exact the start is", max_length=10, choices=PRECISIONS, blank=True
    )
    ends_on = models.DateField("latest day", blank=True, null=True)
    ends_precision = models.CharField(
        "how exact the end is", max_length=10, choices=PRECISIONS, blank=True
    )
    reading_of = models.CharField(
        max_length=300, blank=True, editable=False, help_text="The words the reading was made from."
    )
    reading_corrected = models.BooleanField("reading corrected by an officer", default=False)
    is_highlight = models.BooleanField(
        "one of the year’s highlights",
        default=False,
        help_text="The report “Highlights” lists it, for a press notice. The committee’s papers stay "
        "as they are.",
    )
    highlight_words = LineField(
        "words for the highlight",
        max_length=500,
        blank=True,
        help_text="Public. Say in a line what was done. Leave blank to use the first paragraph of the "
        "outcome.",
    )
    removed_on = models.DateField(blank=True, null=True)
    removal_reason = LineField(max_length=300, blank=True)
    sent_form = models.UUIDField(
        null=True,
        default=None,
        editable=False,
        help_text="A digest of the form it was added with, by which a form sent twice is known.",
    )

    leads = models.ManyToManyField(Agency, through="Lead", related_name="initiatives")
    fund_sources = models.ManyToManyField(FundSource, through="Funding", related_name="initiatives")
    key_priorities = models.ManyToManyField(
        KeyPriority, through="PriorityLink", related_name="initiatives"
    )
    framework_priorities = models.ManyToManyField(
        FrameworkPriority, through="FrameworkLink", related_name="initiatives"
    )

    history = HistoricalRecords(
        excluded_fields=["sent_form"], history_change_reason_field=models.TextField(null=True)
    )
    objects = InitiativeQuerySet.as_manager()

    outcome: str  # set by with_outcome()
    status: str  # set by with_status()
    reported_on: date | None  # set by with_last_report()

    class Meta:
        ordering = ["plan", "number"]
        permissions = [("answer_initiative", "Can answer for its agencies' initiatives")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="initiative_number_once_per_plan",
                violation_error_message="This plan already has an initiative with that number.",
            ),
            models.UniqueConstraint(
                fields=["plan", "sent_form"], name="initiative_added_once_with_a_form"
            ),
            models.CheckConstraint(
                condition=~Q(title="") | Q(target__isnull=False),
                name="initiative_has_a_title_or_a_target",
                violation_error_message="Give the initiative a title, or choose the target it works on.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="timing_ends_after_it_starts",
                violation_error_message="The timing ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None, removal_reason="")
                | Q(removed_on__isnull=False) & ~Q(removal_reason=""),
                name="removal_has_a_day_and_a_reason",
                violation_error_message="Removing an initiative needs both a day and a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.read_timing()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what no database constraint can see: another year's target, a backwards timing."""
        self.read_timing()
        errors: dict[str, ValidationError] = {}
        if self.target and self.target.key_priority.plan_id != self.plan_id:
            errors["target"] = ValidationError("That target belongs to another plan year.")
        if self.removed_on and self.removed_on > timezone.localdate():
            errors["removed_on"] = ValidationError(
                "The day is in the future. Give today or earlier."
            )
        if self.continues and self.continues.plan.start_year >= self.plan.start_year:
            errors["continues"] = ValidationError("Choose an initiative of an earlier plan year.")
        if self.reading.is_backwards:
            errors["timing"] = ValidationError(
                "The timing ends (%(end)s) before it starts (%(start)s). Change one of the two.",
                params={
                    "start": f"{self.starts_on:%-d %B %Y}",
                    "end": f"{self.ends_on:%-d %B %Y}",
                },
            )
        if errors:
            raise ValidationError(errors)

    def natural_key(self) -> tuple[int, int]:
        return (self.plan.start_year, self.number)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "priorities.partnershipplan",
        "priorities.target",
    ]

    def get_absolute_url(self) -> str:
        return reverse("initiatives:initiative", args=[self.plan.start_year, self.number])

    @property
    def reference(self) -> str:
        """How papers and spreadsheets name it: "2017-18/05"."""
        return reference(self.plan.year, self.number)

    @property
    def label(self) -> str:
        """What to call it: its title; else the first words of its outcome; else its target."""
        target = self.target.text if self.target else ""
        return label(self.title, self._printed_outcome(), target, self.number)

    def _printed_outcome(self) -> str:
        if hasattr(self, "outcome"):  # with_outcome() has fetched it already
            return self.outcome
        newest = self.updates.order_by("-reported_on", "-number").values_list("text", flat=True)
        return newest.first() or ""

    @property
    def led_by(self) -> str:
        """Its leads in their order, as printed: "CBC / Police"; "" where none is named."""
        return joined_names(
            (lead.joined_by, lead.printed) for lead in self.lead_set.select_related("agency")
        )

    @property
    def funded_by(self) -> str:
        """Its fund sources in their order, as printed: "SCP / PCC"; "" where none is named."""
        return joined_names(
            (part.joined_by, part.printed)
            for part in self.funding_set.select_related("fund_source")
        )

    @property
    def reading(self) -> Timing:
        """How its timing is understood, with the words it was written in."""
        dates = (self.starts_on, self.starts_precision, self.ends_on, self.ends_precision)
        return stored_reading(self.timing, self.timing_kind, *dates)

    def concerns_on(self, day: date, *, status: str, reported_on: date | None) -> Sequence[Concern]:
        """What stands beside its status on `day`: late, stale, or not finished at year end."""
        if self.removed_on:
            return ()
        return concerns_on(
            day,
            start_year=self.plan.start_year,
            closed_on=self.plan.closed_on,
            timing=self.reading,
            status=status,
            reported_on=reported_on,
        )

    def read_timing(self) -> None:
        """Read the timing again where its words changed since they were last read."""
        if self.reading_of == self.timing:
            return
        read = parse_timing(self.timing)
        self.timing_kind = read.kind
        self.starts_on, self.starts_precision = read.starts_on, read.starts_precision or ""
        self.ends_on, self.ends_precision = read.ends_on, read.ends_precision or ""
        self.reading_of, self.reading_corrected = self.timing, False

    def forget_reading(self) -> None:
        """Have the words read again when it is next checked or saved, dropping a correction."""
        self.reading_of = "\n"  # which no timing is: it stands on one line

    def agency_answered_for(self, by: "User") -> Agency | None:
        """The first of the writer's agencies that leads it; an officer answers for none."""
        if by.has_perm("initiatives.change_initiative"):
            return None
        return self.leads.filter(members=by).order_by("lead__position").first()

    def newest_number(self) -> int:
        """The number of its newest update, 0 before the first."""
        newest = self.updates.aggregate(newest=models.Max("number"))["newest"]
        return newest or 0

    def hold(self) -> None:
        """Have whoever else records or redacts something about it wait until this transaction ends."""
        # Not its key: an update that is added without a hold only looks whether the initiative is there,
        # and two that waited for each other's lock and number would never end.
        Initiative.objects.select_for_update(no_key=True).filter(pk=self.pk).values_list("pk").get()

    def record(self, *, after: int, by: "User | None", **said: Any) -> OutcomeUpdate:
        """Add the update that follows number `after`.

        Raises OutOfDate, carrying the newer update, when somebody added one meanwhile: the unique
        number is the lock, so two writers can never both follow the same update.
        """
        said.setdefault("recorded_at", timezone.now())
        if self.newest_number() == after:
            try:
                with transaction.atomic():
                    return self.updates.create(number=after + 1, recorded_by=by, **said)
            except IntegrityError:
                if self.newest_number() == after:  # some other rule was broken, not a race
                    raise
        raise OutOfDate(self.updates.order_by("-number").first())


def stored_reading(
    text: str,
    kind: str,
    starts_on: date | None,
    starts_precision: str,
    ends_on: date | None,
    ends_precision: str,
) -> Timing:
    """The reading that its columns hold, where "" is no precision."""
    return Timing(
        text=text,
        kind=Kind(kind),
        starts_on=starts_on,
        starts_precision=Precision(starts_precision) if starts_precision else None,
        ends_on=ends_on,
        ends_precision=Precision(ends_precision) if ends_precision else None,
    )


def reference(year: str, number: int) -> str:
    """How papers and spreadsheets name an initiative: "2017-18/05"."""
    return f"{year}/{number:02}"


def label(title: str, outcome: str, target: str, number: int) -> str:
    """What to call an initiative: its title; else its outcome's first words; else its target."""
    return title or first_words(without_mark(outcome), 8) or target or f"Initiative {number}"
