"""Whether a draft may be given out: nothing to mend, and every warning accepted with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.rows import InitiativeRow
from priorities.models import PartnershipPlan
from reports.checks import Severity, findings_of
from reports.document import Report
from reports.models import AcceptedWarning


@dataclass(frozen=True)
class Readiness:
    """What the checks of a draft found: how much has to be mended, looked at, or was accepted."""

    to_mend: int
    to_accept: int
    accepted: tuple[AcceptedWarning, ...]

    @property
    def is_ready(self) -> bool:
        return not (self.to_mend or self.to_accept)


def readiness(plan: PartnershipPlan, report: Report, *, rows: Sequence[InitiativeRow]) -> Readiness:
    """What keeps the draft of these rows from being given out, and the acceptances that go with it."""
    found = findings_of(plan, report, rows=rows)
    said = AcceptedWarning.objects.filter(plan=plan, paper=report.slug)
    accepted = {warning.key: warning for warning in said.select_related("accepted_by")}
    warnings = [finding for finding in found if finding.severity == Severity.WARNING]
    return Readiness(
        to_mend=sum(finding.severity == Severity.MUST for finding in found),
        to_accept=sum(finding.key not in accepted for finding in warnings),
        accepted=tuple(accepted[each.key] for each in warnings if each.key in accepted),
    )
