from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from priorities.models import PartnershipPlan

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request to a page that asks for a sign-in, so its user is a person. For type checking."""

    user: "User"


def plans_of(request: HttpRequest) -> list[PartnershipPlan]:
    """Every plan year with its partnership, read once for a request."""
    known = vars(request)
    if "plans" not in known:
        known["plans"] = list(PartnershipPlan.objects.select_related("partnership"))
    plans: list[PartnershipPlan] = known["plans"]
    return plans


def plan_or_404(request: HttpRequest, start_year: int) -> PartnershipPlan:
    """The plan of that year for whoever may see any of them; Http404 where there is none."""
    for plan in plans_of(request):
        if plan.start_year == start_year:
            return plan
    raise Http404
