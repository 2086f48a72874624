"""The pages of the update workbook: where it goes out and comes back, and what became of each."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from initiatives.models import ReturnedWorkbook
from initiatives.workbook.log import recorded_rows, undecided_workbooks, workbooks_of
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest

WORKBOOKS_AT_ONCE = 20
INITIATIVES_AT_ONCE = 100


@require_safe
@permission_required("initiatives.answer_initiative", raise_exception=True)
def workbook(request: SignedInRequest, start_year: int) -> HttpResponse:
    """Where outcomes go out in a workbook and come back, and the log of those that came back."""
    plans = PartnershipPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans, start_year=start_year)
    workbooks = workbooks_of(plan, seen_by=request.user)
    context = {
        "plan": plan,
        "undecided": undecided_workbooks(request.user, of=plan),
        "workbooks": Paginator(workbooks, WORKBOOKS_AT_ONCE).get_page(request.GET.get("page")),
    }
    return render(request, "workbook/workbook.html", context)


@require_safe
@permission_required("initiatives.answer_initiative", raise_exception=True)
def returned(request: SignedInRequest, start_year: int, pk: int) -> HttpResponse:
    """One workbook that came back: what it would change while that is undecided, then what it did."""
    visible = ReturnedWorkbook.objects.visible_to(request.user).filter(plan__start_year=start_year)
    related = visible.select_related("plan", "agency", "sent_by", "decided_by")
    workbook = get_object_or_404(related, pk=pk)
    context = {"workbook": workbook, "plan": workbook.plan, **_decided(request, workbook)}
    return render(request, "workbook/returned.html", context)


def _decided(request: SignedInRequest, workbook: ReturnedWorkbook) -> dict[str, Any]:
    """What became of a workbook: the initiatives it changed, and how many rows were left out."""
    became = list(workbook.rows.values_list("update", flat=True))
    rows = recorded_rows(seen_by=request.user).filter(workbook=workbook).select_related("update")
    return {
        "recorded": sum(update is not None for update in became),
        "left": sum(update is None for update in became),
        "rows": Paginator(rows, INITIATIVES_AT_ONCE).get_page(request.GET.get("page")),
    }
