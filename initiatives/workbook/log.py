"""The workbooks of a plan that came back, each with what became of it."""

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from initiatives.models import Initiative, ReturnedRow, ReturnedWorkbook
from priorities.models import PartnershipPlan

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from scp_tracker.accounts.models import User

NAMED = 20  # initiatives of one workbook in the log; its own page has all


def workbooks_of(plan: PartnershipPlan, *, seen_by: "User") -> "QuerySet[ReturnedWorkbook]":
    """The returned workbooks of the plan that a person may look at, newest first.

    Each has the number of outcomes it became as `recorded`, and the first of them as `named`; whether
    something of it was left out as `has_left`. What an officer only looked at is not among them.
    """
    first = recorded_rows(seen_by=seen_by)[:NAMED]
    workbooks = ReturnedWorkbook.objects.visible_to(seen_by).filter(plan=plan)
    looked_at = Q(agency=None, state=ReturnedWorkbook.State.LEFT)
    left = ReturnedRow.objects.filter(workbook=OuterRef("pk")).order_by()
    return (
        workbooks.select_related("agency", "sent_by", "decided_by", "plan")
        .exclude(looked_at)
        .annotate(
            recorded=Count("rows__update", distinct=True),
            has_left=Exists(left.filter(Q(update=None) | ~Q(said={}))),
        )
        .prefetch_related(Prefetch("rows", first, to_attr="named"))
        .order_by("-sent_at", "-pk")
    )


def undecided_workbooks(user: "User", *, of: PartnershipPlan) -> list[ReturnedWorkbook]:
    """The workbooks of the plan that wait for this person or for an officer."""
    decidable = ReturnedWorkbook.objects.decidable_by(user).filter(plan=of)
    return list(decidable.select_related("agency", "sent_by", "plan").order_by("sent_at", "pk"))


def workbooks_before(user: "User") -> dict[str, Any]:
    """What waits for this person as `undecided`, and the one they sent last as `last_decided` once it is.

    It takes one statement, for the first page after signing in.
    """
    if not user.has_perm("initiatives.answer_initiative"):
        return {"undecided": [], "last_decided": None}
    state = ReturnedWorkbook.State
    sent = ReturnedWorkbook.objects.filter(
        sent_by=user, agency__isnull=False, state__in=[state.WAITING, state.APPLIED, state.DECLINED]
    )
    newest = sent.order_by("-sent_at", "-pk").values("pk")[:1]
    decidable = ReturnedWorkbook.objects.decidable_by(user).filter(pk=OuterRef("pk"))
    annotated: Any = ReturnedWorkbook.objects.annotate(may_decide=Exists(decidable))
    found = annotated.filter(Q(may_decide=True) | Q(pk=Subquery(newest)))
    workbooks = list(found.select_related("agency", "sent_by", "plan").order_by("sent_at", "pk"))
    return {
        "undecided": [workbook for workbook in workbooks if workbook.may_decide],
        "last_decided": next((each for each in workbooks if not each.is_undecided), None),
    }


def rows_with_news(workbook: ReturnedWorkbook, *, seen_by: "User") -> "QuerySet[ReturnedRow]":
    """The rows that became outcomes, and for the sender and officers those that keep what was not recorded."""
    rows = seen_rows(seen_by=seen_by).filter(workbook=workbook).select_related("update")
    is_told = seen_by == workbook.sent_by or seen_by.has_perm("initiatives.change_initiative")
    return rows.exclude(update=None, said={}) if is_told else rows.exclude(update=None)


def recorded_rows(*, seen_by: "User") -> "QuerySet[ReturnedRow]":
    """The rows that became outcomes, each with its initiative, as far as a person sees these."""
    return seen_rows(seen_by=seen_by).exclude(update=None)


def seen_rows(*, seen_by: "User") -> "QuerySet[ReturnedRow]":
    """The rows about initiatives that a person sees, each with its initiative."""
    visible: Any = Initiative.objects.visible_to(seen_by)
    in_full = visible.select_related("plan", "target").with_outcome(as_of=timezone.localdate())
    rows = ReturnedRow.objects.filter(initiative__in=visible)
    return rows.prefetch_related(Prefetch("initiative", in_full)).order_by("initiative__number")
