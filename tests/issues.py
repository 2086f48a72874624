"""Issued papers for tests."""

from datetime import date
from typing import Any

from priorities.models import PartnershipPlan
from reports.checks.accepting import accept, checks_of
from reports.issuing import draft, issue, mark_of
from reports.models import IssuedPaper


def give_out(plan: PartnershipPlan, *, by: Any, slug: str = "year-end", **said: Any) -> IssuedPaper:
    """The next issue of a paper of the plan, as of 12 September 2017 unless said."""
    after = IssuedPaper.objects.issues_of(plan, slug).newest_number()
    reason = "An outcome was left out." if after else ""
    said = {"as_of": date(2017, 9, 12), "after": after, "reason": reason, **said}
    return issue(plan, slug, by=by, **said)


def mark_now(plan: PartnershipPlan, *, as_of: date, slug: str = "year-end") -> str:
    """What a form that is opened now says of the draft its writer looks at."""
    return mark_of(draft(plan, slug, as_of=as_of))


def accept_warnings(
    plan: PartnershipPlan,
    *,
    by: Any,
    as_of: date,
    slug: str = "year-end",
    reason: str = "It is meant so.",
) -> None:
    """Every warning about the draft that nobody has accepted yet, accepted."""
    checks = checks_of(plan, draft(plan, slug, as_of=as_of))
    accept(plan, slug, checks.warnings, by=by, reason=reason)
