from http import HTTPStatus

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.forms import PlanFilter
from initiatives.models import Initiative
from initiatives.rows import initiative_rows
from priorities.models import PartnershipPlan


@require_safe
@permission_required("priorities.view_partnershipplan", raise_exception=True)
def plan(request: HttpRequest, start_year: int) -> HttpResponse:
    """One plan year's initiatives, filtered by what stands in the address."""
    plan = get_object_or_404(
        PartnershipPlan.objects.visible_to(request.user), start_year=start_year
    )
    initiatives = Initiative.objects.visible_to(request.user).filter(plan=plan)
    rows = initiative_rows(initiatives, as_of=timezone.localdate())
    filters = PlanFilter(request.GET, plan=plan)
    context = {"plan": plan, "filters": filters, "rows": filters.chosen(rows), "total": len(rows)}
    status = HTTPStatus.OK if filters.is_valid() else HTTPStatus.BAD_REQUEST
    return render(request, "initiatives/plan.html", context, status=status)
