from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from initiatives.changes import Fate, changes_since
from initiatives.forms import SinceForm
from initiatives.models import Initiative
from priorities.models import PartnershipPlan
from priorities.requests import SignedInRequest

INITIATIVES_AT_ONCE = 50  # on one page


@require_safe
@permission_required("priorities.view_partnershipplan", raise_exception=True)
def changes(request: SignedInRequest, start_year: int) -> HttpResponse:
    """What changed in a plan since a day, old above new."""
    plans = PartnershipPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans, start_year=start_year)
    form = SinceForm(request.GET)
    context: dict[str, Any] = {"plan": plan, "form": form}
    if not form.is_valid():
        status = HTTPStatus.BAD_REQUEST
        return render(request, "initiatives/changes.html", context, status=status)
    initiatives = Initiative.objects.visible_to(request.user).filter(plan=plan)
    since = form.cleaned_data["since"]
    found = changes_since(initiatives, since=since, as_of=timezone.localdate())
    pages = Paginator(found.changes, INITIATIVES_AT_ONCE)
    context |= {
        "found": found,
        "fates": list(Fate),
        "changes": pages.get_page(request.GET.get("page")),
    }
    return render(request, "initiatives/changes.html", context)
