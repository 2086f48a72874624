from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from priorities.models import Partnership, PartnershipPlan
from priorities.requests import plans_of
from priorities.years import year_containing
from scp_tracker.accounts.models import User


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    address: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the partnership, and the places this person may go, in one statement."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        # Looked up where a page says its name: one made from an issued paper says that paper's.
        return {"partnership": SimpleLazyObject(Partnership.current), "navigation": []}
    plans = plans_of(request)
    partnership = plans[0].partnership if plans else Partnership.current()
    places = [("Home", reverse("home"))]
    if plan := plan_in_hand(plans):
        if user.has_perm("priorities.view_partnershipplan"):
            places.append(("Plan", plan.get_absolute_url()))
        if _is_partner(user):
            places.append(("My actions", reverse("initiatives:my_actions")))
        if user.has_perm("initiatives.change_return"):
            places.append(("Returns", reverse("returns:returns")))
        if user.has_perm("priorities.read_papers"):
            places.append(("Reports", reverse("reports:catalogue")))
    places.append(("Papers", reverse("papers:papers")))
    if user.has_perm("initiatives.view_message"):
        places.append(("Outbox", reverse("initiatives:outbox")))
    if user.is_staff:
        places.append(("Set-up", reverse("admin:index")))
    current = _place_of(request)
    return {
        "partnership": partnership,
        "navigation": [
            Place(label, address, is_current=label == current) for label, address in places
        ],
    }


def _is_partner(user: User) -> bool:
    return user.has_perm("initiatives.answer_initiative") and not user.has_perm(
        "initiatives.change_initiative"
    )


def plan_in_hand(plans: list[PartnershipPlan]) -> PartnershipPlan | None:
    """This year's plan; before there is one, the newest that is open, else the newest."""
    this_year = year_containing(localdate())
    by_nearness = sorted(
        plans, key=lambda plan: (plan.start_year == this_year, plan.is_open, plan.start_year)
    )
    return by_nearness[-1] if by_nearness else None


def _place_of(request: HttpRequest) -> str:
    """The entry a page belongs to: reports of any year to Reports, everything else of it to Plan."""
    match = request.resolver_match
    if match is None:  # a page that says no stands nowhere
        return ""
    return _PLACES.get(match.view_name) or _PLACES.get(match.namespace, "")


_PLACES = {
    "home": "Home",
    "priorities": "Plan",
    "initiatives": "Plan",
    "initiatives:message": "Outbox",
    "moving_in": "Plan",
    "initiatives:my_actions": "My actions",
    "initiatives:outbox": "Outbox",
    "returns": "Returns",
    "workbook": "Plan",
    "reports": "Reports",
    "papers": "Papers",
    "admin": "Set-up",
}
