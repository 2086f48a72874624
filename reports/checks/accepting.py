"""Accepting a warning about a paper with a reason, and taking that back."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from initiatives.rows import InitiativeRow
from priorities.events import note
from priorities.models import PartnershipPlan
from reports.checks import Finding, Severity, findings_of
from reports.document import Report
from reports.models import AcceptedWarning

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


@dataclass(frozen=True)
class Checks:
    """What was found in a paper, and which of its warnings were accepted, by their keys."""

    findings: Sequence[Finding]
    accepted: Mapping[str, AcceptedWarning]

    @property
    def must_be_mended(self) -> list[Finding]:
        """What has to be mended before the paper can be issued."""
        return self._of(Severity.MUST)

    @property
    def warnings(self) -> list[Finding]:
        """The warnings nobody has accepted yet."""
        return [found for found in self._of(Severity.WARNING) if found.key not in self.accepted]

    @property
    def accepted_findings(self) -> list[Finding]:
        """The warnings that may stand, each for a reason that `accepted` has."""
        return [found for found in self._of(Severity.WARNING) if found.key in self.accepted]

    @property
    def for_information(self) -> list[Finding]:
        """What is good to know and asks for nothing."""
        return self._of(Severity.INFORMATION)

    @property
    def lets_it_be_issued(self) -> bool:
        """Whether nothing has to be mended and every warning was accepted."""
        return not self.must_be_mended and not self.warnings

    def _of(self, severity: Severity) -> list[Finding]:
        return [found for found in self.findings if found.severity == severity]


def checks_of(
    plan: PartnershipPlan, report: Report, *, rows: Sequence[InitiativeRow] | None = None
) -> Checks:
    """The checks of a paper; what was accepted counts for as long as its words stay the same."""
    findings = findings_of(plan, report, rows=rows)
    given = _given(plan, report.slug)
    by_key = {warning.key: warning for warning in given}
    keys = [found.key for found in findings if found.severity == Severity.WARNING]
    return Checks(findings, {key: by_key[key] for key in keys if key in by_key})


def accept(
    plan: PartnershipPlan, slug: str, findings: Collection[Finding], *, by: "User", reason: str
) -> list[AcceptedWarning]:
    """Let these warnings of a paper stand for one reason; returns those somebody else accepted first.

    What somebody accepted before keeps its reason. Warnings accepted twice are accepted once.
    """
    new = [
        AcceptedWarning(
            plan=plan,
            paper=slug,
            key=found.key,
            rule=found.rule,
            reference=found.reference,
            said=found.says,
            reason=reason,
            accepted_by=by,
        )
        for found in findings
    ]
    with transaction.atomic():
        AcceptedWarning.objects.bulk_create(new, ignore_conflicts=True)
        keys = [warning.key for warning in new]
        stand = _given(plan, slug).filter(key__in=keys)
        others = list(stand.exclude(accepted_by=by, reason=reason))
    _tell("warnings_accepted", plan, slug, len(new) - len(others), by)
    return others


def take_back(
    plan: PartnershipPlan, slug: str, findings: Collection[Finding], *, by: "User"
) -> int:
    """Have these warnings of a paper ask for a decision again; tells how many were accepted."""
    keys = [found.key for found in findings]
    given = AcceptedWarning.objects.filter(plan=plan, paper=slug, key__in=keys)
    count: int = given.delete()[0]
    _tell("acceptances_taken_back", plan, slug, count, by)
    return count


def _given(plan: PartnershipPlan, slug: str) -> QuerySet[AcceptedWarning]:
    """What was ever accepted for that paper, with who did."""
    of_the_paper = AcceptedWarning.objects.filter(plan=plan, paper=slug)
    return of_the_paper.select_related("accepted_by")


def _tell(event: str, plan: PartnershipPlan, slug: str, count: int, by: "User") -> None:
    note(event, year=plan.year, paper=slug, count=count, user=by.pk)


def in_words(others: Collection[AcceptedWarning]) -> str:
    """Who accepted these first, and why: "2 were accepted meanwhile by A: “Checked.”"."""
    reasons: dict[tuple[str, str], int] = defaultdict(int)
    for warning in others:
        reasons[warning.accepted_by.name, warning.reason] += 1
    return " ".join(
        f"{count} {'was' if count == 1 else 'were'} accepted before by {name}, "
        f"whose reason stands: “{reason}”"
        for (name, reason), count in reasons.items()
    )
