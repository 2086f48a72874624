from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone

from priorities import years
from priorities.append_only import AppendOnlyQuerySet
from priorities.models import PaperParticulars, PartnershipPlan
from priorities.text import ProseField
from priorities.versions import OutOfDate
from reports import stored
from reports.document import Report
from reports.models.never_changed import NeverChangedError

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


LONGEST_TITLE = 300


class IssuedPaperQuerySet(AppendOnlyQuerySet["IssuedPaper"]):
    refusal = NeverChangedError

    def public(self) -> Self:
        """The papers anybody may read: all but the withdrawn ones."""
        return self.filter(withdrawn_at=None)

    def issues_of(self, plan: PartnershipPlan, slug: str) -> Self:
        """The issues of one paper of a plan's year."""
        return self.filter(start_year=plan.start_year, paper=slug)

    def newest_first(self) -> Self:
        """The newest year first, and within it each paper's newest issue first."""
        return self.order_by("-start_year", "paper", "-number")

    def newest_number(self) -> int:
        """The highest number of these issues, 0 if there are none."""
        newest: int | None = self.aggregate(newest=Max("number"))["newest"]
        return newest or 0

    def without_content(self) -> Self:
        """The papers for a list: the report itself and the warnings stay in the database."""
        return self.defer("document", "warnings")

    def without_document(self) -> Self:
        """The papers with all that is kept beside the report itself."""
        return self.defer("document")

    def with_replacement(self, among: Self | None = None) -> Self:
        """Annotate `replaced_by`, `replaced_because`, `replaced_at`: the issue after each, withdrawn or not.

        None each where it is the newest of its paper and year. `among` are the only issues that count.
        """
        following = (
            (IssuedPaper.objects.all() if among is None else among)
            .filter(
                start_year=OuterRef("start_year"),
                paper=OuterRef("paper"),
                number__gt=OuterRef("number"),
            )
            .order_by("number")
        )
        return self.annotate(
            replaced_by=Subquery(following.values("number")[:1]),
            replaced_because=Subquery(following.values("reason")[:1]),
            replaced_at=Subquery(following.values("issued_at")[:1]),
        )


class IssuedPaper(models.Model):
    """A committee's paper as it went out: the whole report under a number and a date, for good.

    It can be withdrawn. `purge` alone takes words away, for those the law does not let the tracker
    keep.
    """

    replaced_by: int | None  # Set by with_replacement()
    replaced_because: str | None
    replaced_at: datetime | None

    plan = models.ForeignKey(
        PartnershipPlan, on_delete=models.PROTECT, related_name="issued_papers"
    )
    start_year = models.PositiveSmallIntegerField("starts in April of")
    paper = models.CharField(max_length=20, choices=PaperParticulars.Paper)
    number = models.PositiveIntegerField(help_text="Counts the issues of the year’s paper from 1.")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    as_of = models.DateField("outcomes as reported by")
    title = models.CharField(max_length=LONGEST_TITLE)
    document = models.JSONField("report", null=True)
    digest = models.CharField("SHA-256 of the report", max_length=64, blank=True)
    reason = ProseField("why it replaces the issue before", max_length=1000, blank=True)
    warnings = models.JSONField("accepted warnings", default=list, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal_reason = ProseField(max_length=1000, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    objects = IssuedPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-start_year", "paper", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["start_year", "paper", "number"],
                name="issue_number_once_per_year_and_paper",
                violation_error_message="Somebody else issued that paper first.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | (Q(number__gt=1) & ~Q(reason="")),
                name="later_issue_has_a_reason",
                violation_error_message="Say why this issue replaces the one before.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawal_reason=""),
                name="withdrawal_has_person_and_reason",
                violation_error_message="A withdrawal has a moment, a person and a reason.",
            ),
            models.CheckConstraint(
                condition=Q(purged_at=None, document__isnull=False)
                | Q(purged_at__isnull=False, document__isnull=True, withdrawn_at__isnull=False),
                name="only_withdrawn_issue_is_purged",
                violation_error_message="Only a withdrawn paper is emptied, and it whole.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_paper_display()} {self.year}, issue {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChangedError
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NeverChangedError

    @property
    def year(self) -> str:
        """The plan year it was issued for: "2017-18"."""
        return years.slug(self.start_year)

    @property
    def label(self) -> str:
        """Its number as pages say it: "Issue 2"."""
        return f"Issue {self.number}"

    @property
    def follows(self) -> int:
        """The number of the issue before."""
        return self.number - 1

    @property
    def report(self) -> Report | None:
        """The report as it was issued; None once it was emptied."""
        return None if self.document is None else stored.from_data(self.document)

    def withdraw(self, *, by: "User", reason: str) -> None:
        """Take it back from the public; its number and its place in the list stay.

        Raises OutOfDate with the paper as it stands when somebody withdrew it before.
        """
        rows = IssuedPaper.objects.filter(pk=self.pk)
        said = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawal_reason": reason}
        if self.withdrawn_at or not rows.filter(withdrawn_at=None)._leave(**said):
            raise OutOfDate(rows.first())
        self.refresh_from_db(fields=list(said))

    def purge(self, *, by: "User", reason: str) -> None:
        """Empty the paper and its files for good, withdrawn with the reason if it is not yet."""
        now = timezone.now()
        with transaction.atomic():
            rows = IssuedPaper.objects.filter(pk=self.pk)
            said = {"withdrawn_at": now, "withdrawn_by": by, "withdrawal_reason": reason}
            rows.filter(withdrawn_at=None)._leave(**said)
            rows._leave(document=None, digest="", purged_at=now)
            self.files.all()._leave(content=b"", size=0, digest="")

    def reword(self, **left: Any) -> None:
        """Leave only `left` of its title, its reasons and its warnings, when words have to go."""
        if any(getattr(self, name) != value for name, value in left.items()):
            IssuedPaper.objects.filter(pk=self.pk)._leave(**left)
