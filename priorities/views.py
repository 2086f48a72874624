from django.contrib.auth.decorators import permission_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from priorities.models import PartnershipPlan, PlanFramework


@require_safe
@permission_required("priorities.view_partnershipplan", raise_exception=True)
def priorities(request: HttpRequest, start_year: int) -> HttpResponse:
    """What one plan year says matters: its key priorities and the lists of other bodies it took up."""
    taken_up = PlanFramework.objects.select_related("framework").prefetch_related(
        "framework__priorities"
    )
    plans = PartnershipPlan.objects.visible_to(request.user).prefetch_related(
        "key_priorities__points",
        "key_priorities__targets",
        Prefetch("plan_frameworks", queryset=taken_up),
    )
    plan = get_object_or_404(plans, start_year=start_year)
    return render(request, "priorities/priorities.html", {"plan": plan})
