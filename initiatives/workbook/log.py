"""The workbooks of a plan that came back, each with what became of it."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch
from django.utils import timezone

from initiatives.models import Initiative, ReturnedRow, ReturnedWorkbook
from priorities.models import PartnershipPlan

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from scp_tracker.accounts.models import User

NAMED = 20  # initiatives of one workbook in the log; its own page has all


def workbooks_of(plan: PartnershipPlan, *, seen_by: "User") -> "QuerySet[ReturnedWorkbook]":
    """The returned workbooks of the plan that a person may look at, newest first.

    Each has the number of outcomes it became as `recorded`, and the first of them as `named`.
    """
    first = recorded_rows(seen_by=seen_by)[:NAMED]
    workbooks = ReturnedWorkbook.objects.visible_to(seen_by).filter(plan=plan)
    return (
        workbooks.select_related("agency", "sent_by", "decided_by", "plan")
        .annotate(recorded=Count("rows__update", distinct=True))
        .prefetch_related(Prefetch("rows", first, to_attr="named"))
        .order_by("-sent_at", "-pk")
    )


def undecided_workbooks(
    user: "User", *, of: PartnershipPlan | None = None
) -> list[ReturnedWorkbook]:
    """The workbooks, of any plan unless said, that wait for this person or for an officer."""
    decidable = ReturnedWorkbook.objects.decidable_by(user)
    if of:
        decidable = decidable.filter(plan=of)
    return list(decidable.select_related("agency", "sent_by", "plan").order_by("sent_at", "pk"))


def recorded_rows(*, seen_by: "User") -> "QuerySet[ReturnedRow]":
    """The rows that became outcomes, each with its initiative, as far as a person sees these."""
    visible: Any = Initiative.objects.visible_to(seen_by)
    in_full = visible.select_related("plan", "target").with_outcome(as_of=timezone.localdate())
    rows = ReturnedRow.objects.exclude(update=None).filter(initiative__in=visible)
    return rows.prefetch_related(Prefetch("initiative", in_full)).order_by("initiative__number")
