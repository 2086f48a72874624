"""Issued papers for tests."""

from datetime import date
from typing import Any

from priorities.models import PartnershipPlan
from reports.checks import Severity, findings_of
from reports.issuing import draft, issue
from reports.models import AcceptedWarning, IssuedPaper


def give_out(plan: PartnershipPlan, *, by: Any, slug: str = "year-end", **said: Any) -> IssuedPaper:
    """The next issue of a paper of the plan, as of 12 September 2017 unless said."""
    after = IssuedPaper.objects.issues_of(plan, slug).newest_number()
    reason = "An outcome was left out." if after else ""
    said = {"as_of": date(2017, 9, 12), "after": after, "reason": reason, **said}
    return issue(plan, slug, by=by, **said)


def accept_warnings(
    plan: PartnershipPlan, *, by: Any, as_of: date, slug: str = "year-end", **said: Any
) -> list[AcceptedWarning]:
    """Every warning about the draft, accepted."""
    said = {"reason": "It is meant so.", "accepted_by": by, **said}
    return [
        AcceptedWarning.objects.create(
            plan=plan,
            paper=slug,
            key=finding.key,
            rule=finding.rule,
            reference=finding.reference,
            said=finding.says,
            **said,
        )
        for finding in findings_of(plan, draft(plan, slug, as_of=as_of))
        if finding.severity == Severity.WARNING
    ]
