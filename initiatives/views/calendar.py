from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.calendar import calendar_of
from initiatives.calendar_picture import picture_of
from initiatives.models import Initiative
from initiatives.rows import initiative_rows
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest


@require_safe
@permission_required("priorities.view_partnershipplan", raise_exception=True)
def calendar(request: SignedInRequest, start_year: int) -> HttpResponse:
    """What runs in which month of a plan year, under its key priorities, and what has no dates."""
    plans = PartnershipPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans, start_year=start_year)
    today = timezone.localdate()
    initiatives = Initiative.objects.visible_to(request.user).in_force().filter(plan=plan)
    rows = initiative_rows(initiatives, as_of=today)
    shown = calendar_of(plan, rows, plan.key_priorities.all())
    picture = picture_of(shown, today=today)
    context = {"plan": plan, "today": today, "calendar": shown, "picture": picture}
    return render(request, "initiatives/calendar.html", context)
