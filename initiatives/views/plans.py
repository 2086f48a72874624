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
    plans = PartnershipPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans, start_year=start_year)
    initiatives = Initiative.objects.visible_to(request.user).filter(plan=plan)
    rows = initiative_rows(initiatives, as_of=timezone.localdate())
    removed = sum(row.removed_on is not None for row in rows)
    form = PlanFilter(request.GET, plan=plan, has_removed=removed > 0)
    context = {
        "plan": plan,
        "other_plans": plans.exclude(pk=plan.pk),
        "form": form,
        "rows": form.chosen(rows),
        "total": len(rows) - removed,
    }
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.BAD_REQUEST
    return render(request, "initiatives/plan.html", context, status=status)
