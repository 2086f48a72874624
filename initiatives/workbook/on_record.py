"""What the tracker knows of a plan's initiatives when a workbook comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from initiatives.models import Initiative, Redaction
from initiatives.models.querysets import InitiativeQuerySet
from initiatives.workbook.standing import Standing, standing
from initiatives.workbook.typed_rows import TypedRow
from priorities.models import PartnershipPlan

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


@dataclass(frozen=True)
class OnRecord:
    """A plan's initiatives as they are for whoever sent the workbook, each by its primary key."""

    plan: PartnershipPlan
    pks: Mapping[int, int]  # of those they see, by number
    removed: frozenset[int]
    answerable: frozenset[int]
    now: Mapping[int, Standing]
    redactions: Mapping[int, int]  # the initiative of each redaction of the plan

    @cached_property
    def redacted(self) -> frozenset[int]:
        """The initiatives of which words were taken out."""
        return frozenset(self.redactions.values())

    def is_marked(self, row: TypedRow) -> bool:
        """Whether the row tells what it was made with: an update that is there."""
        now = self.now[self.pks[row.number]]
        return row.mark is not None and row.mark.follows <= now.follows

    def follows(self, row: TypedRow) -> int:
        """The update the row was made with; where it does not tell, it counts as made with nothing."""
        return row.mark.follows if row.mark and self.is_marked(row) else 0


def on_record(plan: PartnershipPlan, by: "User") -> OnRecord:
    """What is known, in a fixed number of statements."""
    of_plan = initiatives_of(plan)
    redactions = redactions_of(plan)  # first: whoever redacts after this is noticed
    seen = list(of_plan.visible_to(by).values_list("number", "pk", "removed_on"))
    return OnRecord(
        plan,
        pks={number: pk for number, pk, _ in seen},
        removed=frozenset(pk for _, pk, removed_on in seen if removed_on),
        answerable=frozenset(of_plan.answerable_by(by).values_list("pk", flat=True)),
        now=standing(of_plan),
        redactions=redactions,
    )


def initiatives_of(plan: PartnershipPlan) -> InitiativeQuerySet:
    """All initiatives of the plan, in no order."""
    return Initiative.objects.filter(plan=plan).order_by()


def redactions_of(plan: PartnershipPlan) -> dict[int, int]:
    """The initiative of each redaction in the plan, by the redaction's primary key."""
    redactions = Redaction.objects.filter(update__initiative__plan=plan).order_by()
    return dict(redactions.values_list("pk", "update__initiative_id"))
