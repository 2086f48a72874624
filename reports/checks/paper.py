"""A paper as the rules look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from initiatives.rows import InitiativeRow
from priorities.models import PartnershipPlan
from reports.document import Report


@dataclass(frozen=True)
class Agencies:
    """What agencies are called: the short name of each, and the other names that stand for one."""

    short_names: Mapping[int, str]
    other_names: Mapping[str, str]  # "EFCRS": "ECFRS"


@dataclass(frozen=True)
class CheckedPaper:
    """A report about to be issued, with the rows of its plan that it was made from."""

    plan: PartnershipPlan
    report: Report
    rows: Sequence[InitiativeRow]
    agencies: Agencies

    @cached_property
    def fields(self) -> frozenset[str]:
        """The columns it prints: what a paper leaves out is no matter of its checks."""
        tables = self.report.tables
        return frozenset(column.field for table in tables for column in table.columns)

    @cached_property
    def key_priorities(self) -> Mapping[int, int]:
        """The plan's key priorities by number, read only where something is found in one."""
        return dict(self.plan.key_priorities.values_list("number", "pk"))
